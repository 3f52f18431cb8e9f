create table exceptions (
  id uuid not null,
  kind text not null,
  subject_kind text not null,
  subject_id text not null,
  -- What a person needs to judge it; never personal data.
  figures jsonb not null,
  -- Where it lies, for the reach of rights.
  areas text[] not null default '{}',
  site text,
  org text,
  response text,
  owner_id uuid,
  due_at timestamptz not null,
  state text not null default 'open',
  -- How often it was raised while it was open.
  times int not null default 1,
  second_person boolean not null default false,
  raised_by uuid not null,
  raised_by_command uuid not null,
  raised_at timestamptz not null,
  last_raised_at timestamptz not null,
  told_overdue_at timestamptz,
  closed_by uuid,
  closed_at timestamptz,
  outcome text,
  reason text,
  constraint exceptions_pkey primary key (id),
  constraint exceptions_owner_id_fkey foreign key (owner_id) references users (id),
  constraint exceptions_raised_by_fkey foreign key (raised_by) references users (id),
  constraint exceptions_closed_by_fkey foreign key (closed_by) references users (id),
  constraint exceptions_state_check check (state in ('open', 'closed')),
  constraint exceptions_kind_check check (kind ~ '^[a-z][a-z-]*\.[a-z][a-z0-9-]*$'),
  constraint exceptions_closed_check check ((state = 'closed') = (closed_at is not null) and (state = 'closed') = (outcome is not null) and (state = 'closed') = (closed_by is not null)),
  -- What needs a second pair of eyes is not closed by the person whose act raised it.
  constraint exceptions_second_person_check check (not second_person or closed_by is null or closed_by <> raised_by or outcome = 'explained-itself')
);
create unique index exceptions_open_key on exceptions (kind, subject_kind, subject_id) where state = 'open';
create index exceptions_subject_idx on exceptions (subject_kind, subject_id);
create index exceptions_open_due_idx on exceptions (due_at) where state = 'open';
create index exceptions_raised_at_idx on exceptions (raised_at desc, id);
comment on table exceptions is 'Facts that do not fit and must be closed by a person, or by a later fact that explains them.';
revoke delete, truncate on exceptions from kervan_app;

create table exception_closings (
  exception_id uuid not null,
  closed_at timestamptz not null,
  closed_by uuid not null,
  outcome text not null,
  reason text,
  command_id uuid not null,
  constraint exception_closings_pkey primary key (exception_id, command_id),
  constraint exception_closings_exception_id_fkey foreign key (exception_id) references exceptions (id)
);
comment on table exception_closings is 'How each was closed, every time: a reopened one keeps its former closings.';
revoke update, delete, truncate on exception_closings from kervan_app;

create table exception_rules (
  kind text not null,
  due_in_hours int not null,
  constraint exception_rules_pkey primary key (kind),
  constraint exception_rules_hours_check check (due_in_hours between 1 and 8760)
);
comment on table exception_rules is 'How long a kind of exception may stay open, where an administrator says otherwise than the room.';
