create table data_keys (
  id uuid not null,
  -- What kind of data it seals (personal, envelope, file) and of whom; a subject of its own can be erased alone.
  class text not null,
  subject text not null,
  -- The key itself, wrapped by the master key that lies outside the database; null once it is destroyed.
  wrapped bytea,
  created_at timestamptz not null,
  destroyed_at timestamptz,
  constraint data_keys_pkey primary key (id),
  constraint data_keys_class_check check (class ~ '^[a-z][a-z-]{1,30}$'),
  constraint data_keys_destroyed_check check ((wrapped is null) = (destroyed_at is not null))
);
create unique index data_keys_current_key on data_keys (class, subject) where wrapped is not null;
comment on table data_keys is 'Keys that seal classes of data, wrapped by a master key outside the database.';
