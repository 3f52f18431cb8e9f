create table site_types (
  code text not null,
  names jsonb not null,
  -- What a map and a filter group by.
  family text not null,
  sensitivity text not null,
  sort int not null,
  constraint site_types_pkey primary key (code),
  constraint site_types_family_check check (family in ('mission', 'goods', 'people', 'services', 'border')),
  constraint site_types_sensitivity_check check (sensitivity in ('open', 'restricted', 'sensitive'))
);
comment on table site_types is 'Kinds of site, with the sensitivity a new one starts with.';

create table sites (
  id uuid not null,
  code text not null,
  type text not null,
  name_en text not null,
  name_tr text,
  name_ar text,
  area text not null,
  lat double precision,
  lon double precision,
  -- How exactly the point is known: surveyed, approximate, or only the area.
  precision text not null default 'area',
  status text not null default 'open',
  opened_on date,
  closed_on date,
  custodian_id uuid,
  response_id uuid,
  sensitivity text not null,
  note text,
  version int not null default 1,
  changed_xid xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null,
  constraint sites_pkey primary key (id),
  constraint sites_code_key unique (code),
  constraint sites_type_fkey foreign key (type) references site_types (code),
  constraint sites_area_fkey foreign key (area) references areas (pcode) on update cascade,
  constraint sites_code_check check (code ~ '^[A-Z0-9][A-Z0-9-]{1,29}$'),
  constraint sites_status_check check (status in ('planned', 'open', 'closed')),
  constraint sites_closed_check check ((status = 'closed') = (closed_on is not null)),
  constraint sites_dates_check check (closed_on is null or opened_on is null or closed_on >= opened_on),
  constraint sites_precision_check check (precision in ('surveyed', 'approximate', 'area')),
  constraint sites_point_check check ((lat is null) = (lon is null) and (lat is not null or precision = 'area')),
  constraint sites_lat_check check (lat between -90 and 90),
  constraint sites_lon_check check (lon between -180 and 180),
  constraint sites_sensitivity_check check (sensitivity in ('open', 'restricted', 'sensitive'))
);
create index sites_area_idx on sites (area);
create index sites_changed_xid_idx on sites (changed_xid, id);
comment on table sites is 'Places where something is kept, given, crossed or where people live.';

create table crossings (
  id text not null,
  name_en text not null,
  name_tr text not null,
  name_ar text not null,
  mode text not null,
  area_north text,
  area_south text,
  lat double precision not null,
  lon double precision not null,
  constraint crossings_pkey primary key (id),
  constraint crossings_area_north_fkey foreign key (area_north) references areas (pcode) on update cascade,
  constraint crossings_area_south_fkey foreign key (area_south) references areas (pcode) on update cascade
);
comment on table crossings is 'Border gates between Türkiye and Syria, approximate points.';

create table crossing_days (
  crossing_id text not null,
  from_day date not null,
  to_day date,
  status text not null,
  -- Last day on which the authorisation holds, where there is one.
  authorised_to date,
  source text not null,
  command_id uuid not null,
  recorded_at timestamptz not null,
  constraint crossing_days_pkey primary key (crossing_id, from_day, command_id),
  constraint crossing_days_crossing_id_fkey foreign key (crossing_id) references crossings (id),
  constraint crossing_days_status_check check (status in ('open', 'closed', 'restricted')),
  constraint crossing_days_dates_check check (to_day is null or to_day >= from_day)
);
comment on table crossing_days is 'The calendar of a crossing: what was said of which days, and by whom; the latest word counts.';
revoke update, delete on crossing_days from kervan_app;

insert into site_types (code, names, family, sensitivity, sort) values
  ('office', '{"en":"Office","tr":"Ofis","ar":"مكتب"}', 'mission', 'open', 10),
  ('warehouse', '{"en":"Warehouse","tr":"Depo","ar":"مستودع"}', 'goods', 'restricted', 20),
  ('partner-store', '{"en":"Partner store","tr":"Ortak deposu","ar":"مستودع شريك"}', 'goods', 'sensitive', 21),
  ('transshipment-hub', '{"en":"Transshipment hub","tr":"Aktarma merkezi","ar":"مركز إعادة الشحن"}', 'goods', 'restricted', 22),
  ('distribution-point', '{"en":"Distribution point","tr":"Dağıtım noktası","ar":"نقطة توزيع"}', 'goods', 'restricted', 23),
  ('camp', '{"en":"Camp","tr":"Kamp","ar":"مخيم"}', 'people', 'sensitive', 30),
  ('container-city', '{"en":"Container city","tr":"Konteyner kent","ar":"مدينة كرفانات"}', 'people', 'restricted', 31),
  ('tent-city', '{"en":"Tent city","tr":"Çadır kent","ar":"مدينة خيام"}', 'people', 'restricted', 32),
  ('informal-settlement', '{"en":"Informal settlement","tr":"Düzensiz yerleşim","ar":"مستوطنة عشوائية"}', 'people', 'sensitive', 33),
  ('collective-centre', '{"en":"Collective centre","tr":"Toplu barınma merkezi","ar":"مركز إيواء جماعي"}', 'people', 'sensitive', 34),
  ('dispersed', '{"en":"Dispersed in host community","tr":"Ev sahibi toplulukta dağınık","ar":"منتشرون في المجتمع المضيف"}', 'people', 'restricted', 35),
  ('reception-centre', '{"en":"Reception centre","tr":"Kabul merkezi","ar":"مركز استقبال"}', 'people', 'sensitive', 36),
  ('transit-site', '{"en":"Transit site","tr":"Geçiş alanı","ar":"موقع عبور"}', 'people', 'sensitive', 37),
  ('community-centre', '{"en":"Community centre","tr":"Toplum merkezi","ar":"مركز مجتمعي"}', 'services', 'open', 40),
  ('health-facility', '{"en":"Health facility","tr":"Sağlık tesisi","ar":"مرفق صحي"}', 'services', 'restricted', 41),
  ('school', '{"en":"School","tr":"Okul","ar":"مدرسة"}', 'services', 'restricted', 42),
  ('registration-point', '{"en":"Registration point","tr":"Kayıt noktası","ar":"نقطة تسجيل"}', 'services', 'restricted', 43),
  ('flow-monitoring-point', '{"en":"Flow monitoring point","tr":"Akış izleme noktası","ar":"نقطة رصد التدفق"}', 'border', 'restricted', 50),
  ('gate', '{"en":"Border gate facility","tr":"Sınır kapısı tesisi","ar":"مرفق معبر حدودي"}', 'border', 'restricted', 51);
