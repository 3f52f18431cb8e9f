create table stock_places (
  id uuid not null,
  parent_id uuid,
  kind text not null,
  code text not null,
  name_en text not null,
  name_tr text,
  name_ar text,
  -- Where it stands; a truck is on its way.
  site_id uuid,
  -- Whose custody: the mission's own where it is null.
  org_id uuid,
  custodian_user_id uuid,
  storage_class text not null default 'ambient',
  status text not null default 'open',
  opened_on date not null,
  closed_on date,
  -- From the root to itself.
  lineage uuid[] not null,
  -- Folded code and names, for search.
  search_key text not null,
  note text,
  created_at timestamptz not null,
  version int not null default 1,
  constraint stock_places_pkey primary key (id),
  constraint stock_places_code_key unique (code),
  constraint stock_places_parent_id_fkey foreign key (parent_id) references stock_places (id),
  constraint stock_places_site_id_fkey foreign key (site_id) references sites (id),
  constraint stock_places_org_id_fkey foreign key (org_id) references organisations (id),
  constraint stock_places_custodian_user_id_fkey foreign key (custodian_user_id) references users (id),
  constraint stock_places_kind_check check (kind in ('warehouse', 'zone', 'bin', 'receiving', 'quarantine', 'dispatch', 'hub', 'partner-store', 'delivery-point', 'truck')),
  constraint stock_places_root_check check ((parent_id is null) = (kind in ('warehouse', 'hub', 'partner-store', 'delivery-point', 'truck'))),
  constraint stock_places_site_check check (site_id is not null or kind = 'truck'),
  constraint stock_places_code_check check (code ~ '^[A-Z0-9][A-Z0-9./-]{0,39}$'),
  constraint stock_places_name_check check (length(name_en) between 1 and 200),
  constraint stock_places_storage_class_check check (storage_class in ('ambient', 'dry', 'cool', 'cold', 'frozen', 'hazardous', 'secure')),
  constraint stock_places_status_check check (status in ('open', 'closed')),
  constraint stock_places_closed_check check ((status = 'closed') = (closed_on is not null)),
  constraint stock_places_lineage_check check (lineage[cardinality(lineage)] = id)
);
create index stock_places_parent_id_idx on stock_places (parent_id) where parent_id is not null;
create index stock_places_site_id_idx on stock_places (site_id) where site_id is not null;
create index stock_places_org_id_idx on stock_places (org_id) where org_id is not null;
create index stock_places_lineage_idx on stock_places using gin (lineage);
create index stock_places_search_key_idx on stock_places using gin (search_key extensions.gin_trgm_ops);
comment on table stock_places is 'Where goods lie, as a tree: warehouses with zones and bins, hubs, partner stores, delivery points, trucks.';

create table lots (
  id uuid not null,
  item_id uuid not null,
  -- The maker's lot number, or the serial number of a single thing.
  code text not null,
  code_key text not null,
  expires_on date,
  made_on date,
  supplier_id uuid,
  -- The supplier's own paper: order, contract, gift letter.
  supplier_ref text,
  -- What one smallest unit cost, in minor units; goods are valued by their lot.
  unit_cost bigint,
  cost_currency text,
  received_on date,
  recalled_at timestamptz,
  recall_reason text,
  note text,
  created_at timestamptz not null,
  version int not null default 1,
  constraint lots_pkey primary key (id),
  constraint lots_item_id_code_supplier_id_key unique nulls not distinct (item_id, code_key, supplier_id),
  constraint lots_item_id_fkey foreign key (item_id) references items (id),
  constraint lots_supplier_id_fkey foreign key (supplier_id) references organisations (id),
  constraint lots_code_check check (length(code) between 1 and 60 and length(code_key) > 0),
  constraint lots_dates_check check (made_on is null or expires_on is null or expires_on >= made_on),
  constraint lots_cost_check check ((unit_cost is null) = (cost_currency is null) and unit_cost between 0 and 9007199254740991),
  constraint lots_recall_check check ((recalled_at is null) = (recall_reason is null))
);
create index lots_code_key_idx on lots using gin (code_key extensions.gin_trgm_ops);
create index lots_expires_on_idx on lots (expires_on) where expires_on is not null;
create index lots_supplier_id_idx on lots (supplier_id) where supplier_id is not null;
comment on table lots is 'What came together and is told apart: expiry, maker, supplier, cost. A serial number is a lot of one.';
