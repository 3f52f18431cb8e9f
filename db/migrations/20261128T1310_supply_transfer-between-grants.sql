-- Goods of one grant that pass to another for good: with the donor's written consent, and for what they are meant from then on.
alter table store_documents drop constraint store_documents_kind_check;
alter table store_documents add constraint store_documents_kind_check check (kind in ('move', 'quarantine', 'release', 'expiry', 'recall', 'adjustment', 'loan', 'payback', 'title', 'custody', 'sorting', 'count', 'difference', 'earmark', 'grant-transfer')) not valid;
alter table store_documents validate constraint store_documents_kind_check;
alter table store_documents add constraint store_documents_transfer_check check (kind <> 'grant-transfer' or second_person);

create table grant_transfers (
  -- Also the id of the document.
  id uuid not null,
  from_grant uuid not null,
  to_grant uuid not null,
  consent text,
  consent_file_id uuid,
  sector text,
  area text,
  partner_id uuid,
  constraint grant_transfers_pkey primary key (id),
  constraint grant_transfers_id_fkey foreign key (id) references store_documents (id),
  constraint grant_transfers_from_grant_fkey foreign key (from_grant) references grants (id),
  constraint grant_transfers_to_grant_fkey foreign key (to_grant) references grants (id),
  constraint grant_transfers_consent_file_id_fkey foreign key (consent_file_id) references files (id),
  constraint grant_transfers_area_fkey foreign key (area) references areas (pcode),
  constraint grant_transfers_partner_id_fkey foreign key (partner_id) references organisations (id),
  constraint grant_transfers_grants_check check (from_grant <> to_grant),
  constraint grant_transfers_consent_check check (consent is not null or consent_file_id is not null)
);
create index grant_transfers_from_grant_idx on grant_transfers (from_grant);
create index grant_transfers_to_grant_idx on grant_transfers (to_grant);
comment on table grant_transfers is 'Goods that pass from one grant to another for good: whose consent, and for which sector, area and partner they are meant.';
revoke update, delete, truncate on grant_transfers from kervan_app;
