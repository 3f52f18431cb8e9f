create table sign_in_rules (
  -- One row: the rules of this mission.
  one boolean not null default true,
  -- Who needs the second step: nobody, administrators, everybody.
  two_step text not null default 'administrators',
  constraint sign_in_rules_pkey primary key (one),
  constraint sign_in_rules_one_check check (one),
  constraint sign_in_rules_two_step_check check (two_step in ('nobody', 'administrators', 'everybody'))
);
comment on table sign_in_rules is 'What signing in to this mission asks.';
-- The printed logins of a demonstration open without an authenticator until an administrator demands one.
insert into sign_in_rules (two_step)
  select case when exists (select from missions where schema_name = current_schema() and demo) then 'nobody' else 'administrators' end;

create table authenticator_recoveries (
  id uuid not null,
  user_id uuid not null,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  outcome text,
  constraint authenticator_recoveries_pkey primary key (id),
  constraint authenticator_recoveries_user_id_fkey foreign key (user_id) references users (id),
  constraint authenticator_recoveries_asked_by_fkey foreign key (asked_by) references users (id),
  constraint authenticator_recoveries_decided_by_fkey foreign key (decided_by) references users (id),
  constraint authenticator_recoveries_outcome_check check (outcome in ('approved', 'refused')),
  constraint authenticator_recoveries_decided_check check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)),
  -- Two people open a lost second step: one asks, another approves, and neither is the person concerned.
  constraint authenticator_recoveries_two_people_check check (outcome is distinct from 'approved' or decided_by <> asked_by),
  constraint authenticator_recoveries_not_oneself_check check (user_id <> asked_by and (outcome is distinct from 'approved' or user_id <> decided_by))
);
create unique index authenticator_recoveries_open_key on authenticator_recoveries (user_id) where outcome is null;
comment on table authenticator_recoveries is 'Requests to take off a lost authenticator, asked by one administrator and decided by another.';
