create table stock_counts (
  id uuid not null,
  number text not null,
  place_id uuid not null,
  state text not null default 'counting',
  note text,
  planned_by uuid not null,
  planned_at timestamptz not null,
  -- The document that posted its differences; a count without differences has none.
  document_id uuid,
  closed_by uuid,
  closed_at timestamptz,
  close_note text,
  constraint stock_counts_pkey primary key (id),
  constraint stock_counts_number_key unique (number),
  constraint stock_counts_place_id_fkey foreign key (place_id) references stock_places (id),
  constraint stock_counts_planned_by_fkey foreign key (planned_by) references users (id),
  constraint stock_counts_closed_by_fkey foreign key (closed_by) references users (id),
  constraint stock_counts_document_id_fkey foreign key (document_id) references store_documents (id),
  constraint stock_counts_state_check check (state in ('counting', 'approved', 'dropped')),
  constraint stock_counts_closed_check check ((state = 'counting') = (closed_at is null) and (closed_at is null) = (closed_by is null))
);
create index stock_counts_place_id_idx on stock_counts (place_id);
comment on table stock_counts is 'Counts of a store or a part of it: planned, counted blind, counted again, approved.';
revoke delete, truncate on stock_counts from kervan_app;

create table stock_count_lines (
  count_id uuid not null,
  line int not null,
  item_id uuid not null,
  lot_id uuid,
  place_id uuid not null,
  grant_id uuid,
  condition text not null,
  owner text not null,
  -- Found by the counters where the books knew nothing.
  found boolean not null default false,
  -- Posted difference, once approved.
  posted bigint,
  constraint stock_count_lines_pkey primary key (count_id, line),
  constraint stock_count_lines_count_id_fkey foreign key (count_id) references stock_counts (id),
  constraint stock_count_lines_item_id_fkey foreign key (item_id) references items (id),
  constraint stock_count_lines_lot_id_fkey foreign key (lot_id) references lots (id),
  constraint stock_count_lines_place_id_fkey foreign key (place_id) references stock_places (id),
  constraint stock_count_lines_grant_id_fkey foreign key (grant_id) references grants (id)
);
create unique index stock_count_lines_bucket_key on stock_count_lines (count_id, item_id, place_id, condition, owner, coalesce(lot_id, '00000000-0000-0000-0000-000000000000'), coalesce(grant_id, '00000000-0000-0000-0000-000000000000'));
comment on table stock_count_lines is 'What is to be counted: one line for each place, item, lot, grant, condition and owner.';
revoke delete, truncate on stock_count_lines from kervan_app;

create table stock_count_takes (
  count_id uuid not null,
  line int not null,
  round int not null,
  counted bigint not null,
  -- The books at that sequence: what later movements do does not matter to the difference.
  seq bigint not null,
  expected bigint not null,
  counted_at timestamptz not null,
  recorded_at timestamptz not null,
  counted_by uuid not null,
  pack_id uuid,
  pack_count numeric(20, 6),
  constraint stock_count_takes_pkey primary key (count_id, line, round),
  constraint stock_count_takes_line_fkey foreign key (count_id, line) references stock_count_lines (count_id, line),
  constraint stock_count_takes_counted_by_fkey foreign key (counted_by) references users (id),
  constraint stock_count_takes_pack_id_fkey foreign key (pack_id) references item_packs (id),
  constraint stock_count_takes_counts_check check (counted >= 0 and expected >= 0 and seq >= 0 and round between 1 and 9),
  -- A line is counted again by somebody else.
  constraint stock_count_takes_person_key unique (count_id, line, counted_by)
);
comment on table stock_count_takes is 'What was counted, by whom, in which round, at which sequence of the books; append-only.';
revoke update, delete, truncate on stock_count_takes from kervan_app;

create table grant_loans (
  -- Also the id of the document that lends.
  id uuid not null,
  from_grant uuid not null,
  to_grant uuid not null,
  agreement text not null,
  due_on date not null,
  state text not null default 'asked',
  constraint grant_loans_pkey primary key (id),
  constraint grant_loans_id_fkey foreign key (id) references store_documents (id),
  constraint grant_loans_from_grant_fkey foreign key (from_grant) references grants (id),
  constraint grant_loans_to_grant_fkey foreign key (to_grant) references grants (id),
  constraint grant_loans_grants_check check (from_grant <> to_grant),
  constraint grant_loans_state_check check (state in ('asked', 'declined', 'open', 'paid-back'))
);
create index grant_loans_due_on_idx on grant_loans (due_on) where state = 'open';
comment on table grant_loans is 'Stock that one grant lends another: agreement, day of payback.';
revoke delete, truncate on grant_loans from kervan_app;

create table grant_loan_items (
  loan_id uuid not null,
  item_id uuid not null,
  lent bigint not null,
  paid_back bigint not null default 0,
  constraint grant_loan_items_pkey primary key (loan_id, item_id),
  constraint grant_loan_items_loan_id_fkey foreign key (loan_id) references grant_loans (id),
  constraint grant_loan_items_item_id_fkey foreign key (item_id) references items (id),
  constraint grant_loan_items_lent_check check (lent > 0),
  -- More than was lent is never paid back.
  constraint grant_loan_items_paid_back_check check (paid_back between 0 and lent)
);
comment on table grant_loan_items is 'How much of each item was lent, and how much has come back; other lots of the same item may come back.';
revoke delete, truncate on grant_loan_items from kervan_app;
