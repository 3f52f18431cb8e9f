create table file_pieces (
  -- The file's id, made by the device that sends it.
  file_id uuid not null,
  -- Where the piece begins.
  at int not null,
  sent_by uuid not null,
  -- SHA-256 of the whole, in hex, and its length: all pieces of a file agree on them.
  hash text not null,
  whole int not null,
  length int not null,
  -- Sealed under a data key of class "file".
  bytes bytea not null,
  sent_at timestamptz not null,
  constraint file_pieces_pkey primary key (file_id, at),
  constraint file_pieces_sent_by_fkey foreign key (sent_by) references users (id),
  constraint file_pieces_at_check check (at >= 0 and length > 0 and at + length <= whole),
  constraint file_pieces_hash_check check (hash ~ '^[0-9a-f]{64}$')
);
create index file_pieces_sent_at_idx on file_pieces (sent_at);
comment on table file_pieces is 'Files that arrive in pieces over a bad line, until all of them are here.';
