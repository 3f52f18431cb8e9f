-- Sign-in is shared by all missions of a server; each mission has its own users that point here without a foreign key.
create table missions (
  slug text not null,
  schema_name text not null,
  name text not null,
  demo boolean not null default false,
  -- A practice mission mirrors this one for training.
  practice_of text,
  time_zone text not null default 'Europe/Istanbul',
  -- A demonstration may set its clock: the offset in ms to the server's.
  clock_offset_ms bigint not null default 0,
  created_at timestamptz not null default now(),
  constraint missions_pkey primary key (slug),
  constraint missions_schema_name_key unique (schema_name),
  constraint missions_slug_check check (slug ~ '^[a-z][a-z0-9-]{1,30}$'),
  constraint missions_clock_check check (clock_offset_ms = 0 or demo),
  constraint missions_practice_of_fkey foreign key (practice_of) references missions (slug)
);
comment on table missions is 'The missions this server serves; a mission is a schema.';

create table identities (
  id uuid not null,
  email text not null,
  password_hash text,
  failed_count int not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now(),
  constraint identities_pkey primary key (id),
  constraint identities_email_key unique (email),
  constraint identities_email_check check (email = lower(email) and length(email) between 3 and 254)
);
comment on table identities is 'Who can sign in to this server, for all missions.';

create table sessions (
  token_hash bytea not null,
  identity_id uuid not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  constraint sessions_pkey primary key (token_hash),
  constraint sessions_identity_id_fkey foreign key (identity_id) references identities (id) on delete cascade
);
create index sessions_identity_id_idx on sessions (identity_id);
comment on table sessions is 'Open sessions; only the SHA-256 of the opaque token is kept.';
