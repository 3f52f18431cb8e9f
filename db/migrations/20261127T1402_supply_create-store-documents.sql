create table store_documents (
  -- Also the id of the ledger document, once it is posted.
  id uuid not null,
  kind text not null,
  number text not null,
  place_id uuid not null,
  state text not null,
  -- What a second person must look at; the one who asked is never the one who decides.
  second_person boolean not null default false,
  reason text,
  note text,
  -- Number of an agreement, letter or sheet outside.
  reference text,
  -- Who takes over title or custody.
  org_id uuid,
  -- What it belongs to: a receipt, a count, a loan, a lot.
  subject_kind text,
  subject_id uuid,
  -- A line of it.
  subject_line int,
  occurred_at timestamptz not null,
  made_by uuid not null,
  made_at timestamptz not null,
  command_id uuid not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text,
  -- The counter-document and why.
  reversal_id uuid,
  reversal_reason text,
  constraint store_documents_pkey primary key (id),
  constraint store_documents_number_key unique (number),
  constraint store_documents_place_id_fkey foreign key (place_id) references stock_places (id),
  constraint store_documents_org_id_fkey foreign key (org_id) references organisations (id),
  constraint store_documents_made_by_fkey foreign key (made_by) references users (id),
  constraint store_documents_decided_by_fkey foreign key (decided_by) references users (id),
  constraint store_documents_kind_check check (kind in ('move', 'quarantine', 'release', 'expiry', 'recall', 'adjustment', 'loan', 'payback', 'title', 'custody', 'sorting', 'count', 'difference', 'earmark')),
  constraint store_documents_state_check check (state in ('asked', 'posted', 'declined', 'reversed')),
  constraint store_documents_decided_check check ((decided_by is null) = (decided_at is null) and (state <> 'declined' or decided_by is not null)),
  constraint store_documents_second_person_check check (not second_person or decided_by is null or decided_by <> made_by),
  constraint store_documents_reversed_check check ((state = 'reversed') = (reversal_id is not null and reversal_reason is not null)),
  constraint store_documents_unseen_check check (not second_person or state <> 'posted' or decided_by is not null)
);
create index store_documents_place_id_idx on store_documents (place_id);
create index store_documents_subject_idx on store_documents (subject_id) where subject_id is not null;
create index store_documents_asked_idx on store_documents (made_at) where state = 'asked';
create index store_documents_made_at_idx on store_documents (made_at desc, id);
comment on table store_documents is 'Work in a store: moves, holds and releases, adjustments, loans, transfers, sortings, counts.';
revoke delete, truncate on store_documents from kervan_app;

create table store_lines (
  document_id uuid not null,
  line int not null,
  item_id uuid not null,
  lot_id uuid,
  -- Each side is a place or a name of the outside; what is absent on one side is as on the other.
  from_outside text,
  from_place uuid,
  from_grant uuid,
  from_condition text,
  from_owner text,
  to_outside text,
  to_place uuid,
  to_grant uuid,
  to_condition text,
  to_owner text,
  qty bigint not null,
  pack_id uuid,
  pack_count numeric(20, 6),
  constraint store_lines_pkey primary key (document_id, line),
  constraint store_lines_document_id_fkey foreign key (document_id) references store_documents (id),
  constraint store_lines_item_id_fkey foreign key (item_id) references items (id),
  constraint store_lines_lot_id_fkey foreign key (lot_id) references lots (id),
  constraint store_lines_from_check check ((from_outside is null) = (from_place is not null and from_condition is not null and from_owner is not null)),
  constraint store_lines_to_check check ((to_outside is null) = (to_place is not null and to_condition is not null and to_owner is not null)),
  constraint store_lines_inside_check check (from_outside is null or to_outside is null or from_outside <> to_outside),
  constraint store_lines_pack_id_fkey foreign key (pack_id) references item_packs (id),
  constraint store_lines_qty_check check (qty > 0),
  constraint store_lines_pack_check check ((pack_id is null) = (pack_count is null) and pack_count > 0)
);
create index store_lines_lot_id_idx on store_lines (lot_id) where lot_id is not null;
comment on table store_lines is 'Lines of a store document, as they were asked; what is posted of them stands in the ledger.';
revoke update, delete, truncate on store_lines from kervan_app;

create table store_rules (
  id boolean not null default true,
  -- Above either, an adjustment or a count's difference waits for a second person.
  adjust_qty bigint not null default 50,
  adjust_value bigint not null default 50000,
  currency text not null default 'EUR',
  -- Above either, a line is counted again, by somebody else.
  recount_qty bigint not null default 10,
  recount_percent int not null default 2,
  expiry_warn_days int not null default 90,
  quarantine_days int not null default 14,
  unsorted_days int not null default 3,
  changed_by uuid,
  changed_at timestamptz,
  constraint store_rules_pkey primary key (id),
  constraint store_rules_one_check check (id),
  constraint store_rules_currency_check check (currency ~ '^[A-Z]{3}$'),
  constraint store_rules_values_check check (adjust_qty >= 0 and adjust_value >= 0 and recount_qty >= 0 and recount_percent between 0 and 100 and expiry_warn_days between 0 and 3650 and quarantine_days between 1 and 3650 and unsorted_days between 1 and 3650)
);
comment on table store_rules is 'Thresholds of the stores, one row: above them a second person looks.';
insert into store_rules default values;
revoke insert, delete, truncate on store_rules from kervan_app;

create table quick_reserves (
  -- Also the id of the hold.
  id uuid not null,
  place_id uuid not null,
  item_id uuid not null,
  lot_id uuid,
  bucket_place uuid not null,
  grant_id uuid,
  condition text not null,
  owner text not null,
  qty bigint not null,
  purpose text not null,
  made_by uuid not null,
  made_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  end_reason text,
  constraint quick_reserves_pkey primary key (id),
  constraint quick_reserves_place_id_fkey foreign key (place_id) references stock_places (id),
  constraint quick_reserves_item_id_fkey foreign key (item_id) references items (id),
  constraint quick_reserves_lot_id_fkey foreign key (lot_id) references lots (id),
  constraint quick_reserves_grant_id_fkey foreign key (grant_id) references grants (id),
  constraint quick_reserves_made_by_fkey foreign key (made_by) references users (id),
  constraint quick_reserves_qty_check check (qty > 0),
  constraint quick_reserves_ended_check check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (end_reason is null))
);
create index quick_reserves_place_id_idx on quick_reserves (place_id) where ended_at is null;
comment on table quick_reserves is 'Stock kept for Quick Release: promised to nobody, out of reach of ordinary allocation.';
revoke delete, truncate on quick_reserves from kervan_app;
