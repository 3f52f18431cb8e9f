create table screening_lists (
  id uuid not null,
  code text not null,
  name text not null,
  source text not null,
  created_at timestamptz not null,
  constraint screening_lists_pkey primary key (id),
  constraint screening_lists_code_key unique (code),
  constraint screening_lists_code_check check (code ~ '^[A-Z0-9][A-Z0-9-]{1,29}$')
);
comment on table screening_lists is 'Lists against which organisations and their people are screened.';

create table screening_versions (
  id uuid not null,
  list_id uuid not null,
  published_on date not null,
  -- SHA-256 of the file as it was uploaded, and of the entries as they were read.
  file_hash text not null,
  content_hash text,
  entries int not null default 0,
  state text not null default 'loading',
  loaded_by uuid not null,
  loaded_at timestamptz not null,
  activated_at timestamptz,
  constraint screening_versions_pkey primary key (id),
  constraint screening_versions_list_id_fkey foreign key (list_id) references screening_lists (id),
  constraint screening_versions_loaded_by_fkey foreign key (loaded_by) references users (id),
  constraint screening_versions_file_hash_check check (file_hash ~ '^[0-9a-f]{64}$'),
  constraint screening_versions_state_check check (state in ('loading', 'active', 'past', 'dropped')),
  constraint screening_versions_activated_check check ((state in ('active', 'past')) = (activated_at is not null and content_hash is not null))
);
create unique index screening_versions_active_key on screening_versions (list_id) where state = 'active';
create unique index screening_versions_loading_key on screening_versions (list_id) where state = 'loading';
comment on table screening_versions is 'Each upload of a list: file, day, hash. One version of a list is active.';

create table screening_entries (
  id uuid not null,
  list_id uuid not null,
  ref text not null,
  kind text not null,
  names text[] not null,
  birth_years int[] not null default '{}',
  note text,
  -- SHA-256 of what the entry says; the same words are the same entry in every version.
  digest text not null,
  constraint screening_entries_pkey primary key (id),
  constraint screening_entries_list_id_ref_digest_key unique (list_id, ref, digest),
  constraint screening_entries_list_id_fkey foreign key (list_id) references screening_lists (id),
  constraint screening_entries_kind_check check (kind in ('person', 'organisation', 'unknown')),
  constraint screening_entries_names_check check (cardinality(names) between 1 and 60)
);
comment on table screening_entries is 'Entries of published lists, kept once however many versions hold them.';

create table screening_version_entries (
  version_id uuid not null,
  entry_id uuid not null,
  constraint screening_version_entries_pkey primary key (version_id, entry_id),
  constraint screening_version_entries_version_id_fkey foreign key (version_id) references screening_versions (id),
  constraint screening_version_entries_entry_id_fkey foreign key (entry_id) references screening_entries (id)
);
create index screening_version_entries_entry_id_idx on screening_version_entries (entry_id);
comment on table screening_version_entries is 'Which entries stand in which version of a list.';

create table screening_keys (
  entry_id uuid not null,
  key text not null,
  constraint screening_keys_pkey primary key (entry_id, key),
  constraint screening_keys_entry_id_fkey foreign key (entry_id) references screening_entries (id)
);
create index screening_keys_key_trgm_idx on screening_keys using gin (key extensions.gin_trgm_ops);
comment on table screening_keys is 'Folded names of list entries.';

create table screening_hits (
  id uuid not null,
  subject_kind text not null,
  org_id uuid not null,
  -- The person of that organisation, when a person is the subject.
  person_id uuid,
  entry_id uuid not null,
  -- The subject's mark when it was compared: a changed name is asked again.
  subject_mark text not null,
  -- Thousandths.
  score int not null,
  -- Why they look alike; never the subject's own words.
  reasons jsonb not null,
  state text not null default 'open',
  -- Who entered the subject, and whose command raised the hit: neither may decide it.
  subject_by uuid not null,
  raised_by uuid not null,
  raised_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  note text,
  constraint screening_hits_pkey primary key (id),
  constraint screening_hits_org_id_fkey foreign key (org_id) references organisations (id),
  constraint screening_hits_person_id_fkey foreign key (person_id) references org_people (id),
  constraint screening_hits_entry_id_fkey foreign key (entry_id) references screening_entries (id),
  constraint screening_hits_subject_by_fkey foreign key (subject_by) references users (id),
  constraint screening_hits_raised_by_fkey foreign key (raised_by) references users (id),
  constraint screening_hits_decided_by_fkey foreign key (decided_by) references users (id),
  -- Organisations and their officers, drivers and contacts are screened; recipients of aid never are.
  constraint screening_hits_subject_kind_check check (subject_kind in ('organisation', 'officer', 'driver', 'contact')),
  constraint screening_hits_subject_check check ((subject_kind = 'organisation') = (person_id is null)),
  constraint screening_hits_score_check check (score between 0 and 1000),
  constraint screening_hits_state_check check (state in ('open', 'more-information', 'not-same', 'same')),
  constraint screening_hits_decided_check check (
    (state = 'open') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  constraint screening_hits_second_person_check check (decided_by <> subject_by and decided_by <> raised_by)
);
-- A pair is asked once; it is asked again only when the entry or the subject says something else.
create unique index screening_hits_pair_key on screening_hits (org_id, person_id, entry_id, subject_mark) nulls not distinct;
create index screening_hits_state_idx on screening_hits (state, raised_at);
create index screening_hits_person_id_idx on screening_hits (person_id) where person_id is not null;
comment on table screening_hits is 'Likenesses between an organisation or one of its people and an entry of a list, and what a second person decided.';

create table screening_runs (
  org_id uuid not null,
  -- The nil id stands for the organisation itself.
  person_id uuid not null default '00000000-0000-0000-0000-000000000000',
  screened_at timestamptz not null,
  constraint screening_runs_pkey primary key (org_id, person_id),
  constraint screening_runs_org_id_fkey foreign key (org_id) references organisations (id)
);
comment on table screening_runs is 'When each subject was last compared with the lists.';
