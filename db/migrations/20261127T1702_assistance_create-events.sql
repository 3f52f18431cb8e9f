create table assistance_events (
  id uuid not null,
  number text not null,
  title text not null,
  package_id uuid not null,
  package_version int not null,
  -- Whoever stands on an uploaded list of tokens, or whoever the rule admits, counted by household.
  admits text not null,
  -- Who gives out: a partner, or the mission itself.
  org_id uuid not null,
  site_id uuid not null,
  -- The store that the goods come from.
  store_id uuid not null,
  -- The event's own place in the goods book, for as long as it lasts.
  place_id uuid not null,
  gives_on date not null,
  -- How many households are counted on where nobody stands on a list.
  expected int,
  -- Number of the distribution plan that goods were asked for, where there is one.
  plan_number text,
  note text,
  state text not null default 'planned',
  -- Text of the QR code on its papers, signed by the mission: by it a signed page finds its event.
  paper_code text not null,
  opened_at timestamptz,
  stopped_at timestamptz,
  counted_at timestamptz,
  closed_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  version int not null default 1,
  constraint assistance_events_pkey primary key (id),
  constraint assistance_events_number_key unique (number),
  constraint assistance_events_place_id_key unique (place_id),
  constraint assistance_events_package_fkey foreign key (package_id, package_version) references assistance_package_versions (package_id, version),
  constraint assistance_events_org_id_fkey foreign key (org_id) references organisations (id),
  constraint assistance_events_site_id_fkey foreign key (site_id) references sites (id),
  constraint assistance_events_store_id_fkey foreign key (store_id) references stock_places (id),
  constraint assistance_events_place_id_fkey foreign key (place_id) references stock_places (id),
  constraint assistance_events_created_by_fkey foreign key (created_by) references users (id),
  constraint assistance_events_admits_check check (admits in ('list', 'rule')),
  constraint assistance_events_expected_check check (expected between 1 and 1000000),
  constraint assistance_events_state_check check (state in ('planned', 'stock_reserved', 'open', 'stopped', 'counting', 'reconciled', 'closed', 'cancelled')),
  constraint assistance_events_counted_check check (state not in ('counting', 'reconciled', 'closed') or counted_at is not null),
  constraint assistance_events_closed_check check ((state = 'closed') = (closed_at is not null))
);
create index assistance_events_org_id_idx on assistance_events (org_id);
create index assistance_events_site_id_idx on assistance_events (site_id);
create index assistance_events_gives_on_idx on assistance_events (gives_on desc, id);
comment on table assistance_events is 'Distribution days: what is given, by whom, where, when and from which store. No names.';
revoke delete, truncate on assistance_events from kervan_app;

create table assistance_lanes (
  id uuid not null,
  event_id uuid not null,
  no int not null,
  kind text not null,
  closed_at timestamptz,
  constraint assistance_lanes_pkey primary key (id),
  constraint assistance_lanes_no_key unique (event_id, no),
  constraint assistance_lanes_event_key unique (event_id, id),
  constraint assistance_lanes_event_id_fkey foreign key (event_id) references assistance_events (id),
  constraint assistance_lanes_no_check check (no between 1 and 40),
  constraint assistance_lanes_kind_check check (kind in ('general', 'priority', 'separate', 'home'))
);
comment on table assistance_lanes is 'Where people stand: a token is served in its own lane.';
revoke truncate on assistance_lanes from kervan_app;

create table assistance_team (
  event_id uuid not null,
  user_id uuid not null,
  constraint assistance_team_pkey primary key (event_id, user_id),
  constraint assistance_team_event_id_fkey foreign key (event_id) references assistance_events (id),
  constraint assistance_team_user_id_fkey foreign key (user_id) references users (id)
);
create index assistance_team_user_id_idx on assistance_team (user_id);
comment on table assistance_team is 'Users who work at a distribution.';
revoke truncate on assistance_team from kervan_app;

create table assistance_reserved (
  -- Also the id of the hold in the ledger.
  id uuid not null,
  event_id uuid not null,
  item_id uuid not null,
  -- Where it lies, as the goods book says it.
  at jsonb not null,
  qty bigint not null,
  state text not null default 'held',
  constraint assistance_reserved_pkey primary key (id),
  constraint assistance_reserved_event_id_fkey foreign key (event_id) references assistance_events (id),
  constraint assistance_reserved_item_id_fkey foreign key (item_id) references items (id),
  constraint assistance_reserved_qty_check check (qty > 0),
  constraint assistance_reserved_state_check check (state in ('held', 'issued', 'released'))
);
create index assistance_reserved_event_id_idx on assistance_reserved (event_id);
comment on table assistance_reserved is 'Stock of the store that is promised to a distribution.';
revoke delete, truncate on assistance_reserved from kervan_app;

create table assistance_marks (
  id uuid not null,
  event_id uuid not null,
  -- Opened, stopped, counted…: what happened to the event as a whole, in the order in which it happened.
  kind text not null,
  figures jsonb not null default '{}',
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  by uuid not null,
  constraint assistance_marks_pkey primary key (id),
  constraint assistance_marks_event_id_fkey foreign key (event_id) references assistance_events (id),
  constraint assistance_marks_by_fkey foreign key (by) references users (id),
  constraint assistance_marks_kind_check check (kind in ('reserved', 'released', 'opened', 'stock-in', 'stock-out', 'stopped', 'rescheduled', 'counted', 'lane-closed', 'signed', 'closed', 'cancelled'))
);
create index assistance_marks_event_id_idx on assistance_marks (event_id, occurred_at);
comment on table assistance_marks is 'What happened to a distribution as a whole; append-only.';
revoke update, delete, truncate on assistance_marks from kervan_app;

create table assistance_tokens (
  id uuid not null,
  event_id uuid not null,
  lane_id uuid not null,
  -- sha256 of the event and the token's text: the text itself is kept nowhere.
  token_hash text not null,
  number int not null,
  household_size int not null,
  state text not null default 'valid',
  -- The token that took its place.
  replaced_by uuid,
  reason text,
  constraint assistance_tokens_pkey primary key (id),
  constraint assistance_tokens_hash_key unique (event_id, token_hash),
  constraint assistance_tokens_lane_fkey foreign key (event_id, lane_id) references assistance_lanes (event_id, id),
  constraint assistance_tokens_replaced_by_fkey foreign key (replaced_by) references assistance_tokens (id),
  constraint assistance_tokens_hash_check check (token_hash ~ '^[0-9a-f]{64}$'),
  constraint assistance_tokens_number_check check (number between 1 and 999999),
  constraint assistance_tokens_household_size_check check (household_size between 1 and 40),
  constraint assistance_tokens_state_check check (state in ('valid', 'lost')),
  constraint assistance_tokens_lost_check check ((state = 'lost') = (reason is not null))
);
create unique index assistance_tokens_number_key on assistance_tokens (event_id, number) where state = 'valid';
create index assistance_tokens_lane_id_idx on assistance_tokens (lane_id);
comment on table assistance_tokens is 'The list of a distribution: opaque tokens with a number and a household size, never a name.';
revoke delete, truncate on assistance_tokens from kervan_app;
