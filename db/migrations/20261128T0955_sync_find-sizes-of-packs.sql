-- What a pack weighs is told with every offer: by the last ones of its kind, and by the pack itself, without reading all.
create index device_packs_pack_taken_at_idx on device_packs (pack, taken_at desc) where bytes is not null;
create index device_packs_pack_pack_id_taken_at_idx on device_packs (pack, pack_id, taken_at desc) where bytes is not null;
