create table organisations (
  id uuid not null,
  acronym text,
  name_en text not null,
  name_tr text,
  name_ar text,
  -- What it is to the mission; one organisation may be a partner and a transporter at once.
  roles text[] not null,
  -- The strictest of its roles: users of the organisation carry it, and the rule on authorities and donors reads it.
  kind text not null,
  country text,
  email text,
  phone text,
  address text,
  website text,
  note text,
  -- Digest of the names that screening reads: other names are another question.
  screen_mark text not null default '',
  status text not null default 'active',
  -- Successor of a merged organisation; its records keep pointing here.
  merged_into uuid,
  created_by uuid not null,
  created_at timestamptz not null,
  version int not null default 1,
  constraint organisations_pkey primary key (id),
  constraint organisations_id_kind_key unique (id, kind),
  constraint organisations_merged_into_fkey foreign key (merged_into) references organisations (id),
  constraint organisations_created_by_fkey foreign key (created_by) references users (id),
  constraint organisations_name_check check (length(name_en) between 1 and 200),
  constraint organisations_country_check check (country ~ '^[A-Z]{3}$'),
  constraint organisations_roles_check check (
    cardinality(roles) > 0
    and roles <@ array['own', 'partner', 'donor', 'supplier', 'transporter', 'authority', 'un-agency']),
  constraint organisations_kind_check check (
    kind = any (roles)
    and (not ('authority' = any (roles)) or kind = 'authority')
    and (not ('donor' = any (roles)) or kind in ('authority', 'donor'))),
  constraint organisations_status_check check (status in ('active', 'suspended', 'closed', 'merged')),
  constraint organisations_merged_check check ((status = 'merged') = (merged_into is not null) and merged_into <> id)
);
create index organisations_merged_into_idx on organisations (merged_into) where merged_into is not null;
comment on table organisations is 'Whoever the mission works with: itself, partners, donors, suppliers, transporters, authorities, UN agencies.';

create table org_registrations (
  org_id uuid not null,
  -- What kind of number: tax, association, company, UN.
  kind text not null,
  number text not null,
  -- Letters and digits alone, by which two spellings of one number meet.
  number_key text not null,
  country text not null,
  constraint org_registrations_pkey primary key (org_id, kind, number_key, country),
  constraint org_registrations_org_id_fkey foreign key (org_id) references organisations (id),
  constraint org_registrations_kind_check check (kind in ('tax', 'association', 'company', 'un', 'other')),
  constraint org_registrations_number_check check (length(number_key) between 2 and 60),
  constraint org_registrations_country_check check (country ~ '^[A-Z]{3}$')
);
create index org_registrations_number_key_idx on org_registrations (number_key);
comment on table org_registrations is 'Numbers under which an organisation is registered; two organisations with one number are shown as duplicates.';

create table org_merges (
  id uuid not null,
  from_id uuid not null,
  into_id uuid not null,
  -- What the merged one was before, for the way back.
  former_status text not null,
  -- Roles that the successor did not have before.
  added_roles text[] not null,
  reason text not null,
  merged_by uuid not null,
  merged_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  constraint org_merges_pkey primary key (id),
  constraint org_merges_from_id_fkey foreign key (from_id) references organisations (id),
  constraint org_merges_into_id_fkey foreign key (into_id) references organisations (id),
  constraint org_merges_merged_by_fkey foreign key (merged_by) references users (id),
  constraint org_merges_undone_by_fkey foreign key (undone_by) references users (id),
  constraint org_merges_self_check check (from_id <> into_id),
  constraint org_merges_undone_check check ((undone_by is null) = (undone_at is null))
);
-- An organisation has at most one successor at a time.
create unique index org_merges_from_id_key on org_merges (from_id) where undone_at is null;
create index org_merges_into_id_idx on org_merges (into_id);
comment on table org_merges is 'Which organisation became an alias of which, and what it takes to undo that.';

create table org_aliases (
  id uuid not null,
  org_id uuid not null,
  alias text not null,
  -- Set when the alias came by a merge; it goes again when the merge is undone.
  merge_id uuid,
  constraint org_aliases_pkey primary key (id),
  constraint org_aliases_org_id_fkey foreign key (org_id) references organisations (id),
  constraint org_aliases_merge_id_fkey foreign key (merge_id) references org_merges (id),
  constraint org_aliases_alias_check check (length(alias) between 1 and 200)
);
create unique index org_aliases_org_id_alias_key on org_aliases (org_id, alias, merge_id) nulls not distinct;
comment on table org_aliases is 'Other names of an organisation: given by people, or of those merged into it.';

create table org_keys (
  org_id uuid not null,
  -- Folded name, acronym, alias or registration number; see foundation/fold.ts.
  key text not null,
  -- Smaller comes first among equal matches.
  weight int not null,
  constraint org_keys_pkey primary key (org_id, key),
  constraint org_keys_org_id_fkey foreign key (org_id) references organisations (id)
);
create index org_keys_key_trgm_idx on org_keys using gin (key extensions.gin_trgm_ops);
create index org_keys_prefix_idx on org_keys (key text_pattern_ops);
comment on table org_keys is 'Folded search keys of organisations in all their languages.';

create table org_people (
  id uuid not null,
  org_id uuid not null,
  kind text not null,
  -- Names, phone, papers and year of birth as one sealed record; the key is the person's own, so that it can be destroyed.
  sealed bytea not null,
  -- The command that last changed what screening reads: other names are another question.
  screen_mark text not null,
  status text not null default 'active',
  created_by uuid not null,
  created_at timestamptz not null,
  left_at timestamptz,
  version int not null default 1,
  constraint org_people_pkey primary key (id),
  constraint org_people_org_id_fkey foreign key (org_id) references organisations (id),
  constraint org_people_created_by_fkey foreign key (created_by) references users (id),
  -- Officers, drivers and contacts of organisations. Recipients of aid have no place here.
  constraint org_people_kind_check check (kind in ('officer', 'driver', 'contact')),
  constraint org_people_status_check check (status in ('active', 'left')),
  constraint org_people_left_check check ((status = 'left') = (left_at is not null))
);
create index org_people_org_id_idx on org_people (org_id);
comment on table org_people is 'Officers, drivers and contacts of organisations, sealed; never recipients of aid.';
