-- The serving role reads these tables and writes them only through the functions of the next migration, which run with the
-- owner's rights: no statement of the program can put a balance beside its entries.
create table ledger_buckets (
  id bigint generated always as identity,
  book text not null,
  -- Canonical text of all dimensions; see kernel/ledger/domain/bucket.ts. One bucket per key.
  key text not null,
  -- Null: real, with a balance. Otherwise what it stands for (supplier, lost, households): no balance row, so no hot row.
  virtual text,
  item text,
  lot text,
  place text,
  grant_code text,
  condition text,
  owner text,
  account text,
  currency text,
  constraint ledger_buckets_pkey primary key (id),
  constraint ledger_buckets_key_key unique (key),
  constraint ledger_buckets_book_check check (book in ('goods', 'money')),
  constraint ledger_buckets_goods_check check (book <> 'goods' or (item is not null and account is null and currency is null and (virtual is not null or (place is not null and condition is not null and owner is not null)))),
  constraint ledger_buckets_money_check check (book <> 'money' or (currency is not null and item is null and lot is null and (virtual is not null or account is not null)))
);
create index ledger_buckets_item_idx on ledger_buckets (item, place) where book = 'goods';
revoke insert, update, delete, truncate on ledger_buckets from kervan_app;
comment on table ledger_buckets is 'Where a quantity lies: item, lot, place, grant, condition, owner; or account, grant, currency.';

create table ledger_balances (
  bucket_id bigint not null,
  qty bigint not null default 0,
  reserved bigint not null default 0,
  -- What facts took beyond what was there, and no later fact has explained yet.
  owed bigint not null default 0,
  seq bigint not null default 0,
  constraint ledger_balances_pkey primary key (bucket_id),
  constraint ledger_balances_bucket_id_fkey foreign key (bucket_id) references ledger_buckets (id),
  constraint ledger_balances_qty_check check (qty between 0 and 9007199254740991),
  constraint ledger_balances_owed_check check (owed >= 0),
  constraint ledger_balances_reserved_check check (reserved between 0 and qty)
) with (fillfactor = 50);
revoke insert, update, delete, truncate on ledger_balances from kervan_app;
comment on table ledger_balances is 'What a real bucket holds now, and how much of it is promised. Never negative, never promised twice.';

create table ledger_documents (
  id uuid not null,
  book text not null,
  kind text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  -- The day of occurred_at, or the first open day after it; balances as of a day go by it.
  book_date date not null,
  actor_id uuid not null,
  command_id uuid not null,
  -- sha256 over kind, time and lines as asked: tells a replay from a reused id, and binds the entries to what was signed.
  content_hash text not null,
  reverses uuid,
  constraint ledger_documents_pkey primary key (id),
  constraint ledger_documents_reverses_fkey foreign key (reverses) references ledger_documents (id),
  constraint ledger_documents_book_check check (book in ('goods', 'money')),
  constraint ledger_documents_kind_check check (kind ~ '^[a-z][a-z-]{1,60}$')
);
create unique index ledger_documents_reverses_key on ledger_documents (reverses) where reverses is not null;
comment on table ledger_documents is 'Receipts, moves, issues, adjustments: append-only; a mistake is corrected by a counter-document.';
revoke insert, update, delete, truncate on ledger_documents from kervan_app;

-- No foreign keys: only ledger_post writes here, and has just made or locked what they would look up again for every line;
-- an entry without its document or buckets shows in the proof.
create table ledger_entries (
  doc_id uuid not null,
  line int not null,
  from_bucket bigint not null,
  to_bucket bigint not null,
  qty bigint not null,
  -- Lines as asked count from 1; what the ledger adds itself (drawn from nowhere, and given back) stands at 0 and below.
  -- Per side of a real bucket: a gapless number and the balance after.
  from_seq bigint,
  from_after bigint,
  to_seq bigint,
  to_after bigint,
  occurred_at timestamptz not null,
  book_date date not null,
  constraint ledger_entries_pkey primary key (doc_id, line),
  constraint ledger_entries_qty_check check (qty > 0 and qty <= 9007199254740991),
  constraint ledger_entries_sides_check check (from_bucket <> to_bucket),
  constraint ledger_entries_after_check check (coalesce(from_after, 0) >= 0 and coalesce(to_after, 0) >= 0)
);
create unique index ledger_entries_from_key on ledger_entries (from_bucket, from_seq) where from_seq is not null;
create unique index ledger_entries_to_key on ledger_entries (to_bucket, to_seq) where to_seq is not null;
comment on table ledger_entries is 'A positive quantity from one bucket to another: conservation by construction. Append-only.';
revoke insert, update, delete, truncate on ledger_entries from kervan_app;

create table ledger_reservations (
  id uuid not null,
  bucket_id bigint not null,
  qty bigint not null,
  -- Higher is more important; a fact breaks the lowest first, the youngest among equals.
  priority int not null default 0,
  state text not null default 'held',
  purpose text not null,
  made_at timestamptz not null,
  expires_at timestamptz,
  ended_at timestamptz,
  constraint ledger_reservations_pkey primary key (id),
  constraint ledger_reservations_bucket_id_fkey foreign key (bucket_id) references ledger_balances (bucket_id),
  constraint ledger_reservations_qty_check check (qty > 0),
  constraint ledger_reservations_state_check check (state in ('held', 'posted', 'voided', 'expired', 'broken')),
  constraint ledger_reservations_ended_check check ((state = 'held') = (ended_at is null))
);
create index ledger_reservations_held_idx on ledger_reservations (bucket_id) where state = 'held';
create index ledger_reservations_expires_idx on ledger_reservations (expires_at) where state = 'held';
comment on table ledger_reservations is 'Promises on stock: held, then posted, voided, expired, or broken by a fact.';
revoke insert, update, delete, truncate on ledger_reservations from kervan_app;

create table ledger_months (
  month date not null,
  closed_at timestamptz not null,
  command_id uuid not null,
  constraint ledger_months_pkey primary key (month),
  constraint ledger_months_first_day_check check (extract(day from month) = 1)
);
comment on table ledger_months is 'Closed months; what happened in one and is told later is booked on the first open day.';
revoke insert, update, delete, truncate on ledger_months from kervan_app;

create table ledger_month_balances (
  month date not null,
  bucket_id bigint not null,
  qty bigint not null,
  -- Entries booked after this month begin at this number; those booked up to it end before close_seq.
  open_seq bigint not null,
  close_seq bigint not null,
  constraint ledger_month_balances_pkey primary key (bucket_id, month),
  constraint ledger_month_balances_month_fkey foreign key (month) references ledger_months (month),
  constraint ledger_month_balances_bucket_id_fkey foreign key (bucket_id) references ledger_buckets (id)
);
comment on table ledger_month_balances is 'Each bucket''s balance at the end of a closed month: any day''s balance is a month plus a delta.';
revoke insert, update, delete, truncate on ledger_month_balances from kervan_app;

create table ledger_seals (
  seq int not null,
  document_count int not null,
  batch_hash text not null,
  chain_hash text not null,
  sealed_at timestamptz not null,
  constraint ledger_seals_pkey primary key (seq),
  constraint ledger_seals_count_check check (document_count > 0)
);
comment on table ledger_seals is 'Hash chain over batches of documents: a change behind the back breaks every later seal.';
revoke insert, update, delete, truncate on ledger_seals from kervan_app;

create table ledger_document_seals (
  document_id uuid not null,
  seal int not null,
  place int not null,
  constraint ledger_document_seals_pkey primary key (document_id),
  constraint ledger_document_seals_seal_place_key unique (seal, place),
  constraint ledger_document_seals_seal_fkey foreign key (seal) references ledger_seals (seq),
  constraint ledger_document_seals_document_id_fkey foreign key (document_id) references ledger_documents (id)
);
comment on table ledger_document_seals is 'Which document lies at which place of which seal.';
revoke insert, update, delete, truncate on ledger_document_seals from kervan_app;
