create table supply_arrivals (
  id uuid not null,
  -- What its receipt will name: the order, contract or gift letter.
  reference text not null,
  -- The reference without spaces and in capitals, by which receipts meet it.
  reference_key text not null,
  source text not null,
  sender_id uuid,
  -- The store that it comes to.
  place_id uuid not null,
  expected_on date not null,
  note text,
  state text not null default 'announced',
  cancel_reason text,
  announced_by uuid not null,
  announced_at timestamptz not null,
  version int not null default 1,
  constraint supply_arrivals_pkey primary key (id),
  constraint supply_arrivals_sender_id_fkey foreign key (sender_id) references organisations (id),
  constraint supply_arrivals_place_id_fkey foreign key (place_id) references stock_places (id),
  constraint supply_arrivals_announced_by_fkey foreign key (announced_by) references users (id),
  constraint supply_arrivals_source_check check (source in ('order', 'gift')),
  constraint supply_arrivals_state_check check (state in ('announced', 'cancelled')),
  constraint supply_arrivals_reference_check check (length(reference) between 1 and 100 and length(reference_key) > 0),
  constraint supply_arrivals_cancelled_check check ((state = 'cancelled') = (cancel_reason is not null))
);
create index supply_arrivals_reference_key_idx on supply_arrivals (reference_key) where state = 'announced';
create index supply_arrivals_place_id_idx on supply_arrivals (place_id);
comment on table supply_arrivals is 'Goods that suppliers and donors have said will come to a store.';
revoke delete, truncate on supply_arrivals from kervan_app;

create table supply_arrival_lines (
  arrival_id uuid not null,
  id uuid not null,
  line_no int not null,
  item_id uuid not null,
  grant_id uuid,
  qty bigint not null,
  constraint supply_arrival_lines_pkey primary key (id),
  constraint supply_arrival_lines_item_key unique nulls not distinct (arrival_id, item_id, grant_id),
  constraint supply_arrival_lines_arrival_id_fkey foreign key (arrival_id) references supply_arrivals (id),
  constraint supply_arrival_lines_item_id_fkey foreign key (item_id) references items (id),
  constraint supply_arrival_lines_grant_id_fkey foreign key (grant_id) references grants (id),
  constraint supply_arrival_lines_qty_check check (qty > 0)
);
create index supply_arrival_lines_item_id_idx on supply_arrival_lines (item_id);
comment on table supply_arrival_lines is 'What an announced arrival brings; receipts with its reference are taken off.';

-- A receipt meets what was announced by its reference.
create index receipts_reference_idx on receipts (upper(replace(reference, ' ', ''))) where reference is not null;

-- What left the mission's places (losses, disputes, households) is read without a walk over all that moved within them. A journey
-- writes into neither.
create index ledger_entries_out_idx on ledger_entries (to_bucket, book_date) where to_seq is null;
create index ledger_entries_in_idx on ledger_entries (from_bucket, book_date) where from_seq is null;
