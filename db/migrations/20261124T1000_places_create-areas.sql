create table areas (
  pcode text not null,
  level int not null,
  country text not null,
  parent text,
  -- P-codes from the root to this area: the scope check and every "within" read from here.
  lineage text[] not null,
  name_en text not null,
  name_tr text,
  name_ar text,
  lat double precision,
  lon double precision,
  area_km2 double precision,
  valid_from date not null,
  valid_to date,
  replaced_by text,
  -- A place entered before it has a national code; it keeps its former codes when it is re-coded.
  provisional boolean not null default false,
  former_codes text[] not null default '{}',
  source text not null,
  constraint areas_pkey primary key (pcode),
  constraint areas_parent_fkey foreign key (parent) references areas (pcode) on update cascade,
  constraint areas_replaced_by_fkey foreign key (replaced_by) references areas (pcode) on update cascade,
  constraint areas_level_check check (level between 0 and 5),
  constraint areas_root_check check ((level = 0) = (parent is null)),
  constraint areas_lineage_check check (lineage[cardinality(lineage)] = pcode and cardinality(lineage) = level + 1),
  constraint areas_dates_check check (valid_to is null or valid_to > valid_from),
  constraint areas_successor_check check (replaced_by is null or valid_to is not null),
  constraint areas_lat_check check (lat between -90 and 90),
  constraint areas_lon_check check (lon between -180 and 180)
);
create index areas_parent_idx on areas (parent);
create index areas_lineage_idx on areas using gin (lineage);
comment on table areas is 'Countries, provinces, districts, sub-districts, communities and neighbourhoods with their P-codes, versioned with successor.';

create table place_keys (
  kind text not null,
  ref text not null,
  -- Folded name, code or alias; see foundation/fold.ts.
  key text not null,
  -- Smaller comes first among equal matches: a province before its village.
  weight int not null,
  constraint place_keys_pkey primary key (kind, ref, key),
  constraint place_keys_kind_check check (kind in ('area', 'town', 'site', 'crossing'))
);
create index place_keys_key_trgm_idx on place_keys using gin (key extensions.gin_trgm_ops);
create index place_keys_prefix_idx on place_keys (key text_pattern_ops);
comment on table place_keys is 'Folded search keys of everything that has a place, in all its languages.';

create table towns (
  id text not null,
  name text not null,
  area text,
  lat double precision not null,
  lon double precision not null,
  population int,
  constraint towns_pkey primary key (id),
  constraint towns_area_fkey foreign key (area) references areas (pcode) on update cascade
);
comment on table towns is 'Towns without a P-code of their own (GeoNames), for search and the map.';
