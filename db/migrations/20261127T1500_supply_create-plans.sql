create table supply_plans (
  id uuid not null,
  number text not null,
  title text not null,
  -- Who gives the goods out: a partner, or the mission itself.
  org_id uuid not null,
  -- The partnership agreement under which it does.
  agreement text not null,
  -- The donor agreement that the plan is charged to, where one is named: goods of others are then left.
  grant_id uuid,
  sector text not null,
  site_id uuid not null,
  gives_on date not null,
  status text not null default 'open',
  note text,
  created_by uuid not null,
  created_at timestamptz not null,
  version int not null default 1,
  constraint supply_plans_pkey primary key (id),
  constraint supply_plans_number_key unique (number),
  constraint supply_plans_org_id_fkey foreign key (org_id) references organisations (id),
  constraint supply_plans_grant_id_fkey foreign key (grant_id) references grants (id),
  constraint supply_plans_site_id_fkey foreign key (site_id) references sites (id),
  constraint supply_plans_created_by_fkey foreign key (created_by) references users (id),
  constraint supply_plans_sector_check check (sector in ('shelter', 'nfi', 'food', 'wash', 'health', 'protection', 'education', 'livelihoods', 'logistics', 'cccm')),
  constraint supply_plans_status_check check (status in ('open', 'closed'))
);
create index supply_plans_org_id_idx on supply_plans (org_id);
create index supply_plans_site_id_idx on supply_plans (site_id);
create index supply_plans_gives_on_idx on supply_plans (gives_on);
comment on table supply_plans is 'Distribution plans: who gives what to how many households, where and when, under which agreement.';
revoke delete, truncate on supply_plans from kervan_app;

create table supply_plan_households (
  plan_id uuid not null,
  size int not null,
  households int not null,
  constraint supply_plan_households_pkey primary key (plan_id, size),
  constraint supply_plan_households_plan_id_fkey foreign key (plan_id) references supply_plans (id),
  constraint supply_plan_households_size_check check (size between 1 and 40),
  constraint supply_plan_households_households_check check (households between 1 and 1000000)
);
comment on table supply_plan_households is 'How many households of each size a distribution plan counts on; no names.';

create table supply_plan_standards (
  plan_id uuid not null,
  item_id uuid not null,
  from_size int not null default 1,
  -- Null: and larger.
  to_size int,
  per text not null,
  -- With persons: for every so many of them, the rest counted as full.
  every int not null default 1,
  qty int not null,
  constraint supply_plan_standards_pkey primary key (plan_id, item_id, from_size),
  constraint supply_plan_standards_plan_id_fkey foreign key (plan_id) references supply_plans (id),
  constraint supply_plan_standards_item_id_fkey foreign key (item_id) references items (id),
  constraint supply_plan_standards_sizes_check check (from_size between 1 and 40 and (to_size is null or to_size between from_size and 40)),
  constraint supply_plan_standards_per_check check (per in ('household', 'persons')),
  constraint supply_plan_standards_every_check check (every between 1 and 40 and (per = 'persons' or every = 1)),
  constraint supply_plan_standards_qty_check check (qty between 1 and 1000000)
);
create index supply_plan_standards_item_id_idx on supply_plan_standards (item_id);
comment on table supply_plan_standards is 'What a household of certain sizes gets of an item by a plan: for the household, or for every so many persons.';
