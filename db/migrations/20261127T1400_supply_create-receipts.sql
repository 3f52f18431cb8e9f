create table receipts (
  -- Also the id of the document that posted it.
  id uuid not null,
  number text not null,
  place_id uuid not null,
  -- What it was expected by: an order, a gift, or nothing (a truck without papers).
  source text not null,
  reference text,
  -- Supplier or donor, where it is known.
  sender_id uuid,
  transporter_id uuid,
  plate text,
  waybill text,
  owner text not null,
  note text,
  arrived_at timestamptz not null,
  recorded_at timestamptz not null,
  received_by uuid not null,
  command_id uuid not null,
  state text not null default 'posted',
  -- The counter-document and why.
  reversal_id uuid,
  reversal_reason text,
  reversed_by uuid,
  reversed_at timestamptz,
  -- When a truck without papers was found to belong to an order or gift.
  matched_at timestamptz,
  matched_by uuid,
  constraint receipts_pkey primary key (id),
  constraint receipts_number_key unique (number),
  constraint receipts_place_id_fkey foreign key (place_id) references stock_places (id),
  constraint receipts_sender_id_fkey foreign key (sender_id) references organisations (id),
  constraint receipts_transporter_id_fkey foreign key (transporter_id) references organisations (id),
  constraint receipts_received_by_fkey foreign key (received_by) references users (id),
  constraint receipts_source_check check (source in ('order', 'gift', 'unknown')),
  constraint receipts_state_check check (state in ('posted', 'reversed')),
  constraint receipts_reversed_check check ((state = 'reversed') = (reversal_id is not null and reversed_by is not null and reversed_at is not null and reversal_reason is not null)),
  constraint receipts_matched_check check ((matched_at is null) = (matched_by is null))
);
create index receipts_place_id_idx on receipts (place_id);
create index receipts_arrived_at_idx on receipts (arrived_at desc, id);
comment on table receipts is 'Goods received at a store: from whom, by which truck, against what.';
revoke delete, truncate on receipts from kervan_app;

create table receipt_lines (
  receipt_id uuid not null,
  line int not null,
  item_id uuid not null,
  lot_id uuid,
  grant_id uuid,
  owner text not null,
  -- The pack people counted the good part in, with the version of its ratio; what is over is loose.
  pack_id uuid,
  pack_count numeric(20, 6),
  expected bigint,
  good bigint not null,
  damaged bigint not null,
  -- What was sent = good + damaged + missing - extra: the database keeps the sum, nobody types it.
  missing bigint not null generated always as (greatest(coalesce(expected, good + damaged) - good - damaged, 0)) stored,
  extra bigint not null generated always as (greatest(good + damaged - coalesce(expected, good + damaged), 0)) stored,
  -- How much of the difference has found its end.
  settled bigint not null default 0,
  -- Where the good part went: fit for use, held for inspection, past its day, or a load still to be sorted.
  condition text not null,
  note text,
  version int not null default 1,
  constraint receipt_lines_pkey primary key (receipt_id, line),
  constraint receipt_lines_receipt_id_fkey foreign key (receipt_id) references receipts (id),
  constraint receipt_lines_item_id_fkey foreign key (item_id) references items (id),
  constraint receipt_lines_lot_id_fkey foreign key (lot_id) references lots (id),
  constraint receipt_lines_grant_id_fkey foreign key (grant_id) references grants (id),
  constraint receipt_lines_pack_id_fkey foreign key (pack_id) references item_packs (id),
  constraint receipt_lines_pack_check check ((pack_id is null) = (pack_count is null) and pack_count > 0),
  constraint receipt_lines_counts_check check (good >= 0 and damaged >= 0 and coalesce(expected, 0) >= 0 and good + damaged + coalesce(expected, 0) > 0),
  constraint receipt_lines_condition_check check (condition in ('good', 'quarantine', 'unsorted', 'expired')),
  constraint receipt_lines_settled_check check (settled between 0 and greatest(coalesce(expected, good + damaged) - good - damaged, 0) + greatest(good + damaged - coalesce(expected, good + damaged), 0))
);
create index receipt_lines_item_id_idx on receipt_lines (item_id);
create index receipt_lines_lot_id_idx on receipt_lines (lot_id);
comment on table receipt_lines is 'What was counted of each item and lot, in the pack it was counted in, beside what was expected.';
revoke delete, truncate on receipt_lines from kervan_app;

create table receipt_corrections (
  -- Also the id of the document that posted the difference.
  id uuid not null,
  receipt_id uuid not null,
  line int not null,
  former jsonb not null,
  reason text not null,
  corrected_by uuid not null,
  corrected_at timestamptz not null,
  constraint receipt_corrections_pkey primary key (id),
  constraint receipt_corrections_line_fkey foreign key (receipt_id, line) references receipt_lines (receipt_id, line),
  constraint receipt_corrections_corrected_by_fkey foreign key (corrected_by) references users (id)
);
create index receipt_corrections_line_idx on receipt_corrections (receipt_id, line);
comment on table receipt_corrections is 'What a line said before it was corrected, and why; append-only.';
revoke update, delete, truncate on receipt_corrections from kervan_app;

create table receipt_checks (
  id uuid not null,
  receipt_id uuid not null,
  item_id uuid not null,
  specification text not null,
  sample_size int not null,
  defects int not null,
  verdict text not null,
  note text,
  constraint receipt_checks_pkey primary key (id),
  constraint receipt_checks_receipt_id_fkey foreign key (receipt_id) references receipts (id),
  constraint receipt_checks_item_id_fkey foreign key (item_id) references items (id),
  constraint receipt_checks_sample_check check (sample_size > 0 and defects between 0 and sample_size),
  constraint receipt_checks_verdict_check check (verdict in ('conforms', 'hold', 'reject'))
);
create index receipt_checks_receipt_id_idx on receipt_checks (receipt_id);
comment on table receipt_checks is 'The sample-check sheet of a receipt: what was asked, how many were opened, what was found.';
revoke update, delete, truncate on receipt_checks from kervan_app;

create table receipt_matches (
  receipt_id uuid not null,
  item_id uuid not null,
  expected bigint not null,
  found bigint not null,
  constraint receipt_matches_pkey primary key (receipt_id, item_id),
  constraint receipt_matches_receipt_id_fkey foreign key (receipt_id) references receipts (id),
  constraint receipt_matches_item_id_fkey foreign key (item_id) references items (id),
  constraint receipt_matches_counts_check check (expected >= 0 and found >= 0 and expected + found > 0)
);
comment on table receipt_matches is 'What papers that came later say was on a truck, beside what was sorted out of it.';
revoke update, delete, truncate on receipt_matches from kervan_app;
