-- What anybody keyed from a signed paper, whatever the record: one row says who keyed it, another who held it against the paper.
create table keyed_papers (
  id uuid not null,
  delivery_id uuid,
  fact_id uuid,
  receipt_id uuid,
  count_id uuid,
  keyed_by uuid not null,
  keyed_at timestamptz not null,
  command_id uuid not null,
  constraint keyed_papers_pkey primary key (id),
  constraint keyed_papers_id_keyed_by_key unique (id, keyed_by),
  constraint keyed_papers_delivery_id_fkey foreign key (delivery_id, keyed_by) references deliveries (id, actor_id),
  constraint keyed_papers_fact_id_fkey foreign key (fact_id) references shipment_facts (id),
  constraint keyed_papers_receipt_id_fkey foreign key (receipt_id) references receipts (id),
  constraint keyed_papers_count_id_fkey foreign key (count_id) references stock_counts (id),
  constraint keyed_papers_keyed_by_fkey foreign key (keyed_by) references users (id),
  constraint keyed_papers_record_check check (num_nonnulls(delivery_id, fact_id, receipt_id, count_id) = 1),
  constraint keyed_papers_id_check check (count_id is not null or id = coalesce(delivery_id, fact_id, receipt_id))
);
comment on table keyed_papers is 'Figures that somebody keyed from a signed paper: an account of a delivery, a truck''s loading or cross-loading, a receipt, or a sheet of a count (by the id of its command).';
create index keyed_papers_count_id_idx on keyed_papers (count_id) where count_id is not null;
revoke update, delete, truncate on keyed_papers from kervan_app;

create table keyed_checks (
  id uuid not null,
  keyed_by uuid not null,
  agrees boolean not null,
  note text,
  checked_by uuid not null,
  checked_at timestamptz not null,
  command_id uuid not null,
  constraint keyed_checks_pkey primary key (id),
  constraint keyed_checks_id_fkey foreign key (id, keyed_by) references keyed_papers (id, keyed_by),
  constraint keyed_checks_checked_by_fkey foreign key (checked_by) references users (id),
  constraint keyed_checks_second_person_check check (checked_by <> keyed_by),
  constraint keyed_checks_note_check check (agrees or note is not null)
);
comment on table keyed_checks is 'Who held what another keyed from a signed paper against that paper, and whether it agrees.';
revoke update, delete, truncate on keyed_checks from kervan_app;

insert into keyed_papers (id, delivery_id, keyed_by, keyed_at, command_id)
select id, id, actor_id, recorded_at, command_id from deliveries where from_paper;
insert into keyed_papers (id, fact_id, keyed_by, keyed_at, command_id)
select id, id, actor_id, recorded_at, command_id from shipment_facts where data -> 'fromPaper' = 'true';
insert into keyed_checks (id, keyed_by, agrees, note, checked_by, checked_at, command_id)
select delivery_id, keyed_by, agrees, note, checked_by, checked_at, command_id from paper_checks
union all select fact_id, keyed_by, agrees, note, checked_by, checked_at, command_id from sheet_checks;
drop table paper_checks;
drop table sheet_checks;
drop index shipment_facts_from_paper_idx;
alter table deliveries drop column from_paper;

-- Lines of a count bear the sheet that they were keyed from: where it does not agree, they are as if nobody had counted them.
alter table stock_count_takes add column keyed_id uuid,
  add constraint stock_count_takes_keyed_id_fkey foreign key (keyed_id) references keyed_papers (id);

-- One right for every kind of paper: who held sheets of the hub against theirs goes on doing so.
insert into permissions (name) select 'supply.check-paper' where exists (select from role_permissions where permission = 'supply.check-tick-sheet')
 on conflict (name) do nothing;
insert into role_permissions (role_id, role_protected, permission, permission_protected)
select h.role_id, h.role_protected, q.name, q.protected from role_permissions h join permissions q on q.name = 'supply.check-paper'
 where h.permission = 'supply.check-tick-sheet' on conflict (role_id, permission) do nothing;
delete from role_permissions where permission = 'supply.check-tick-sheet';
delete from permissions where name = 'supply.check-tick-sheet';
update api_tokens set permissions = array_replace(permissions, 'supply.check-tick-sheet', 'supply.check-paper') where 'supply.check-tick-sheet' = any(permissions);
update users set grants_version = grants_version + 1
 where id in (select a.user_id from assignments a join role_permissions p on p.role_id = a.role_id where a.revoked_at is null and p.permission = 'supply.check-paper');
