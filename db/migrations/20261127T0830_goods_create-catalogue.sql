create table item_families (
  code text not null,
  parent text,
  name_en text not null,
  name_tr text,
  name_ar text,
  created_at timestamptz not null,
  version int not null default 1,
  constraint item_families_pkey primary key (code),
  constraint item_families_parent_fkey foreign key (parent) references item_families (code),
  constraint item_families_code_check check (code ~ '^[A-Z0-9][A-Z0-9-]{0,19}$'),
  constraint item_families_parent_check check (parent <> code),
  constraint item_families_name_check check (length(name_en) between 1 and 200)
);
create index item_families_parent_idx on item_families (parent) where parent is not null;
comment on table item_families is 'Families of items as a tree: shelter, bedding, kitchen, water.';

create table items (
  id uuid not null,
  code text not null,
  -- Null only for a provisional item, whose nature is not known yet.
  family text,
  name_en text not null,
  name_tr text,
  name_ar text,
  -- The smallest unit in which it is counted; the goods book knows no other.
  unit text not null,
  -- Of one smallest unit, gross.
  weight_g numeric(14, 3),
  volume_cm3 numeric(14, 3),
  tracking text not null default 'none',
  shelf_life_days int,
  hazardous boolean not null default false,
  -- UN number of dangerous goods (UN1203).
  un_number text,
  storage_class text not null default 'ambient',
  -- Harmonised System, 6 digits; the national line behind it (GTİP, 12 digits) apart.
  hs_code text,
  gtip_code text,
  origin text,
  specification text,
  picture_id uuid,
  status text not null default 'active',
  -- The item that took the place of a retired or provisional one.
  replaced_by uuid,
  created_at timestamptz not null,
  version int not null default 1,
  constraint items_pkey primary key (id),
  constraint items_code_key unique (code),
  constraint items_family_fkey foreign key (family) references item_families (code),
  constraint items_picture_id_fkey foreign key (picture_id) references files (id),
  constraint items_replaced_by_fkey foreign key (replaced_by) references items (id),
  constraint items_code_check check (code ~ '^[A-Z0-9][A-Z0-9./-]{1,39}$'),
  constraint items_family_check check (family is not null or status in ('provisional', 'retired')),
  constraint items_name_check check (length(name_en) between 1 and 200),
  constraint items_unit_check check (unit ~ '^[a-z0-9]{1,20}$'),
  constraint items_weight_g_check check (weight_g > 0),
  constraint items_volume_cm3_check check (volume_cm3 > 0),
  constraint items_tracking_check check (tracking in ('none', 'lot', 'serial')),
  constraint items_shelf_life_days_check check (shelf_life_days between 1 and 36500),
  constraint items_un_number_check check (un_number is null or (un_number ~ '^UN[0-9]{4}$' and hazardous)),
  constraint items_storage_class_check check (storage_class in ('ambient', 'dry', 'cool', 'cold', 'frozen', 'hazardous', 'secure')),
  constraint items_hs_code_check check (hs_code ~ '^[0-9]{4}([0-9]{2})?$'),
  constraint items_gtip_code_check check (gtip_code ~ '^[0-9]{12}$'),
  constraint items_origin_check check (origin ~ '^[A-Z]{3}$'),
  constraint items_status_check check (status in ('active', 'provisional', 'retired')),
  constraint items_replaced_by_check check (replaced_by is null or (replaced_by <> id and status = 'retired'))
);
create index items_family_idx on items (family);
comment on table items is 'What is kept, moved and given: counted in its smallest unit.';

create table item_codes (
  system text not null,
  code text not null,
  item_id uuid not null,
  constraint item_codes_pkey primary key (system, code),
  constraint item_codes_item_id_fkey foreign key (item_id) references items (id),
  constraint item_codes_system_check check (system in ('ifrc', 'unspsc', 'gtin', 'unicef', 'unhcr', 'former', 'other')),
  constraint item_codes_code_check check (length(code) between 1 and 60)
);
create index item_codes_item_id_idx on item_codes (item_id);
comment on table item_codes is 'Codes under which others know an item; one code of a system means one item.';

create table item_packs (
  id uuid not null,
  item_id uuid not null,
  -- Carton, bale, pallet; one item may have two cartons, told apart by this code.
  code text not null,
  kind text not null,
  -- Exact ratio: so many smallest units in so many packs, in lowest terms. A carton of 24 is 24 in 1.
  smallest bigint not null,
  per bigint not null,
  version int not null,
  gross_weight_g numeric(14, 3),
  volume_cm3 numeric(14, 3),
  valid_from timestamptz not null,
  -- Null: in use. A corrected ratio is a new version; documents keep the one they were entered with.
  superseded_at timestamptz,
  -- Why the former version was left: the ratio was wrong, or the maker packs otherwise now.
  reason text,
  wrong boolean not null default false,
  constraint item_packs_pkey primary key (id),
  constraint item_packs_item_id_code_version_key unique (item_id, code, version),
  constraint item_packs_item_id_fkey foreign key (item_id) references items (id),
  constraint item_packs_code_check check (code ~ '^[A-Z0-9][A-Z0-9-]{0,19}$'),
  constraint item_packs_kind_check check (kind ~ '^[a-z]{1,20}$'),
  constraint item_packs_ratio_check check (smallest between 1 and 1000000000 and per between 1 and 1000000 and gcd(smallest, per) = 1),
  constraint item_packs_version_check check (version >= 1),
  constraint item_packs_wrong_check check (not wrong or superseded_at is not null)
);
create unique index item_packs_current_key on item_packs (item_id, code) where superseded_at is null;
comment on table item_packs is 'In what an item comes: exact ratios to its smallest unit, each with its versions.';

create table item_pack_uses (
  document_id uuid not null,
  line int not null,
  pack_id uuid not null,
  -- Packs as they were entered.
  count numeric(20, 6) not null,
  qty bigint not null,
  -- The document that put right what a wrong ratio had booked.
  corrected_by uuid,
  constraint item_pack_uses_pkey primary key (document_id, line),
  constraint item_pack_uses_pack_id_fkey foreign key (pack_id) references item_packs (id),
  constraint item_pack_uses_document_id_fkey foreign key (document_id) references ledger_documents (id),
  constraint item_pack_uses_corrected_by_fkey foreign key (corrected_by) references ledger_documents (id),
  constraint item_pack_uses_count_check check (count > 0),
  constraint item_pack_uses_qty_check check (qty > 0)
);
create index item_pack_uses_pack_id_idx on item_pack_uses (pack_id);
comment on table item_pack_uses is 'Lines of documents that were entered in packs, with the version of the ratio they were entered with.';

create table item_keys (
  item_id uuid not null,
  key text not null,
  weight int not null,
  constraint item_keys_pkey primary key (item_id, key),
  constraint item_keys_item_id_fkey foreign key (item_id) references items (id)
);
create index item_keys_key_trgm_idx on item_keys using gin (key extensions.gin_trgm_ops);
create index item_keys_prefix_idx on item_keys (key text_pattern_ops);
comment on table item_keys is 'Folded search keys of items in all their languages and codes.';
