create table users (
  id uuid not null,
  -- Points to kervan.identities without a foreign key: sign-in is shared, a mission is not.
  identity_id uuid,
  name text not null,
  email text,
  org_id uuid,
  -- Kind of the user's organisation, held here so that the rule on authorities and donors is a constraint.
  org_kind text not null default 'own',
  language text not null default 'en',
  grants_version int not null default 1,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  constraint users_pkey primary key (id),
  constraint users_identity_id_key unique (identity_id),
  constraint users_email_key unique (email),
  constraint users_id_org_kind_key unique (id, org_kind),
  constraint users_language_check check (language in ('en', 'tr', 'ar')),
  constraint users_org_kind_check check (org_kind in ('own', 'partner', 'donor', 'supplier', 'transporter', 'authority', 'un-agency')),
  constraint users_name_check check (length(name) between 1 and 200)
);
comment on table users is 'People and programs that act in this mission.';

create table roles (
  id text not null,
  -- Names in en, tr, ar; a mission may make its own roles.
  names jsonb not null,
  -- Whether any permission of this role opens persons, informants, exact sensitive sites or live positions.
  protected boolean not null default false,
  built_in boolean not null default false,
  created_at timestamptz not null default now(),
  constraint roles_pkey primary key (id),
  constraint roles_id_protected_key unique (id, protected),
  constraint roles_id_check check (id ~ '^[a-z][a-z0-9-]{1,60}$')
);
comment on table roles is 'Named sets of permissions.';

create table permissions (
  name text not null,
  -- Class it opens: persons, informants, exact-sites, live-positions; null opens none.
  opens text,
  protected boolean generated always as (opens is not null) stored,
  constraint permissions_pkey primary key (name),
  constraint permissions_name_protected_key unique (name, protected),
  constraint permissions_opens_check check (opens in ('persons', 'informants', 'exact-sites', 'live-positions'))
);
comment on table permissions is 'Every permission the program knows; written from the manifests at migration.';

create table role_permissions (
  role_id text not null,
  role_protected boolean not null,
  permission text not null,
  permission_protected boolean not null,
  constraint role_permissions_pkey primary key (role_id, permission),
  constraint role_permissions_role_fkey foreign key (role_id, role_protected) references roles (id, protected) on update cascade on delete cascade,
  constraint role_permissions_permission_fkey foreign key (permission, permission_protected) references permissions (name, protected) on update cascade,
  -- A role that holds a protected permission is a protected role.
  constraint role_permissions_protected_check check (role_protected or not permission_protected)
);
comment on table role_permissions is 'What a role may do.';

create table assignments (
  id uuid not null,
  user_id uuid not null,
  user_org_kind text not null,
  role_id text not null,
  role_protected boolean not null,
  scope_kind text not null,
  scope_id text,
  valid_from timestamptz not null default now(),
  valid_to timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  constraint assignments_pkey primary key (id),
  constraint assignments_user_fkey foreign key (user_id, user_org_kind) references users (id, org_kind) on update cascade,
  constraint assignments_role_fkey foreign key (role_id, role_protected) references roles (id, protected) on update cascade,
  constraint assignments_scope_kind_check check (scope_kind in ('mission', 'area', 'site', 'org', 'response')),
  constraint assignments_scope_id_check check ((scope_kind = 'mission') = (scope_id is null)),
  constraint assignments_dates_check check (valid_to is null or valid_to > valid_from),
  -- An authority's or donor's user never holds a role that opens protected classes.
  constraint assignments_outsider_check check (not (user_org_kind in ('authority', 'donor') and role_protected and revoked_at is null))
);
create index assignments_user_id_idx on assignments (user_id) where revoked_at is null;
comment on table assignments is 'Who holds which role, where and when.';

insert into roles (id, names, protected, built_in) values
  ('system', '{"en":"System","tr":"Sistem","ar":"النظام"}', true, true),
  ('administrator', '{"en":"Administrator","tr":"Yönetici","ar":"مدير النظام"}', true, true);
insert into users (id, name) values ('00000000-0000-7000-8000-000000000001', 'Kervan');
insert into assignments (id, user_id, user_org_kind, role_id, role_protected, scope_kind, valid_from)
  values ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 'own', 'system', true, 'mission', '2000-01-01');
