create table area_boundaries (
  pcode text not null,
  -- GeoJSON in degrees, made as simple as a map needs before it is sent.
  geometry jsonb not null,
  source text not null,
  imported_at timestamptz not null,
  constraint area_boundaries_pkey primary key (pcode),
  constraint area_boundaries_pcode_fkey foreign key (pcode) references areas (pcode) on update cascade,
  constraint area_boundaries_geometry_check check (geometry ->> 'type' in ('Polygon', 'MultiPolygon'))
);
create index area_boundaries_source_idx on area_boundaries (source);
comment on table area_boundaries is 'Boundaries that an administrator has imported: on maps they stand in place of those that come with the system.';
