-- The book names items, lots and places by text: these find them without reading all of them.
create index items_id_text_idx on items ((id::text));
create index lots_id_text_idx on lots ((id::text));
create index stock_places_id_text_idx on stock_places ((id::text));
create index ledger_buckets_lot_idx on ledger_buckets (lot) where lot is not null;

create table kits (
  id uuid not null,
  item_id uuid not null,
  version int not null,
  note text,
  valid_from timestamptz not null,
  -- Null: as it is put together now. What was made by a former version keeps it.
  superseded_at timestamptz,
  constraint kits_pkey primary key (id),
  constraint kits_item_id_version_key unique (item_id, version),
  constraint kits_item_id_fkey foreign key (item_id) references items (id),
  constraint kits_version_check check (version >= 1)
);
create unique index kits_current_key on kits (item_id) where superseded_at is null;
comment on table kits is 'How a kit is put together, with its versions.';

create table kit_components (
  kit_id uuid not null,
  line int not null,
  item_id uuid not null,
  -- Smallest units of the component in one kit.
  qty bigint not null,
  note text,
  constraint kit_components_pkey primary key (kit_id, line),
  constraint kit_components_kit_id_item_id_key unique (kit_id, item_id),
  constraint kit_components_kit_id_fkey foreign key (kit_id) references kits (id),
  constraint kit_components_item_id_fkey foreign key (item_id) references items (id),
  constraint kit_components_qty_check check (qty between 1 and 1000000000)
);
create index kit_components_item_id_idx on kit_components (item_id);
comment on table kit_components is 'What one kit of a version holds.';

create table lot_pedigree (
  document_id uuid not null,
  kit_lot_id uuid not null,
  line int not null,
  component_item_id uuid not null,
  -- Null: the component is not tracked.
  component_lot_id uuid,
  qty bigint not null,
  constraint lot_pedigree_pkey primary key (document_id, kit_lot_id, line),
  constraint lot_pedigree_document_id_fkey foreign key (document_id) references ledger_documents (id),
  constraint lot_pedigree_kit_lot_id_fkey foreign key (kit_lot_id) references lots (id),
  constraint lot_pedigree_component_item_id_fkey foreign key (component_item_id) references items (id),
  constraint lot_pedigree_component_lot_id_fkey foreign key (component_lot_id) references lots (id),
  constraint lot_pedigree_self_check check (component_lot_id <> kit_lot_id),
  constraint lot_pedigree_qty_check check (qty > 0)
);
create index lot_pedigree_kit_lot_id_idx on lot_pedigree (kit_lot_id);
create index lot_pedigree_component_lot_id_idx on lot_pedigree (component_lot_id) where component_lot_id is not null;
comment on table lot_pedigree is 'Which lots went into which lot of kits, by which document; append-only.';
revoke update, delete on lot_pedigree from kervan_app;
