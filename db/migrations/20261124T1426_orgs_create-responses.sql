create table responses (
  id uuid not null,
  code text not null,
  kind text not null,
  name_en text not null,
  name_tr text,
  name_ar text,
  starts_on date not null,
  ends_on date,
  status text not null default 'open',
  note text,
  created_at timestamptz not null,
  version int not null default 1,
  constraint responses_pkey primary key (id),
  constraint responses_code_key unique (code),
  constraint responses_code_check check (code ~ '^[A-Z0-9][A-Z0-9-]{1,29}$'),
  constraint responses_kind_check check (kind in ('earthquake', 'flood', 'refugee', 'cross-border', 'other')),
  constraint responses_dates_check check (ends_on is null or ends_on >= starts_on),
  constraint responses_status_check check (status in ('open', 'closed')),
  constraint responses_closed_check check (status = 'open' or ends_on is not null)
);
comment on table responses is 'What the mission answers: an earthquake, an arrival of refugees, a cross-border need.';

create table projects (
  id uuid not null,
  code text not null,
  response_id uuid not null,
  name_en text not null,
  name_tr text,
  name_ar text,
  starts_on date not null,
  ends_on date,
  created_at timestamptz not null,
  version int not null default 1,
  constraint projects_pkey primary key (id),
  constraint projects_code_key unique (code),
  constraint projects_response_id_fkey foreign key (response_id) references responses (id),
  constraint projects_code_check check (code ~ '^[A-Z0-9][A-Z0-9-]{1,29}$'),
  constraint projects_dates_check check (ends_on is null or ends_on >= starts_on)
);
create index projects_response_id_idx on projects (response_id);
comment on table projects is 'Pieces of work under a response.';

create table project_grants (
  project_id uuid not null,
  grant_id uuid not null,
  constraint project_grants_pkey primary key (project_id, grant_id),
  constraint project_grants_project_id_fkey foreign key (project_id) references projects (id),
  constraint project_grants_grant_id_fkey foreign key (grant_id) references grants (id)
);
create index project_grants_grant_id_idx on project_grants (grant_id);
comment on table project_grants is 'Which grants pay for which project.';

create table offices (
  id uuid not null,
  code text not null,
  kind text not null,
  parent_id uuid,
  parent_kind text,
  name_en text not null,
  name_tr text,
  name_ar text,
  area text not null,
  site_id uuid,
  closed_on date,
  created_at timestamptz not null,
  version int not null default 1,
  constraint offices_pkey primary key (id),
  constraint offices_code_key unique (code),
  constraint offices_id_kind_key unique (id, kind),
  constraint offices_parent_fkey foreign key (parent_id, parent_kind) references offices (id, kind) on update cascade,
  constraint offices_area_fkey foreign key (area) references areas (pcode) on update cascade,
  constraint offices_site_id_fkey foreign key (site_id) references sites (id),
  constraint offices_code_check check (code ~ '^[A-Z]{2,6}$'),
  constraint offices_kind_check check (kind in ('mission', 'sub-office', 'field-office')),
  -- A tree by construction: each kind hangs under a higher one, so there is no circle.
  constraint offices_parent_check check (
    (parent_id is null) = (parent_kind is null)
    and case kind
      when 'mission' then parent_id is null
      when 'sub-office' then parent_kind = 'mission' and parent_kind is not null
      else parent_kind in ('mission', 'sub-office') and parent_kind is not null
    end)
);
create index offices_parent_id_idx on offices (parent_id);
comment on table offices is 'Mission office, sub-offices and field offices; their codes stand in document numbers.';
