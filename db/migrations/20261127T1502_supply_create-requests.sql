create table supply_requests (
  id uuid not null,
  number text not null,
  plan_id uuid not null,
  -- Partner, office or site: who asks for it.
  origin text not null,
  office_id uuid,
  -- Where it goes; the plan's own site unless another is named.
  site_id uuid not null,
  needed_on date not null,
  -- The requester's own number for it.
  reference text,
  state text not null default 'draft',
  note text,
  created_by uuid not null,
  created_at timestamptz not null,
  submitted_by uuid,
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  -- Why it was refused, or why more than the standard was approved.
  decision_reason text,
  -- When goods were last looked for: what came since may serve what is open.
  tried_at timestamptz,
  ended_by uuid,
  ended_at timestamptz,
  end_reason text,
  version int not null default 1,
  constraint supply_requests_pkey primary key (id),
  constraint supply_requests_number_key unique (number),
  constraint supply_requests_reference_key unique (plan_id, reference),
  constraint supply_requests_plan_id_fkey foreign key (plan_id) references supply_plans (id),
  constraint supply_requests_office_id_fkey foreign key (office_id) references offices (id),
  constraint supply_requests_site_id_fkey foreign key (site_id) references sites (id),
  constraint supply_requests_created_by_fkey foreign key (created_by) references users (id),
  constraint supply_requests_submitted_by_fkey foreign key (submitted_by) references users (id),
  constraint supply_requests_decided_by_fkey foreign key (decided_by) references users (id),
  constraint supply_requests_ended_by_fkey foreign key (ended_by) references users (id),
  constraint supply_requests_origin_check check (origin in ('partner', 'office', 'site')),
  constraint supply_requests_state_check check (state in ('draft', 'submitted', 'approved', 'refused', 'part-allocated', 'allocated', 'part-shipped', 'shipped', 'closed', 'cancelled')),
  constraint supply_requests_submitted_check check ((submitted_by is null) = (submitted_at is null) and (state in ('draft', 'cancelled') or submitted_by is not null)),
  constraint supply_requests_decided_check check ((decided_by is null) = (decided_at is null) and (state in ('draft', 'submitted', 'cancelled') or decided_by is not null)),
  constraint supply_requests_refused_check check (state <> 'refused' or decision_reason is not null),
  -- Who wrote or sent it does not approve it.
  constraint supply_requests_second_person_check check (state in ('refused', 'cancelled') or decided_by is null or (decided_by <> created_by and decided_by <> submitted_by)),
  constraint supply_requests_ended_check check ((state in ('closed', 'cancelled')) = (ended_at is not null) and (ended_at is null) = (ended_by is null))
);
create index supply_requests_plan_id_idx on supply_requests (plan_id);
create index supply_requests_site_id_idx on supply_requests (site_id);
create index supply_requests_needed_on_idx on supply_requests (needed_on, id) where state in ('approved', 'part-allocated', 'allocated', 'part-shipped');
create index supply_requests_created_at_idx on supply_requests (created_at desc, id);
comment on table supply_requests is 'What partners, offices and sites ask for, each for a distribution plan.';
revoke delete, truncate on supply_requests from kervan_app;

create table supply_request_lines (
  id uuid not null,
  request_id uuid not null,
  position int not null,
  item_id uuid not null,
  -- In the item's smallest unit.
  qty bigint not null,
  -- As it was entered: so many packs of that ratio.
  pack_code text,
  pack_count numeric(20, 6),
  pack_smallest bigint,
  pack_per bigint,
  -- What the plan allowed and by how much it was over, as the approver saw it; null: the plan has no standard of it.
  standard_qty bigint,
  over_qty bigint,
  allocated bigint not null default 0,
  shipped bigint not null default 0,
  delivered bigint not null default 0,
  note text,
  constraint supply_request_lines_pkey primary key (id),
  constraint supply_request_lines_item_key unique (request_id, item_id),
  constraint supply_request_lines_request_id_fkey foreign key (request_id) references supply_requests (id),
  constraint supply_request_lines_item_id_fkey foreign key (item_id) references items (id),
  constraint supply_request_lines_qty_check check (qty between 1 and 9007199254740991),
  constraint supply_request_lines_pack_check check ((pack_code is null) = (pack_count is null) and (pack_code is null) = (pack_smallest is null) and (pack_code is null) = (pack_per is null)),
  constraint supply_request_lines_ratio_check check (pack_code is null or pack_count * pack_smallest = qty * pack_per),
  constraint supply_request_lines_over_check check (over_qty between 0 and qty),
  -- Nothing is set aside beyond what was asked and has not left yet. What left and arrived are facts, and may be more.
  constraint supply_request_lines_allocated_check check (allocated between 0 and greatest(qty - shipped, 0)),
  constraint supply_request_lines_facts_check check (shipped >= 0 and delivered >= 0)
);
create index supply_request_lines_item_id_idx on supply_request_lines (item_id);
create index supply_request_lines_open_idx on supply_request_lines (request_id) where qty > allocated + shipped;
comment on table supply_request_lines is 'Items of a request: asked, set aside, left, arrived; what is missing of it is the back-order.';

create table supply_allocations (
  id uuid not null,
  request_id uuid not null,
  -- The store it was looked for in.
  place_id uuid not null,
  made_by uuid not null,
  made_at timestamptz not null,
  command_id uuid not null,
  -- Whether a person confirmed the picks, or the rules alone chose (again, after a promise was broken).
  cause text not null,
  -- Buckets that were looked at and left, each with the first reason.
  passed jsonb not null default '[]',
  constraint supply_allocations_pkey primary key (id),
  constraint supply_allocations_request_id_fkey foreign key (request_id) references supply_requests (id),
  constraint supply_allocations_place_id_fkey foreign key (place_id) references stock_places (id),
  constraint supply_allocations_made_by_fkey foreign key (made_by) references users (id),
  constraint supply_allocations_cause_check check (cause in ('person', 'rules', 'replaced'))
);
create index supply_allocations_request_id_idx on supply_allocations (request_id);
comment on table supply_allocations is 'Decisions to set goods aside for a request; append-only.';
revoke update, delete, truncate on supply_allocations from kervan_app;

create table supply_picks (
  -- Also the id of the hold in the ledger.
  id uuid not null,
  allocation_id uuid not null,
  request_id uuid not null,
  line_id uuid not null,
  bucket_id bigint not null,
  item_id uuid not null,
  lot_id uuid,
  place_id uuid not null,
  grant_id uuid,
  condition text not null,
  owner text not null,
  qty bigint not null,
  state text not null default 'held',
  -- Why it was picked: codes with figures; and the person's own words where it was picked by hand.
  reasons jsonb not null,
  by_hand text,
  made_at timestamptz not null,
  -- The hold itself has no end: it is prolonged here and ended by the job.
  expires_at timestamptz not null,
  -- Of what was held, so much left.
  shipped bigint not null default 0,
  delivered bigint not null default 0,
  shipment_id uuid,
  ended_at timestamptz,
  end_reason text,
  constraint supply_picks_pkey primary key (id),
  constraint supply_picks_allocation_id_fkey foreign key (allocation_id) references supply_allocations (id),
  constraint supply_picks_request_id_fkey foreign key (request_id) references supply_requests (id),
  constraint supply_picks_line_id_fkey foreign key (line_id) references supply_request_lines (id),
  constraint supply_picks_item_id_fkey foreign key (item_id) references items (id),
  constraint supply_picks_lot_id_fkey foreign key (lot_id) references lots (id),
  constraint supply_picks_place_id_fkey foreign key (place_id) references stock_places (id),
  constraint supply_picks_grant_id_fkey foreign key (grant_id) references grants (id),
  constraint supply_picks_qty_check check (qty > 0),
  constraint supply_picks_facts_check check (shipped >= 0 and delivered >= 0),
  constraint supply_picks_state_check check (state in ('held', 'shipped', 'freed', 'expired', 'broken')),
  constraint supply_picks_shipped_check check ((state = 'shipped') = (shipped > 0)),
  constraint supply_picks_ended_check check ((state = 'held') = (ended_at is null))
);
create index supply_picks_line_id_idx on supply_picks (line_id);
create index supply_picks_request_id_idx on supply_picks (request_id);
create index supply_picks_held_idx on supply_picks (expires_at) where state = 'held';
create index supply_picks_bucket_id_idx on supply_picks (bucket_id) where state = 'held';
create index supply_picks_shipment_id_idx on supply_picks (shipment_id) where shipment_id is not null;
comment on table supply_picks is 'Goods set aside for a line of a request: from which bucket, why, and what became of them.';
revoke delete, truncate on supply_picks from kervan_app;
