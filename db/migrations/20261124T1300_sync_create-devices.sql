create table devices (
  id uuid not null,
  user_id uuid not null,
  name text not null,
  -- ECDSA P-256, SubjectPublicKeyInfo in DER.
  public_key bytea not null,
  -- SHA-256 of the opaque token kvd_…
  token_hash bytea not null,
  -- Data packs the device carries; a device never holds more than its packs.
  packs text[] not null default '{}',
  enrolled_at timestamptz not null,
  last_seen_at timestamptz,
  revoked_at timestamptz,
  constraint devices_pkey primary key (id),
  constraint devices_token_hash_key unique (token_hash),
  constraint devices_public_key_key unique (public_key),
  constraint devices_user_id_fkey foreign key (user_id) references users (id),
  constraint devices_name_check check (length(name) between 1 and 100),
  constraint devices_token_hash_check check (octet_length(token_hash) = 32)
);
create index devices_user_id_idx on devices (user_id);
comment on table devices is 'Enrolled phones and computers; each signs what it sends with a key that cannot be exported.';

create table device_invites (
  id uuid not null,
  user_id uuid not null,
  name text not null,
  -- SHA-256 of the one-time code, which only the QR picture holds.
  code_hash bytea not null,
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- The device that used it.
  device_id uuid,
  constraint device_invites_pkey primary key (id),
  constraint device_invites_code_hash_key unique (code_hash),
  constraint device_invites_user_id_fkey foreign key (user_id) references users (id),
  constraint device_invites_invited_by_fkey foreign key (invited_by) references users (id),
  constraint device_invites_device_id_fkey foreign key (device_id) references devices (id),
  constraint device_invites_code_hash_check check (octet_length(code_hash) = 32)
);
comment on table device_invites is 'One-time invitations by which a device is enrolled for a user.';

create table held_commands (
  device_id uuid not null,
  seq bigint not null,
  id uuid not null,
  -- The signed envelope, sealed.
  envelope bytea not null,
  received_at timestamptz not null,
  constraint held_commands_pkey primary key (device_id, seq),
  constraint held_commands_device_id_fkey foreign key (device_id) references devices (id)
);
create index held_commands_received_at_idx on held_commands (received_at);
comment on table held_commands is 'Verified commands that wait for earlier ones of their device.';

create table parked_commands (
  id uuid not null,
  device_id uuid not null,
  user_id uuid not null,
  name text not null,
  -- Problem code and its figures: why it could not be applied.
  reason text not null,
  figures jsonb not null,
  -- The signed envelope, sealed.
  envelope bytea not null,
  occurred_at timestamptz not null,
  parked_at timestamptz not null,
  state text not null default 'waiting',
  resolved_at timestamptz,
  resolved_by uuid,
  -- Why it was dismissed, in a person's words.
  resolution text,
  -- The command that applied it, and its outcome.
  run_id uuid,
  outcome jsonb,
  constraint parked_commands_pkey primary key (id),
  constraint parked_commands_id_fkey foreign key (id) references command_log (id) deferrable initially deferred,
  constraint parked_commands_device_id_fkey foreign key (device_id) references devices (id),
  constraint parked_commands_user_id_fkey foreign key (user_id) references users (id),
  constraint parked_commands_resolved_by_fkey foreign key (resolved_by) references users (id),
  constraint parked_commands_state_check check (state in ('waiting', 'released', 'dismissed')),
  constraint parked_commands_resolved_check check ((state = 'waiting') = (resolved_at is null)),
  constraint parked_commands_dismissed_check check (state <> 'dismissed' or length(resolution) >= 3),
  constraint parked_commands_released_check check (state <> 'released' or run_id is not null)
);
create index parked_commands_waiting_idx on parked_commands (parked_at) where state = 'waiting';
create index parked_commands_device_id_idx on parked_commands (device_id, parked_at desc);
comment on table parked_commands is 'Facts whose signature is good but which did not pass: kept until a person releases or dismisses them.';
