create table import_files (
  -- SHA-256 of the bytes, base64url.
  hash text not null,
  size bigint not null,
  -- The bytes, sealed: they lie here until their rows are staged, so that any worker can read them.
  sealed bytea not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  constraint import_files_pkey primary key (hash),
  constraint import_files_uploaded_by_fkey foreign key (uploaded_by) references users (id)
);
alter table import_files alter column sealed set storage external;
comment on table import_files is 'Spreadsheets that were sent and are not read yet.';

create table imports (
  id uuid not null,
  -- What it brings: the name of an import, as `places.sites`.
  kind text not null,
  state text not null,
  file_name text not null,
  file_hash text not null,
  file_size bigint not null,
  -- How the file was read: format, encoding, delimiter.
  file_words jsonb not null default '{}',
  -- The language of the headings, which tells how numbers and dates are meant.
  language text not null,
  sheet text,
  heading_row int,
  -- One element per column of the sheet: {key, text}; key null where the column is not known.
  headings jsonb not null default '[]',
  -- What is to be said of the file as a whole: {code, figures, level}.
  notes jsonb not null default '[]',
  personal boolean not null,
  run_id uuid,
  created_by uuid not null,
  created_at timestamptz not null,
  checked_at timestamptz,
  applied_by uuid,
  applied_at timestamptz,
  ended_at timestamptz,
  constraint imports_pkey primary key (id),
  constraint imports_state_check check (state in ('reading', 'checking', 'checked', 'applying', 'applied', 'discarded', 'unreadable')),
  constraint imports_language_check check (language in ('en', 'tr', 'ar')),
  constraint imports_applied_check check ((applied_at is null) = (applied_by is null)),
  constraint imports_created_by_fkey foreign key (created_by) references users (id),
  constraint imports_applied_by_fkey foreign key (applied_by) references users (id)
);
create index imports_created_at_idx on imports (created_at desc, id desc);
create index imports_file_hash_idx on imports (file_hash, kind);
comment on table imports is 'Spreadsheets that were sent: staged, checked, applied or discarded.';

create table import_rows (
  import_id uuid not null,
  -- As the spreadsheet program numbers it.
  row_no int not null,
  state text not null,
  -- Rows of a lower rank are applied first.
  rank int not null default 0,
  -- Hash of what recognises the row.
  row_key text,
  -- {c: cells, m: merged columns, r: what the command needs}; or the same sealed, where it is about persons.
  content jsonb,
  sealed bytea,
  faults jsonb not null default '[]',
  -- The command it goes with, once it is being applied.
  chunk int,
  -- {code, figures} of a refused row.
  outcome jsonb,
  constraint import_rows_pkey primary key (import_id, row_no),
  constraint import_rows_import_id_fkey foreign key (import_id) references imports (id) on delete cascade,
  constraint import_rows_state_check check (state in ('staged', 'new', 'changed', 'unchanged', 'faulty', 'applied', 'same', 'refused')),
  constraint import_rows_content_check check (content is null or sealed is null)
);
create index import_rows_state_idx on import_rows (import_id, state, row_no);
create index import_rows_row_key_idx on import_rows (import_id, row_key);
comment on table import_rows is 'Rows of a spreadsheet between its arrival and its end.';
