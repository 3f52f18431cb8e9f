create table deliveries (
  id uuid not null,
  number text not null,
  leg_id uuid not null,
  shipment_id uuid not null,
  place_id uuid not null,
  kind text not null,
  -- Which end counted: the mission's own people, or the receiving partner.
  side text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  -- Told from a paper that came later.
  from_paper boolean not null,
  point_lat double precision,
  point_lon double precision,
  note text,
  -- Names of those who signed, sealed under a key of this delivery's own.
  signatures bytea,
  -- Null for a second account of what another delivery had posted.
  document_id uuid,
  command_id uuid not null,
  actor_id uuid not null,
  constraint deliveries_pkey primary key (id),
  constraint deliveries_number_key unique (number),
  constraint deliveries_leg_id_fkey foreign key (leg_id) references shipment_legs (id),
  constraint deliveries_shipment_id_fkey foreign key (shipment_id) references shipments (id),
  constraint deliveries_place_id_fkey foreign key (place_id) references stock_places (id),
  constraint deliveries_document_id_fkey foreign key (document_id) references ledger_documents (id),
  constraint deliveries_actor_id_fkey foreign key (actor_id) references users (id),
  constraint deliveries_kind_check check (kind in ('delivery', 'return')),
  constraint deliveries_side_check check (side in ('ours', 'theirs')),
  constraint deliveries_point_check check ((point_lat is null) = (point_lon is null) and point_lat between -90 and 90 and point_lon between -180 and 180)
);
create index deliveries_leg_id_idx on deliveries (leg_id);
create index deliveries_occurred_at_idx on deliveries (occurred_at desc);
comment on table deliveries is 'Accounts of what was received off a truck: each is kept, also where two disagree.';
revoke update, delete, truncate on deliveries from kervan_app;

create table delivery_lines (
  delivery_id uuid not null,
  line_no int not null,
  -- Null for goods that stood on no waybill.
  line_id uuid,
  item_id uuid not null,
  lot_id uuid,
  sent bigint not null,
  good bigint not null,
  damaged bigint not null,
  missing bigint not null,
  extra bigint not null,
  -- False for a second account of a line that another delivery had posted.
  posted boolean not null,
  note text,
  constraint delivery_lines_pkey primary key (delivery_id, line_no),
  constraint delivery_lines_delivery_id_fkey foreign key (delivery_id) references deliveries (id),
  constraint delivery_lines_line_id_fkey foreign key (line_id) references shipment_lines (id),
  constraint delivery_lines_item_id_fkey foreign key (item_id) references items (id),
  constraint delivery_lines_lot_id_fkey foreign key (lot_id) references lots (id),
  constraint delivery_lines_sum_check check (sent = good + damaged + missing - extra),
  constraint delivery_lines_qty_check check (sent >= 0 and good >= 0 and damaged >= 0 and missing >= 0 and extra >= 0)
);
create index delivery_lines_line_id_idx on delivery_lines (line_id) where line_id is not null;
comment on table delivery_lines is 'What was counted of each line: sent = good + damaged + missing - extra.';
revoke update, delete, truncate on delivery_lines from kervan_app;

create table delivery_units (
  delivery_id uuid not null,
  unit_id uuid not null,
  state text not null,
  note text,
  constraint delivery_units_pkey primary key (delivery_id, unit_id),
  constraint delivery_units_delivery_id_fkey foreign key (delivery_id) references deliveries (id),
  constraint delivery_units_unit_id_fkey foreign key (unit_id) references handling_units (id),
  constraint delivery_units_state_check check (state in ('whole', 'opened', 'damaged', 'missing'))
);
comment on table delivery_units is 'In what state each pallet and carton was received.';
revoke update, delete, truncate on delivery_units from kervan_app;

create table discrepancies (
  id uuid not null,
  number text not null,
  leg_id uuid not null,
  shipment_id uuid not null,
  -- Where the difference showed itself: on the road, at the hub, at the delivery.
  stage text not null,
  opened_at timestamptz not null,
  opened_by uuid not null,
  due_on date not null,
  state text not null default 'open',
  closed_at timestamptz,
  -- Each end says that it agrees with how it ended; ours may say it for a partner that answered on paper.
  ours_by uuid,
  ours_at timestamptz,
  theirs_by uuid,
  theirs_at timestamptz,
  theirs_paper text,
  version int not null default 1,
  constraint discrepancies_pkey primary key (id),
  constraint discrepancies_number_key unique (number),
  constraint discrepancies_leg_id_stage_key unique (leg_id, stage),
  constraint discrepancies_leg_id_fkey foreign key (leg_id) references shipment_legs (id),
  constraint discrepancies_shipment_id_fkey foreign key (shipment_id) references shipments (id),
  constraint discrepancies_opened_by_fkey foreign key (opened_by) references users (id),
  constraint discrepancies_ours_by_fkey foreign key (ours_by) references users (id),
  constraint discrepancies_theirs_by_fkey foreign key (theirs_by) references users (id),
  constraint discrepancies_stage_check check (stage in ('road', 'hub', 'delivery')),
  constraint discrepancies_state_check check (state in ('open', 'closed')),
  -- Closed by both ends, or not closed.
  constraint discrepancies_closed_check check ((state = 'closed') = (closed_at is not null) and (state = 'open' or (ours_by is not null and theirs_by is not null))),
  constraint discrepancies_ends_check check ((ours_by is null) = (ours_at is null) and (theirs_by is null) = (theirs_at is null))
);
create index discrepancies_open_idx on discrepancies (due_on) where state = 'open';
create index discrepancies_opened_at_idx on discrepancies (opened_at desc);
comment on table discrepancies is 'Cases of what was sent and what was counted being two figures; open until both ends agree.';

create table discrepancy_lines (
  id uuid not null,
  discrepancy_id uuid not null,
  line_id uuid,
  kind text not null,
  item_id uuid not null,
  lot_id uuid,
  grant_id uuid,
  condition text not null,
  owner text not null,
  -- The place in whose name the goods stand in dispute (the truck), or where the damaged lie.
  place_id uuid not null,
  qty bigint not null,
  -- What has found its end; the line is settled when it is all.
  settled bigint not null default 0,
  -- Two accounts of one line, as they were told.
  accounts jsonb,
  constraint discrepancy_lines_pkey primary key (id),
  constraint discrepancy_lines_discrepancy_id_fkey foreign key (discrepancy_id) references discrepancies (id),
  constraint discrepancy_lines_line_id_fkey foreign key (line_id) references shipment_lines (id),
  constraint discrepancy_lines_item_id_fkey foreign key (item_id) references items (id),
  constraint discrepancy_lines_lot_id_fkey foreign key (lot_id) references lots (id),
  constraint discrepancy_lines_grant_id_fkey foreign key (grant_id) references grants (id),
  constraint discrepancy_lines_place_id_fkey foreign key (place_id) references stock_places (id),
  constraint discrepancy_lines_kind_check check (kind in ('missing', 'damaged', 'extra', 'counts-differ')),
  constraint discrepancy_lines_qty_check check (qty > 0 and settled between 0 and qty)
);
create index discrepancy_lines_discrepancy_id_idx on discrepancy_lines (discrepancy_id);
comment on table discrepancy_lines is 'What is missing, damaged, too much or told in two ways, line by line.';

create table discrepancy_outcomes (
  id uuid not null,
  line_id uuid not null,
  outcome text not null,
  qty bigint not null,
  -- Where found goods lie now.
  place_id uuid,
  note text not null,
  state text not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  document_id uuid,
  constraint discrepancy_outcomes_pkey primary key (id),
  constraint discrepancy_outcomes_line_id_fkey foreign key (line_id) references discrepancy_lines (id),
  constraint discrepancy_outcomes_place_id_fkey foreign key (place_id) references stock_places (id),
  constraint discrepancy_outcomes_proposed_by_fkey foreign key (proposed_by) references users (id),
  constraint discrepancy_outcomes_decided_by_fkey foreign key (decided_by) references users (id),
  constraint discrepancy_outcomes_document_id_fkey foreign key (document_id) references ledger_documents (id),
  constraint discrepancy_outcomes_outcome_check check (outcome in ('found', 'transporter-pays', 'written-off', 'counted-again')),
  constraint discrepancy_outcomes_state_check check (state in ('proposed', 'done', 'declined')),
  constraint discrepancy_outcomes_decided_check check ((state = 'proposed') = (decided_by is null)),
  -- Nobody approves the loss that they have proposed themselves.
  constraint discrepancy_outcomes_second_person_check check (outcome <> 'written-off' or state <> 'done' or decided_by <> proposed_by),
  constraint discrepancy_outcomes_found_check check (outcome <> 'found' or place_id is not null),
  constraint discrepancy_outcomes_qty_check check (qty > 0)
);
create index discrepancy_outcomes_line_id_idx on discrepancy_outcomes (line_id);
comment on table discrepancy_outcomes is 'How each difference ended: found, paid by the transporter, or written off by a second person.';

create table visibility_waivers (
  id uuid not null,
  -- Either may be absent: everybody in an area, or a partner wherever it works.
  area text,
  org_id uuid,
  from_day date not null,
  to_day date,
  reason text not null,
  set_by uuid not null,
  set_at timestamptz not null,
  lifted_at timestamptz,
  constraint visibility_waivers_pkey primary key (id),
  constraint visibility_waivers_area_fkey foreign key (area) references areas (pcode) on update cascade,
  constraint visibility_waivers_org_id_fkey foreign key (org_id) references organisations (id),
  constraint visibility_waivers_set_by_fkey foreign key (set_by) references users (id),
  constraint visibility_waivers_of_check check (area is not null or org_id is not null),
  constraint visibility_waivers_dates_check check (to_day is null or to_day >= from_day)
);
comment on table visibility_waivers is 'Where and for whom agency and donor names and logos stay off papers, labels and public views.';
