create table passkeys (
  id uuid not null,
  identity_id uuid not null,
  credential_id bytea not null,
  -- COSE key; what it verifies was signed by the authenticator that holds the private half.
  public_key bytea not null,
  -- Authenticators that count never count back: a copy shows itself. Those that do not count stay at 0.
  counter bigint not null,
  transports text[] not null default '{}',
  -- What its owner calls it: "blue key", "office phone".
  name text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  constraint passkeys_pkey primary key (id),
  constraint passkeys_credential_id_key unique (credential_id),
  constraint passkeys_identity_id_fkey foreign key (identity_id) references identities (id) on delete cascade,
  constraint passkeys_counter_check check (counter >= 0),
  constraint passkeys_name_check check (length(name) between 1 and 100)
);
create index passkeys_identity_id_idx on passkeys (identity_id);
comment on table passkeys is 'Keys of phones, computers and security keys that sign in without a password.';

create table sign_in_challenges (
  -- SHA-256 of what an authenticator must sign; each is used once.
  challenge_hash bytea not null,
  purpose text not null,
  -- Null: nobody is signed in yet.
  identity_id uuid,
  expires_at timestamptz not null,
  constraint sign_in_challenges_pkey primary key (challenge_hash),
  constraint sign_in_challenges_identity_id_fkey foreign key (identity_id) references identities (id) on delete cascade,
  constraint sign_in_challenges_purpose_check check (purpose in ('add', 'sign-in', 'proof')),
  constraint sign_in_challenges_person_check check ((purpose = 'sign-in') = (identity_id is null))
);
create index sign_in_challenges_expires_at_idx on sign_in_challenges (expires_at);
comment on table sign_in_challenges is 'What an authenticator is asked to sign; gone once it is signed or after some minutes.';
