create table assistance_feedback (
  id uuid not null,
  number text not null,
  -- What the person is told: by it the answer is found again.
  reference text not null,
  category text not null,
  channel text not null,
  language text not null,
  event_id uuid,
  site_id uuid not null,
  -- Whom it concerns.
  org_id uuid,
  anonymous boolean not null,
  -- What was said, and how to reach the person; sealed.
  words bytea not null,
  state text not null default 'received',
  received_at timestamptz not null,
  recorded_at timestamptz not null,
  due_at timestamptz not null,
  recorded_by uuid not null,
  answer bytea,
  answered_by uuid,
  answered_at timestamptz,
  loop text,
  closed_by uuid,
  closed_at timestamptz,
  version int not null default 1,
  constraint assistance_feedback_pkey primary key (id),
  constraint assistance_feedback_number_key unique (number),
  constraint assistance_feedback_reference_key unique (reference),
  constraint assistance_feedback_event_id_fkey foreign key (event_id) references assistance_events (id),
  constraint assistance_feedback_site_id_fkey foreign key (site_id) references sites (id),
  constraint assistance_feedback_org_id_fkey foreign key (org_id) references organisations (id),
  constraint assistance_feedback_recorded_by_fkey foreign key (recorded_by) references users (id),
  constraint assistance_feedback_answered_by_fkey foreign key (answered_by) references users (id),
  constraint assistance_feedback_closed_by_fkey foreign key (closed_by) references users (id),
  -- Abuse, exploitation and fraud never stand here.
  constraint assistance_feedback_category_check check (category in ('question', 'thanks', 'quality', 'quantity', 'left-out', 'waiting', 'access', 'staff', 'other')),
  constraint assistance_feedback_channel_check check (channel in ('event', 'sheet', 'call', 'visit')),
  constraint assistance_feedback_language_check check (language in ('ar', 'tr', 'en', 'ku', 'other')),
  constraint assistance_feedback_state_check check (state in ('received', 'acknowledged', 'answered', 'loop_closed', 'reopened')),
  constraint assistance_feedback_answered_check check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null) and (state not in ('answered', 'loop_closed') or answer is not null)),
  constraint assistance_feedback_closed_check check ((state = 'loop_closed') = (closed_at is not null) and (closed_at is null) = (closed_by is null) and (closed_at is null) = (loop is null)),
  constraint assistance_feedback_loop_check check (loop in ('told', 'posted', 'not-reached'))
);
create index assistance_feedback_site_id_idx on assistance_feedback (site_id);
create index assistance_feedback_event_id_idx on assistance_feedback (event_id) where event_id is not null;
create index assistance_feedback_due_at_idx on assistance_feedback (due_at) where state not in ('answered', 'loop_closed');
comment on table assistance_feedback is 'Complaints, questions and thanks; words and contacts lie sealed.';

create table assistance_focal_points (
  id uuid not null,
  user_id uuid not null,
  named_by uuid not null,
  named_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  constraint assistance_focal_points_pkey primary key (id),
  constraint assistance_focal_points_user_id_fkey foreign key (user_id) references users (id),
  constraint assistance_focal_points_named_by_fkey foreign key (named_by) references users (id),
  constraint assistance_focal_points_ended_check check ((ended_by is null) = (ended_at is null)),
  -- Nobody names themselves.
  constraint assistance_focal_points_second_person_check check (user_id <> named_by)
);
create unique index assistance_focal_points_user_key on assistance_focal_points (user_id) where ended_at is null;
comment on table assistance_focal_points is 'Who alone may read sealed reports of abuse, exploitation and fraud, each named by another.';
revoke delete, truncate on assistance_focal_points from kervan_app;

create table assistance_sealed_reports (
  id uuid not null,
  reference text not null,
  category text not null,
  channel text not null,
  language text not null,
  event_id uuid,
  site_id uuid,
  org_id uuid,
  -- A user whom it is about never reads it, focal point or not.
  about_user_id uuid,
  anonymous boolean not null,
  words bytea not null,
  state text not null default 'restricted',
  received_at timestamptz not null,
  recorded_at timestamptz not null,
  due_at timestamptz not null,
  recorded_by uuid not null,
  version int not null default 1,
  constraint assistance_sealed_reports_pkey primary key (id),
  constraint assistance_sealed_reports_reference_key unique (reference),
  constraint assistance_sealed_reports_category_check check (category in ('abuse', 'exploitation', 'fraud')),
  constraint assistance_sealed_reports_state_check check (state in ('restricted', 'focal_point', 'external_investigation', 'closed'))
);
comment on table assistance_sealed_reports is 'Reports of abuse, exploitation and fraud: the database shows them to named focal points alone.';
revoke delete, truncate on assistance_sealed_reports from kervan_app;

create table assistance_sealed_acts (
  id uuid not null,
  report_id uuid not null,
  state text not null,
  note bytea,
  by uuid not null,
  at timestamptz not null,
  constraint assistance_sealed_acts_pkey primary key (id),
  constraint assistance_sealed_acts_report_id_fkey foreign key (report_id) references assistance_sealed_reports (id)
);
create index assistance_sealed_acts_report_id_idx on assistance_sealed_acts (report_id);
comment on table assistance_sealed_acts is 'What focal points did with a sealed report; append-only.';
revoke update, delete, truncate on assistance_sealed_acts from kervan_app;

-- Whether the user of this transaction is a focal point now, and the report is not about them or their own organisation.
create function sees_sealed(concerned uuid, about uuid) returns boolean language sql stable
begin atomic
  select exists (
    select from assistance_focal_points f join users u on u.id = f.user_id and u.disabled_at is null
     where f.user_id = nullif(current_setting('kervan.user', true), '')::uuid and f.ended_at is null
       and f.user_id is distinct from about and (u.org_kind = 'own' or u.org_id is distinct from concerned));
end;

-- Everybody who takes a report down may put it in; whoever is no focal point sees none, not even the one just put in.
do $$
begin
  execute 'alter table assistance_sealed_reports enable row level security';
  execute 'alter table assistance_sealed_reports force row level security';
  execute 'alter table assistance_sealed_acts enable row level security';
  execute 'alter table assistance_sealed_acts force row level security';
  execute 'create policy assistance_sealed_reports_in on assistance_sealed_reports for insert with check (true)';
  execute 'create policy assistance_sealed_reports_see on assistance_sealed_reports for select using (sees_sealed(org_id, about_user_id))';
  execute 'create policy assistance_sealed_reports_change on assistance_sealed_reports for update using (sees_sealed(org_id, about_user_id))';
  execute 'create policy assistance_sealed_acts_see on assistance_sealed_acts for select using (exists (select from assistance_sealed_reports r where r.id = report_id))';
  execute 'create policy assistance_sealed_acts_in on assistance_sealed_acts for insert with check (exists (select from assistance_sealed_reports r where r.id = report_id))';
  execute format('create policy assistance_sealed_reports_owner on assistance_sealed_reports to %I using (true) with check (true)', current_user);
  execute format('create policy assistance_sealed_acts_owner on assistance_sealed_acts to %I using (true) with check (true)', current_user);
end $$;
