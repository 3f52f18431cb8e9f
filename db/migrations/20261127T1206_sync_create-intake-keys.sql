create table intake_keys (
  -- First eight characters of the public half's SHA-256, in hex.
  id text not null,
  -- ECDH P-256, as X9.62 uncompressed point: what browsers import as "raw".
  public_key bytea not null,
  -- 32 bytes, sealed under a data key of class "secret".
  private_key bytea not null,
  created_at timestamptz not null,
  -- Devices seal with it no more; what was sealed with it can still be opened.
  retired_at timestamptz,
  constraint intake_keys_pkey primary key (id),
  constraint intake_keys_id_check check (id ~ '^[0-9a-f]{8}$'),
  constraint intake_keys_public_key_check check (length(public_key) = 65)
);
create unique index intake_keys_current_key on intake_keys ((retired_at is null)) where retired_at is null;
revoke delete, truncate on intake_keys from kervan_app;
comment on table intake_keys is 'Keys for which devices seal what they have recorded: only the mission can open it, wherever it lies and whoever hands it in.';
