-- By a link people say something without a sign-in.
alter table assistance_feedback drop constraint assistance_feedback_channel_check,
  add constraint assistance_feedback_channel_check check (channel in ('event', 'sheet', 'call', 'visit', 'link'));

create table assistance_feedback_links (
  id uuid not null,
  site_id uuid not null,
  event_id uuid,
  given_by uuid not null,
  given_at timestamptz not null,
  withdrawn_by uuid,
  constraint assistance_feedback_links_pkey primary key (id),
  constraint assistance_feedback_links_id_fkey foreign key (id) references guest_passes (id),
  constraint assistance_feedback_links_site_id_fkey foreign key (site_id) references sites (id),
  constraint assistance_feedback_links_event_id_fkey foreign key (event_id) references assistance_events (id),
  constraint assistance_feedback_links_given_by_fkey foreign key (given_by) references users (id),
  constraint assistance_feedback_links_withdrawn_by_fkey foreign key (withdrawn_by) references users (id)
);
create index assistance_feedback_links_site_id_idx on assistance_feedback_links (site_id);
create index assistance_feedback_links_event_id_idx on assistance_feedback_links (event_id) where event_id is not null;
comment on table assistance_feedback_links is 'Links and codes on a wall by which anybody at a site or a distribution says something without a sign-in.';

-- How many sealed reports each focal point may see, and how many of them nobody has taken up in time: counts alone leave, so
-- that a job may ring their bell. It runs as the owner, because nobody but focal points sees the reports.
create function sealed_counts(at timestamptz) returns table (user_id uuid, reports bigint, overdue bigint) language sql stable security definer
begin atomic
  select f.user_id, count(*), count(*) filter (where r.state = 'restricted' and r.due_at < at)
    from assistance_focal_points f
    join users u on u.id = f.user_id and u.disabled_at is null
    join assistance_sealed_reports r on f.user_id is distinct from r.about_user_id and (u.org_kind = 'own' or u.org_id is distinct from r.org_id)
   where f.ended_at is null group by f.user_id;
end;
