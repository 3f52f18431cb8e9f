create table files (
  id uuid not null,
  -- sha256 of the bytes as they were kept; the store knows them by it.
  hash text not null,
  media_type text not null,
  size bigint not null,
  width int,
  height int,
  thumb_hash text,
  added_by uuid not null,
  added_at timestamptz not null,
  constraint files_pkey primary key (id),
  constraint files_added_by_fkey foreign key (added_by) references users (id),
  constraint files_hash_check check (hash ~ '^[0-9a-f]{64}$'),
  constraint files_size_check check (size > 0)
);
create index files_hash_idx on files (hash);
create index files_thumb_hash_idx on files (thumb_hash) where thumb_hash is not null;
create index files_added_at_idx on files (added_at);
comment on table files is 'Files that were sent; the bytes lie sealed in the store, each content once.';
revoke update, truncate on files from kervan_app;

create table file_links (
  file_id uuid not null,
  subject_kind text not null,
  subject_id text not null,
  -- Who holds it where the record lies may read the file.
  permission text not null,
  constraint file_links_pkey primary key (file_id, subject_kind, subject_id),
  constraint file_links_file_id_fkey foreign key (file_id) references files (id)
);
create index file_links_subject_idx on file_links (subject_kind, subject_id);
comment on table file_links is 'Which records a file belongs to: who may read one of them may read the file.';
