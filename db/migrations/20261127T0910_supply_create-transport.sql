create table vehicles (
  id uuid not null,
  plate text not null,
  -- Letters and digits alone, by which two spellings of one plate meet.
  plate_key text not null,
  country text not null,
  kind text not null,
  -- The transporter that sends it.
  org_id uuid not null,
  -- What it may carry: kilograms, and litres of room (a cubic metre is 1,000).
  max_kg int not null,
  max_litres int not null,
  note text,
  status text not null default 'active',
  version int not null default 1,
  created_by uuid not null,
  created_at timestamptz not null,
  constraint vehicles_pkey primary key (id),
  constraint vehicles_plate_key unique (country, plate_key),
  constraint vehicles_org_id_fkey foreign key (org_id) references organisations (id),
  constraint vehicles_created_by_fkey foreign key (created_by) references users (id),
  constraint vehicles_plate_check check (length(plate) between 2 and 20 and plate_key ~ '^[A-Z0-9]{2,20}$'),
  constraint vehicles_country_check check (country ~ '^[A-Z]{3}$'),
  constraint vehicles_kind_check check (kind in ('articulated', 'truck', 'refrigerated', 'van', 'pickup', 'other')),
  constraint vehicles_limits_check check (max_kg between 1 and 200000 and max_litres between 1 and 500000),
  constraint vehicles_status_check check (status in ('active', 'retired'))
);
create index vehicles_org_id_idx on vehicles (org_id);
comment on table vehicles is 'Trucks of transporters with what they may carry.';

create table shipments (
  id uuid not null,
  number text not null,
  origin_place_id uuid not null,
  consignee_place_id uuid not null,
  -- Whose custody the goods go into; null is the mission's own.
  consignee_org_id uuid,
  planned_on date not null,
  response_id uuid,
  note text,
  state text not null default 'planned',
  cancel_reason text,
  created_by uuid not null,
  created_at timestamptz not null,
  version int not null default 1,
  constraint shipments_pkey primary key (id),
  constraint shipments_number_key unique (number),
  constraint shipments_origin_place_id_fkey foreign key (origin_place_id) references stock_places (id),
  constraint shipments_consignee_place_id_fkey foreign key (consignee_place_id) references stock_places (id),
  constraint shipments_consignee_org_id_fkey foreign key (consignee_org_id) references organisations (id),
  constraint shipments_response_id_fkey foreign key (response_id) references responses (id),
  constraint shipments_created_by_fkey foreign key (created_by) references users (id),
  constraint shipments_places_check check (origin_place_id <> consignee_place_id),
  constraint shipments_state_check check (state in ('planned', 'loading', 'moving', 'received', 'cancelled')),
  constraint shipments_cancelled_check check ((state = 'cancelled') = (cancel_reason is not null))
);
create index shipments_planned_on_idx on shipments (planned_on desc, id);
create index shipments_consignee_org_id_idx on shipments (consignee_org_id) where consignee_org_id is not null;
create index shipments_open_idx on shipments (planned_on) where state in ('planned', 'loading', 'moving');
comment on table shipments is 'Consignments: goods that go together from a store to a consignee.';

create table shipment_lines (
  id uuid not null,
  shipment_id uuid not null,
  line_no int not null,
  item_id uuid not null,
  lot_id uuid,
  -- The bin it is taken from.
  place_id uuid not null,
  grant_id uuid,
  condition text not null,
  owner text not null,
  qty bigint not null,
  -- The promise of an allocation that this line keeps; without one, why stock is taken directly.
  hold_id uuid,
  -- The promise as it stands now: what one truck leaves for the next is promised anew.
  live_hold_id uuid,
  reason text,
  constraint shipment_lines_pkey primary key (id),
  constraint shipment_lines_shipment_id_line_no_key unique (shipment_id, line_no),
  constraint shipment_lines_shipment_id_fkey foreign key (shipment_id) references shipments (id),
  constraint shipment_lines_item_id_fkey foreign key (item_id) references items (id),
  constraint shipment_lines_lot_id_fkey foreign key (lot_id) references lots (id),
  constraint shipment_lines_place_id_fkey foreign key (place_id) references stock_places (id),
  constraint shipment_lines_grant_id_fkey foreign key (grant_id) references grants (id),
  constraint shipment_lines_condition_check check (condition in ('good', 'damaged', 'quarantine', 'recalled', 'expired', 'unsorted', 'returned')),
  constraint shipment_lines_qty_check check (qty > 0),
  constraint shipment_lines_why_check check (hold_id is not null or length(reason) >= 3)
);
create unique index shipment_lines_hold_id_key on shipment_lines (hold_id) where hold_id is not null;
create index shipment_lines_item_id_idx on shipment_lines (item_id);
comment on table shipment_lines is 'What a shipment carries, each line out of one bucket of the goods book.';

create table shipment_legs (
  id uuid not null,
  shipment_id uuid not null,
  leg_no int not null,
  -- The controlled number of the truck's waybill.
  waybill text not null,
  from_place_id uuid not null,
  to_place_id uuid not null,
  crossing_id text,
  crossing_day date,
  vehicle_id uuid not null,
  driver_id uuid not null,
  -- The transporter and the plate as they were then.
  org_id uuid not null,
  plate text not null,
  -- The truck as a place of the goods book: what is on it lies there.
  truck_place_id uuid not null,
  planned_at timestamptz not null,
  -- What the facts told so far come to.
  state text not null default 'planned',
  state_at timestamptz,
  departed_at timestamptz,
  received_at timestamptz,
  seals text[] not null default '{}',
  created_by uuid not null,
  created_at timestamptz not null,
  constraint shipment_legs_pkey primary key (id),
  constraint shipment_legs_shipment_id_leg_no_key unique (shipment_id, leg_no),
  constraint shipment_legs_waybill_key unique (waybill),
  constraint shipment_legs_truck_place_id_key unique (truck_place_id),
  constraint shipment_legs_shipment_id_fkey foreign key (shipment_id) references shipments (id),
  constraint shipment_legs_from_place_id_fkey foreign key (from_place_id) references stock_places (id),
  constraint shipment_legs_to_place_id_fkey foreign key (to_place_id) references stock_places (id),
  constraint shipment_legs_crossing_id_fkey foreign key (crossing_id) references crossings (id),
  constraint shipment_legs_vehicle_id_fkey foreign key (vehicle_id) references vehicles (id),
  constraint shipment_legs_driver_id_fkey foreign key (driver_id) references org_people (id),
  constraint shipment_legs_org_id_fkey foreign key (org_id) references organisations (id),
  constraint shipment_legs_truck_place_id_fkey foreign key (truck_place_id) references stock_places (id),
  constraint shipment_legs_created_by_fkey foreign key (created_by) references users (id),
  constraint shipment_legs_places_check check (from_place_id <> to_place_id),
  constraint shipment_legs_crossing_check check ((crossing_id is null) = (crossing_day is null)),
  constraint shipment_legs_state_check check (state in ('planned', 'loaded', 'departed', 'at-crossing', 'crossed', 'arrived', 'turned-back', 'emptied', 'received', 'returned', 'cancelled'))
);
create index shipment_legs_moving_idx on shipment_legs (planned_at) where state not in ('emptied', 'received', 'returned', 'cancelled');
create index shipment_legs_planned_at_idx on shipment_legs (planned_at desc);
create index shipment_legs_vehicle_id_idx on shipment_legs (vehicle_id);
comment on table shipment_legs is 'One truck from one place to the next, with its waybill.';

create table shipment_leg_parents (
  leg_id uuid not null,
  parent_id uuid not null,
  constraint shipment_leg_parents_pkey primary key (leg_id, parent_id),
  constraint shipment_leg_parents_leg_id_fkey foreign key (leg_id) references shipment_legs (id),
  constraint shipment_leg_parents_parent_id_fkey foreign key (parent_id) references shipment_legs (id),
  constraint shipment_leg_parents_self_check check (leg_id <> parent_id)
);
create index shipment_leg_parents_parent_id_idx on shipment_leg_parents (parent_id);
comment on table shipment_leg_parents is 'Which truck''s load a truck took over: a waybill split among trucks, or several joined on one.';

create table shipment_leg_lines (
  leg_id uuid not null,
  line_id uuid not null,
  planned bigint not null,
  -- What the books put on the truck; null until they have.
  loaded bigint,
  -- What of it went off again in good order, damaged, or was lost on the way.
  off_good bigint not null default 0,
  off_damaged bigint not null default 0,
  -- What was damaged on the way and is still aboard or went off as damaged.
  damaged bigint not null default 0,
  lost bigint not null default 0,
  constraint shipment_leg_lines_pkey primary key (leg_id, line_id),
  constraint shipment_leg_lines_leg_id_fkey foreign key (leg_id) references shipment_legs (id),
  constraint shipment_leg_lines_line_id_fkey foreign key (line_id) references shipment_lines (id),
  constraint shipment_leg_lines_qty_check check (planned >= 0 and loaded >= 0 and off_good >= 0 and off_damaged >= 0 and damaged >= 0 and lost >= 0)
);
create index shipment_leg_lines_line_id_idx on shipment_leg_lines (line_id);
comment on table shipment_leg_lines is 'The lines of each truck''s waybill with what became of them.';

create table shipment_facts (
  id uuid not null,
  leg_id uuid not null,
  kind text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  data jsonb not null,
  -- The document of the goods book that it posted, when it moved goods.
  document_id uuid,
  command_id uuid not null,
  actor_id uuid not null,
  constraint shipment_facts_pkey primary key (id),
  constraint shipment_facts_leg_id_fkey foreign key (leg_id) references shipment_legs (id),
  constraint shipment_facts_document_id_fkey foreign key (document_id) references ledger_documents (id),
  constraint shipment_facts_actor_id_fkey foreign key (actor_id) references users (id),
  constraint shipment_facts_kind_check check (kind in ('loaded', 'departed', 'at-crossing', 'crossed', 'arrived', 'turned-back', 'rerouted', 'seals', 'loss', 'cross-loaded', 'taken-over', 'put-down', 'received', 'returned'))
);
create index shipment_facts_leg_id_idx on shipment_facts (leg_id, occurred_at);
create index shipment_facts_occurred_at_idx on shipment_facts (occurred_at);
comment on table shipment_facts is 'What happened to each truck, as it was told; nothing is altered.';
revoke update, delete, truncate on shipment_facts from kervan_app;

create table handling_units (
  id uuid not null,
  shipment_id uuid not null,
  kind text not null,
  -- Serial shipping container code of GS1 when the maker gave one; else our own code.
  sscc text,
  code text not null,
  -- The truck it stands on now, once it is put on one.
  leg_id uuid,
  gross_weight_g bigint,
  volume_cm3 bigint,
  contents jsonb not null default '[]',
  constraint handling_units_pkey primary key (id),
  constraint handling_units_shipment_id_code_key unique (shipment_id, code),
  constraint handling_units_sscc_key unique (sscc),
  constraint handling_units_shipment_id_fkey foreign key (shipment_id) references shipments (id),
  constraint handling_units_leg_id_fkey foreign key (leg_id) references shipment_legs (id),
  constraint handling_units_kind_check check (kind in ('pallet', 'carton', 'bale', 'crate', 'bag', 'drum', 'loose')),
  constraint handling_units_sscc_check check (sscc ~ '^[0-9]{18}$'),
  constraint handling_units_size_check check (gross_weight_g > 0 and volume_cm3 > 0)
);
create index handling_units_leg_id_idx on handling_units (leg_id) where leg_id is not null;
comment on table handling_units is 'Pallets and cartons of a shipment: what stands in which.';

create table border_notifications (
  id uuid not null,
  number text not null,
  crossing_id text not null,
  crossing_day date not null,
  -- Until when the authority takes it.
  cut_off_at timestamptz not null,
  state text not null default 'draft',
  sent_at timestamptz,
  late_reason text,
  answered_at timestamptz,
  -- The authority's own number of its answer.
  answer_ref text,
  note text,
  created_by uuid not null,
  created_at timestamptz not null,
  constraint border_notifications_pkey primary key (id),
  constraint border_notifications_number_key unique (number),
  constraint border_notifications_crossing_id_fkey foreign key (crossing_id) references crossings (id),
  constraint border_notifications_created_by_fkey foreign key (created_by) references users (id),
  constraint border_notifications_state_check check (state in ('draft', 'sent', 'answered', 'withdrawn')),
  constraint border_notifications_sent_check check (state not in ('sent', 'answered') or sent_at is not null),
  constraint border_notifications_answered_check check ((state = 'answered') = (answered_at is not null))
);
create index border_notifications_day_idx on border_notifications (crossing_day desc, id);
comment on table border_notifications is 'Lists of consignments told to the authority before they cross, with its answer.';

create table border_notification_lines (
  notification_id uuid not null,
  leg_id uuid not null,
  line_id uuid not null,
  qty bigint not null,
  answer text not null default 'waiting',
  reason text,
  constraint border_notification_lines_pkey primary key (notification_id, leg_id, line_id),
  constraint border_notification_lines_notification_id_fkey foreign key (notification_id) references border_notifications (id),
  constraint border_notification_lines_leg_line_fkey foreign key (leg_id, line_id) references shipment_leg_lines (leg_id, line_id),
  constraint border_notification_lines_answer_check check (answer in ('waiting', 'accepted', 'refused')),
  constraint border_notification_lines_qty_check check (qty > 0)
);
create index border_notification_lines_leg_id_idx on border_notification_lines (leg_id);
comment on table border_notification_lines is 'What was notified line by line, and the authority''s answer to each.';

create table customs_papers (
  id uuid not null,
  leg_id uuid not null,
  kind text not null,
  reference text not null,
  issued_on date not null,
  note text,
  created_by uuid not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  constraint customs_papers_pkey primary key (id),
  constraint customs_papers_leg_id_fkey foreign key (leg_id) references shipment_legs (id),
  constraint customs_papers_created_by_fkey foreign key (created_by) references users (id),
  constraint customs_papers_kind_check check (kind in ('pro-forma', 'declaration', 'vat-exemption', 'transit', 'gift-certificate', 'other')),
  constraint customs_papers_reference_check check (length(reference) between 1 and 60)
);
create unique index customs_papers_reference_key on customs_papers (leg_id, kind, reference) where removed_at is null;
comment on table customs_papers is 'References under which customs knows a truck''s load.';
