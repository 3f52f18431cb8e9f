-- Lock-out moves from the identity to sign_in_limits, where it counts per source: a stranger's guesses no longer shut out the owner.
alter table identities
  drop column failed_count,
  drop column locked_until,
  -- A password set by somebody else is changed at the next sign-in.
  add column must_change boolean not null default false,
  add column password_set_at timestamptz;

create table authenticators (
  identity_id uuid not null,
  -- The key of the authenticator app, sealed under a key derived from the master key, which lies outside the database.
  sealed bytea not null,
  -- The time step of the last code taken: no code opens twice.
  last_step bigint not null,
  since timestamptz not null default now(),
  constraint authenticators_pkey primary key (identity_id),
  constraint authenticators_identity_id_fkey foreign key (identity_id) references identities (id) on delete cascade,
  constraint authenticators_last_step_check check (last_step >= 0)
);
comment on table authenticators is 'Authenticator apps that prove the second step of sign-in.';

create table recovery_codes (
  identity_id uuid not null,
  -- Keyed hash: without the master key the codes cannot be guessed from it.
  code_hash bytea not null,
  used_at timestamptz,
  constraint recovery_codes_pkey primary key (identity_id, code_hash),
  constraint recovery_codes_identity_id_fkey foreign key (identity_id) references identities (id) on delete cascade
);
comment on table recovery_codes is 'Codes on paper for who has lost the authenticator app; each opens once.';

alter table sessions
  add column id uuid not null default gen_random_uuid(),
  -- When this person last showed a password or code in this session.
  add column proved_at timestamptz not null default now(),
  add column two_step boolean not null default false,
  -- Its token was exchanged for a new one; answers on the way may still use it for some seconds.
  add column replaced boolean not null default false,
  add column address text not null default '',
  add column browser text not null default 'other',
  add column system text not null default 'other',
  add constraint sessions_id_key unique (id);

create table sign_in_limits (
  -- What is counted: a source, an account from a source, an account; keyed hashes, no address in the clear.
  key text not null,
  failures int not null,
  waits_until timestamptz not null,
  forgotten_at timestamptz not null,
  constraint sign_in_limits_pkey primary key (key),
  constraint sign_in_limits_failures_check check (failures > 0)
);
comment on table sign_in_limits is 'Failures that make a source wait; in the database, so that it holds over processes and restarts.';

create table sign_ins (
  id uuid not null,
  at timestamptz not null default now(),
  -- Null: nobody by that address; what was typed is not kept, it may be a password.
  identity_id uuid,
  outcome text not null,
  address text not null,
  browser text not null,
  system text not null,
  constraint sign_ins_pkey primary key (id),
  constraint sign_ins_identity_id_fkey foreign key (identity_id) references identities (id) on delete cascade,
  constraint sign_ins_outcome_check check (outcome in ('in', 'password-wrong', 'address-unknown', 'code-asked', 'code-wrong', 'waiting', 'proved', 'proof-wrong', 'out', 'link-used', 'link-gone', 'recovery-code', 'refused'))
);
create index sign_ins_at_idx on sign_ins (at desc);
create index sign_ins_identity_id_idx on sign_ins (identity_id, at desc);
comment on table sign_ins is 'Who tried to sign in, when, from where and how it went.';
revoke update on sign_ins from kervan_app;

create table sign_in_links (
  id uuid not null,
  kind text not null,
  token_hash bytea not null,
  -- Null: the first-run link of a mission that has nobody yet.
  identity_id uuid,
  mission_slug text not null,
  made_by uuid,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz,
  constraint sign_in_links_pkey primary key (id),
  constraint sign_in_links_token_hash_key unique (token_hash),
  constraint sign_in_links_identity_id_fkey foreign key (identity_id) references identities (id) on delete cascade,
  constraint sign_in_links_mission_slug_fkey foreign key (mission_slug) references missions (slug) on delete cascade,
  constraint sign_in_links_kind_check check (kind in ('invitation', 'reset', 'own-reset', 'first-run')),
  constraint sign_in_links_person_check check ((kind = 'first-run') = (identity_id is null)),
  constraint sign_in_links_end_check check (used_at is null or withdrawn_at is null)
);
create index sign_in_links_identity_id_idx on sign_in_links (identity_id);
comment on table sign_in_links is 'One-time links that let a person set a password; only the SHA-256 of the token is kept.';

alter table missions
  -- Names in en, tr, ar; the name in one language stays for lists of the command line.
  add column names jsonb,
  add column currency text not null default 'USD',
  add column countries text[] not null default '{TUR,SYR}',
  add constraint missions_currency_check check (currency ~ '^[A-Z]{3}$'),
  add constraint missions_countries_check check (cardinality(countries) > 0);
