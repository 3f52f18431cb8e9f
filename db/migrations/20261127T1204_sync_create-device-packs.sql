create table device_packs (
  device_id uuid not null,
  -- `room.noun`, and the id that follows from its parameters.
  pack text not null,
  pack_id text not null,
  -- What tells it from others of its kind: a number, a place; never a person's name.
  title text not null,
  version text not null,
  taken_at timestamptz not null,
  -- After this moment the device cannot read it any more, with or without a signal.
  readable_until timestamptz not null,
  constraint device_packs_pkey primary key (device_id, pack, pack_id),
  constraint device_packs_device_id_fkey foreign key (device_id) references devices (id),
  constraint device_packs_pack_check check (pack ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z0-9]+)*$'),
  constraint device_packs_pack_id_check check (length(pack_id) between 1 and 300)
);
comment on table device_packs is 'What data each device has taken, and how long it can read it: what a lost phone may give away.';
alter table devices drop column packs;
