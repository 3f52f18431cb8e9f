create table api_tokens (
  id uuid not null,
  user_id uuid not null,
  -- What it is for, in its owner's words.
  name text not null,
  token_hash bytea not null,
  -- What it may do of what its owner may do; never more.
  permissions text[] not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  last_used_at timestamptz,
  constraint api_tokens_pkey primary key (id),
  constraint api_tokens_token_hash_key unique (token_hash),
  constraint api_tokens_user_id_fkey foreign key (user_id) references users (id),
  constraint api_tokens_name_check check (length(name) between 1 and 100),
  constraint api_tokens_permissions_check check (cardinality(permissions) between 1 and 1000),
  -- No token lives for ever: a forgotten one ends within a year.
  constraint api_tokens_end_check check (expires_at > created_at and expires_at <= created_at + interval '366 days')
);
create index api_tokens_user_id_idx on api_tokens (user_id, created_at desc);
comment on table api_tokens is 'Tokens with which programs act in the name of a user, within named permissions and until a day; only the SHA-256 is kept.';
