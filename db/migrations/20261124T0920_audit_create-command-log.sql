create table command_log (
  id uuid not null,
  name text not null,
  version int not null,
  kind text not null,
  actor_id uuid not null,
  device_id uuid,
  device_seq bigint,
  via text not null,
  input jsonb not null,
  input_hash text not null,
  based_on text,
  signature text,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  state text not null,
  outcome jsonb not null,
  constraint command_log_pkey primary key (id),
  constraint command_log_device_seq_key unique (device_id, device_seq),
  constraint command_log_kind_check check (kind in ('fact', 'decision')),
  constraint command_log_state_check check (state in ('applied', 'refused', 'parked')),
  constraint command_log_via_check check (via in ('session', 'device', 'token', 'system')),
  constraint command_log_actor_id_fkey foreign key (actor_id) references users (id)
);
create index command_log_recorded_at_idx on command_log (recorded_at desc, id desc);
create index command_log_actor_idx on command_log (actor_id, recorded_at desc);
create index command_log_name_idx on command_log (name, recorded_at desc);
comment on table command_log is 'Every command that was decided: who asked what, when it happened, when it arrived, and its outcome. Append-only.';
revoke update, delete, truncate on command_log from kervan_app;

create table command_touches (
  thing_kind text not null,
  thing_id text not null,
  command_id uuid not null,
  constraint command_touches_pkey primary key (thing_kind, thing_id, command_id),
  constraint command_touches_command_id_fkey foreign key (command_id) references command_log (id)
);
create index command_touches_command_id_idx on command_touches (command_id);
comment on table command_touches is 'Which things a command changed: the history of a thing reads from here.';
revoke update, delete, truncate on command_touches from kervan_app;

create table events (
  id uuid not null,
  name text not null,
  payload jsonb not null,
  command_id uuid not null,
  recorded_at timestamptz not null,
  constraint events_pkey primary key (id)
);
comment on table events is 'What has happened, written in the command''s own statement; the relay hands them on.';
revoke update, delete, truncate on events from kervan_app;

create table read_log (
  id uuid not null,
  actor_id uuid not null,
  query text not null,
  subject jsonb not null,
  row_count int not null,
  read_at timestamptz not null,
  constraint read_log_pkey primary key (id)
);
create index read_log_actor_idx on read_log (actor_id, read_at desc);
comment on table read_log is 'Each read of sensitive records.';
revoke update, delete, truncate on read_log from kervan_app;
