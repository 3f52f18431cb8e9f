create table guest_passes (
  id uuid not null,
  -- The guest it lets in: a user without a sign-in, made for this pass alone.
  user_id uuid not null,
  token_hash bytea not null,
  -- All that the guest may do, and only with what is the guest's own.
  permissions text[] not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  uses int not null default 0,
  last_used_at timestamptz,
  constraint guest_passes_pkey primary key (id),
  constraint guest_passes_user_id_key unique (user_id),
  constraint guest_passes_token_hash_key unique (token_hash),
  constraint guest_passes_user_id_fkey foreign key (user_id) references users (id),
  constraint guest_passes_token_hash_check check (length(token_hash) = 32),
  constraint guest_passes_permissions_check check (cardinality(permissions) between 1 and 10),
  constraint guest_passes_uses_check check (uses >= 0),
  -- A guest comes for one errand: no pass outlives a month.
  constraint guest_passes_end_check check (expires_at > created_at and expires_at <= created_at + interval '31 days')
);
comment on table guest_passes is 'Passes of guests, who have no sign-in and do one errand; only the SHA-256 of the token is kept.';
