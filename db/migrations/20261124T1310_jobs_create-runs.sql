-- The relay reads events in commit order, which neither ids nor times give.
alter table events add column changed_xid xid8 not null default pg_current_xact_id();
create index events_changed_xid_idx on events (changed_xid, id);

create table job_runs (
  id uuid not null,
  name text not null,
  state text not null,
  -- What it was started with: ids and figures only.
  data jsonb not null,
  -- The user whose command started it; null for the clock.
  requested_by uuid,
  event_id uuid,
  attempt int not null default 1,
  done bigint,
  total bigint,
  -- Translation key of what is being done now.
  step text,
  error text,
  queued_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  constraint job_runs_pkey primary key (id),
  constraint job_runs_requested_by_fkey foreign key (requested_by) references users (id),
  constraint job_runs_state_check check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  constraint job_runs_progress_check check (done is null or done >= 0)
);
create index job_runs_queued_at_idx on job_runs (queued_at desc, id desc);
create index job_runs_name_idx on job_runs (name, queued_at desc);
comment on table job_runs is 'What runs behind the screens: state, progress and faults of each job of this mission.';
