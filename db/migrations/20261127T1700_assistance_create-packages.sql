create table assistance_packages (
  id uuid not null,
  code text not null,
  name_en text not null,
  name_tr text,
  name_ar text,
  sector text not null,
  status text not null default 'active',
  -- The version that new distributions take.
  current int not null default 1,
  created_by uuid not null,
  created_at timestamptz not null,
  constraint assistance_packages_pkey primary key (id),
  constraint assistance_packages_code_key unique (code),
  constraint assistance_packages_created_by_fkey foreign key (created_by) references users (id),
  constraint assistance_packages_code_check check (code ~ '^[A-Z0-9][A-Z0-9-]{0,29}$'),
  constraint assistance_packages_sector_check check (sector in ('shelter', 'nfi', 'food', 'wash', 'health', 'protection', 'education', 'livelihoods', 'logistics', 'cccm')),
  constraint assistance_packages_status_check check (status in ('active', 'retired')),
  constraint assistance_packages_current_check check (current >= 1)
);
comment on table assistance_packages is 'What a household is given together; its lines stand in versions.';
revoke delete, truncate on assistance_packages from kervan_app;

create table assistance_package_versions (
  package_id uuid not null,
  version int not null,
  note text,
  created_by uuid not null,
  created_at timestamptz not null,
  constraint assistance_package_versions_pkey primary key (package_id, version),
  constraint assistance_package_versions_package_id_fkey foreign key (package_id) references assistance_packages (id),
  constraint assistance_package_versions_created_by_fkey foreign key (created_by) references users (id),
  constraint assistance_package_versions_version_check check (version >= 1)
);
comment on table assistance_package_versions is 'A package as it was from some day on; append-only, so that a distribution keeps the version it was planned with.';
revoke update, delete, truncate on assistance_package_versions from kervan_app;

create table assistance_package_lines (
  package_id uuid not null,
  version int not null,
  item_id uuid not null,
  from_size int not null,
  -- Null: and larger.
  to_size int,
  -- For the household, in the item's smallest unit.
  qty int not null,
  constraint assistance_package_lines_pkey primary key (package_id, version, item_id, from_size),
  constraint assistance_package_lines_version_fkey foreign key (package_id, version) references assistance_package_versions (package_id, version),
  constraint assistance_package_lines_item_id_fkey foreign key (item_id) references items (id),
  constraint assistance_package_lines_sizes_check check (from_size between 1 and 40 and (to_size is null or to_size between from_size and 40)),
  constraint assistance_package_lines_qty_check check (qty between 1 and 1000000)
);
create index assistance_package_lines_item_id_idx on assistance_package_lines (item_id);
comment on table assistance_package_lines is 'What a household of certain sizes gets of an item.';
revoke update, delete, truncate on assistance_package_lines from kervan_app;
