-- Figures that somebody keyed from a signed paper are held against it by somebody else.
alter table deliveries add constraint deliveries_id_actor_id_key unique (id, actor_id);
create table paper_checks (
  delivery_id uuid not null,
  keyed_by uuid not null,
  agrees boolean not null,
  note text,
  checked_by uuid not null,
  checked_at timestamptz not null,
  command_id uuid not null,
  constraint paper_checks_pkey primary key (delivery_id),
  constraint paper_checks_delivery_id_fkey foreign key (delivery_id, keyed_by) references deliveries (id, actor_id),
  constraint paper_checks_checked_by_fkey foreign key (checked_by) references users (id),
  constraint paper_checks_second_person_check check (checked_by <> keyed_by),
  constraint paper_checks_note_check check (agrees or note is not null)
);
comment on table paper_checks is 'Who held the figures keyed from a signed paper against it, and whether they agree.';
revoke update, delete, truncate on paper_checks from kervan_app;
