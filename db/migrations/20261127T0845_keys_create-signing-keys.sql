create table signing_keys (
  -- First eight characters of the public key's fingerprint: stands in every code the key signed.
  id text not null,
  -- ECDSA P-256, as X9.62 uncompressed point (65 bytes): what browsers and other programs import as "raw".
  public_key bytea not null,
  -- PKCS #8, sealed under a data key of class "secret".
  private_key bytea not null,
  created_at timestamptz not null,
  -- A retired key signs no more; what it signed stays valid.
  retired_at timestamptz,
  constraint signing_keys_pkey primary key (id),
  constraint signing_keys_id_check check (id ~ '^[0-9a-f]{8}$'),
  constraint signing_keys_public_key_check check (length(public_key) = 65)
);
create unique index signing_keys_current_key on signing_keys ((retired_at is null)) where retired_at is null;
revoke delete, truncate on signing_keys from kervan_app;
comment on table signing_keys is 'Keys by which the mission signs what leaves it on paper: waybills, cards. Devices hold the public halves.';
