-- The register of persons and households. Names, numbers, contacts and needs lie sealed under a key of the person's own;
-- what must be compared lies as keyed hashes, whose key is sealed too. Rows are seen within reach alone.

create table people_secrets (
  id int not null default 1,
  -- 32 random bytes under the sealer: what keyed hashes are made with. It outlives a change of the master key.
  sealed bytea not null,
  constraint people_secrets_pkey primary key (id),
  constraint people_secrets_one_check check (id = 1)
);
comment on table people_secrets is 'The sealed key of the keyed hashes by which persons are found.';

create table persons (
  id uuid not null,
  -- What people say and write: derived from the id, so a phone without network knows it too.
  number text not null,
  -- Names by part and script, nationality, languages.
  sealed bytea not null,
  contacts bytea,
  -- Answers to the Washington Group short set, and other needs.
  needs bytea,
  sex text,
  birth_date date,
  birth_precision text,
  status text not null default 'active',
  merged_into uuid,
  -- Seen by named focal points alone; never surfaces and never changes an answer for others.
  restricted boolean not null default false,
  areas text[] not null,
  site_id uuid,
  -- Recipient classes that a consent in force names: whoever works for others sees nobody else.
  shared_with text[] not null default '{}',
  -- The organisation whose user registered the person, when not the mission itself.
  from_org uuid,
  registered_by uuid not null,
  registered_at timestamptz not null,
  version int not null default 1,
  constraint persons_pkey primary key (id),
  constraint persons_number_key unique (number),
  constraint persons_restricted_key unique (id, restricted),
  constraint persons_merged_into_fkey foreign key (merged_into) references persons (id),
  constraint persons_site_id_fkey foreign key (site_id) references sites (id),
  constraint persons_from_org_fkey foreign key (from_org) references organisations (id),
  constraint persons_registered_by_fkey foreign key (registered_by) references users (id),
  constraint persons_sex_check check (sex in ('f', 'm')),
  constraint persons_birth_check check ((birth_date is null) = (birth_precision is null)),
  constraint persons_precision_check check (birth_precision in ('day', 'month', 'year', 'estimated')),
  constraint persons_status_check check (status in ('active', 'deceased', 'departed', 'merged')),
  constraint persons_merged_check check ((status = 'merged') = (merged_into is not null) and merged_into <> id),
  constraint persons_areas_check check (cardinality(areas) > 0),
  constraint persons_shared_check check (shared_with <@ array['partner', 'un-agency', 'supplier'])
);
create index persons_areas_idx on persons using gin (areas);
create index persons_site_id_idx on persons (site_id) where site_id is not null;
create index persons_merged_into_idx on persons (merged_into) where merged_into is not null;
create index persons_registered_at_idx on persons (registered_at desc, id);
comment on table persons is 'One registry for all programmes. Names, contacts and needs are sealed.';

create table person_identifiers (
  id uuid not null,
  person_id uuid not null,
  restricted boolean not null,
  type text not null,
  country text not null,
  sealed bytea not null,
  -- HMAC-SHA256 of type, country and the folded number.
  value_hash bytea not null,
  valid_to date,
  checksum_ok boolean,
  -- Somebody else has the same number: both are kept until people have decided.
  disputed boolean not null default false,
  ended_at timestamptz,
  constraint person_identifiers_pkey primary key (id),
  constraint person_identifiers_person_fkey foreign key (person_id, restricted) references persons (id, restricted) on update cascade,
  constraint person_identifiers_type_check check (type in ('turkish-id', 'foreigner-id', 'passport', 'syrian-id', 'unhcr', 'family', 'birth-certificate', 'other')),
  constraint person_identifiers_country_check check (country ~ '^[A-Z]{3}$'),
  constraint person_identifiers_hash_check check (length(value_hash) = 32)
);
-- A number is one person's. A restricted person's number must not change the answer that another registration gets.
create unique index person_identifiers_value_key on person_identifiers (type, country, value_hash)
  where ended_at is null and not disputed and not restricted and type not in ('family', 'other');
create unique index person_identifiers_own_key on person_identifiers (person_id, type, country, value_hash) where ended_at is null;
comment on table person_identifiers is 'Numbers of persons: sealed, and found by a keyed hash.';

create table person_keys (
  person_id uuid not null,
  restricted boolean not null,
  -- Keyed hashes cut to 64 bits. Each rule by which two records may be one person gives some of `blocks`.
  blocks bigint[] not null,
  -- What a search by name or number looks up.
  words bigint[] not null,
  given bigint[] not null,
  given_keys bigint[] not null,
  given_near bigint[] not null,
  father bigint[] not null,
  father_keys bigint[] not null,
  father_near bigint[] not null,
  family bigint[] not null,
  family_keys bigint[] not null,
  family_near bigint[] not null,
  mother bigint[] not null,
  mother_keys bigint[] not null,
  mother_near bigint[] not null,
  born bigint,
  born_first boolean not null,
  born_year bigint,
  sex bigint,
  ids bigint[] not null,
  phones bigint[] not null,
  district bigint,
  constraint person_keys_pkey primary key (person_id),
  constraint person_keys_person_fkey foreign key (person_id, restricted) references persons (id, restricted) on update cascade
);
create index person_keys_blocks_idx on person_keys using gin (blocks);
create index person_keys_words_idx on person_keys using gin (words);
comment on table person_keys is 'What matching compares, as keyed hashes alone: no row says anything about anybody without the key.';

create table households (
  id uuid not null,
  number text not null,
  -- Address, landmark, tent: sealed under the household's own key.
  sealed bytea,
  area text not null,
  areas text[] not null,
  site_id uuid,
  restricted boolean not null default false,
  shared_with text[] not null default '{}',
  from_org uuid,
  status text not null default 'active',
  flags text[] not null default '{}',
  source text not null,
  registered_by uuid not null,
  -- When it happened and when it arrived: an offline registration is older than its row.
  occurred_at timestamptz not null,
  registered_at timestamptz not null,
  version int not null default 1,
  constraint households_pkey primary key (id),
  constraint households_number_key unique (number),
  constraint households_area_fkey foreign key (area) references areas (pcode) on update cascade,
  constraint households_site_id_fkey foreign key (site_id) references sites (id),
  constraint households_from_org_fkey foreign key (from_org) references organisations (id),
  constraint households_registered_by_fkey foreign key (registered_by) references users (id),
  constraint households_status_check check (status in ('active', 'closed')),
  constraint households_source_check check (source in ('desk', 'offline', 'import')),
  constraint households_areas_check check (cardinality(areas) > 0)
);
create index households_areas_idx on households using gin (areas);
create index households_registered_at_idx on households (registered_at desc, id);
comment on table households is 'People who live and eat together, at an area or site.';

create table household_members (
  id uuid not null,
  household_id uuid not null,
  person_id uuid not null,
  relation text not null,
  collector text not null default 'none',
  from_day date not null,
  to_day date,
  -- Why it ended: moved, split, merged, left, deceased.
  end_reason text,
  constraint household_members_pkey primary key (id),
  constraint household_members_household_id_fkey foreign key (household_id) references households (id),
  constraint household_members_person_id_fkey foreign key (person_id) references persons (id),
  constraint household_members_relation_check check (relation in ('head', 'spouse', 'child', 'parent', 'sibling', 'other')),
  constraint household_members_collector_check check (collector in ('primary', 'alternate', 'none')),
  constraint household_members_days_check check (to_day >= from_day),
  constraint household_members_end_check check ((to_day is null) = (end_reason is null)),
  -- On any day a person is in one household, and a household has one head and one who collects.
  constraint household_members_person_excl exclude using gist (person_id with =, daterange(from_day, to_day, '[)') with &&),
  constraint household_members_head_excl exclude using gist (household_id with =, daterange(from_day, to_day, '[)') with &&) where (relation = 'head'),
  constraint household_members_collector_excl exclude using gist (household_id with =, daterange(from_day, to_day, '[)') with &&) where (collector = 'primary')
);
create index household_members_household_id_idx on household_members (household_id);
comment on table household_members is 'Who was in which household, from when until when, as what.';

create table household_attestations (
  id uuid not null,
  household_id uuid not null,
  -- Names and roles of both attesters.
  sealed bytea not null,
  first_hash bytea not null,
  second_hash bytea not null,
  none_paid boolean not null,
  -- Drawn more often than others when registrations are checked on the spot.
  spot_check boolean not null default true,
  attested_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  constraint household_attestations_pkey primary key (id),
  constraint household_attestations_household_id_fkey foreign key (household_id) references households (id),
  constraint household_attestations_recorded_by_fkey foreign key (recorded_by) references users (id),
  constraint household_attestations_two_check check (first_hash <> second_hash),
  constraint household_attestations_paid_check check (none_paid)
);
create index household_attestations_household_id_idx on household_attestations (household_id);
revoke update, delete on household_attestations from kervan_app;
comment on table household_attestations is 'Two people who know a household without papers, neither paid for saying so.';

create table person_consents (
  id uuid not null,
  person_id uuid not null,
  purpose text not null,
  recipient_class text not null,
  text_version text not null,
  language text not null,
  mode text not null,
  given_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  withdrawn_on date,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  constraint person_consents_pkey primary key (id),
  constraint person_consents_person_id_fkey foreign key (person_id) references persons (id),
  constraint person_consents_recorded_by_fkey foreign key (recorded_by) references users (id),
  constraint person_consents_withdrawn_by_fkey foreign key (withdrawn_by) references users (id),
  constraint person_consents_purpose_check check (purpose in ('registration', 'assistance', 'referral', 'monitoring', 'payment')),
  constraint person_consents_recipient_check check (recipient_class in ('mission', 'partner', 'un-agency', 'supplier')),
  constraint person_consents_mode_check check (mode in ('written', 'verbal-certified', 'audio', 'guardian')),
  constraint person_consents_withdrawn_check check (num_nulls(withdrawn_on, withdrawn_by, withdrawn_at) in (0, 3) and withdrawn_on >= given_on)
);
create unique index person_consents_in_force_key on person_consents (person_id, purpose, recipient_class) where withdrawn_on is null;
comment on table person_consents is 'What a person agreed to: for what, to be given to whom, in which words; and when that was taken back.';

create table match_pairs (
  id uuid not null,
  a_id uuid not null,
  b_id uuid not null,
  -- Hundredths of bits, and ten-thousandths of probability.
  weight int not null,
  probability int not null,
  evidence jsonb not null,
  model_version text not null,
  state text not null default 'open',
  raised_at timestamptz not null,
  raised_by uuid not null,
  decided_by uuid,
  decided_at timestamptz,
  note text,
  constraint match_pairs_pkey primary key (id),
  constraint match_pairs_pair_key unique (a_id, b_id),
  constraint match_pairs_order_check check (a_id < b_id),
  constraint match_pairs_a_id_fkey foreign key (a_id) references persons (id),
  constraint match_pairs_b_id_fkey foreign key (b_id) references persons (id),
  constraint match_pairs_raised_by_fkey foreign key (raised_by) references users (id),
  constraint match_pairs_decided_by_fkey foreign key (decided_by) references users (id),
  constraint match_pairs_state_check check (state in ('open', 'same', 'different', 'unsure')),
  constraint match_pairs_decided_check check ((state = 'open') = (decided_at is null) and (decided_by is null) = (decided_at is null)),
  constraint match_pairs_probability_check check (probability between 0 and 10000)
);
create index match_pairs_open_idx on match_pairs (probability desc, id) where state in ('open', 'unsure');
create index match_pairs_b_id_idx on match_pairs (b_id);
comment on table match_pairs is 'Two records that may be one person, with the evidence field by field. People decide, never the machine.';

create table person_merges (
  id uuid not null,
  from_id uuid not null,
  into_id uuid not null,
  reason text not null,
  -- What the merge ended, for the way back.
  former jsonb not null,
  merged_by uuid not null,
  merged_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  constraint person_merges_pkey primary key (id),
  constraint person_merges_from_id_fkey foreign key (from_id) references persons (id),
  constraint person_merges_into_id_fkey foreign key (into_id) references persons (id),
  constraint person_merges_merged_by_fkey foreign key (merged_by) references users (id),
  constraint person_merges_undone_by_fkey foreign key (undone_by) references users (id),
  constraint person_merges_self_check check (from_id <> into_id),
  constraint person_merges_undone_check check ((undone_by is null) = (undone_at is null))
);
create unique index person_merges_from_id_key on person_merges (from_id) where undone_at is null;
create index person_merges_into_id_idx on person_merges (into_id);
comment on table person_merges is 'Which person became an alias of which, by whom and why, and what it takes to undo that.';

create table household_cards (
  id uuid not null,
  household_id uuid not null,
  -- Opaque: it says nothing of the household, and a new card has a new one.
  number text not null,
  issued_by uuid not null,
  issued_at timestamptz not null,
  revoked_by uuid,
  revoked_at timestamptz,
  revoked_why text,
  constraint household_cards_pkey primary key (id),
  constraint household_cards_number_key unique (number),
  constraint household_cards_household_id_fkey foreign key (household_id) references households (id),
  constraint household_cards_issued_by_fkey foreign key (issued_by) references users (id),
  constraint household_cards_revoked_by_fkey foreign key (revoked_by) references users (id),
  constraint household_cards_revoked_check check (num_nulls(revoked_by, revoked_at, revoked_why) in (0, 3)),
  constraint household_cards_why_check check (revoked_why in ('lost', 'damaged', 'replaced', 'closed'))
);
create unique index household_cards_living_key on household_cards (household_id) where revoked_at is null;
comment on table household_cards is 'Cards of households: one lives at a time, a lost one is dead at once.';

-- Whose user asks: the mission''s own, or another organisation''s.
create function acting_kind() returns text language sql stable
begin atomic
  select u.org_kind from users u where u.id = nullif(current_setting('kervan.user', true), '')::uuid;
end;
create function acting_org() returns uuid language sql stable
begin atomic
  select u.org_id from users u where u.id = nullif(current_setting('kervan.user', true), '')::uuid;
end;

call guard_rows('persons', 'people.get-person', areas => 'areas', site => 'site_id');
call guard_rows('households', 'people.get-person', areas => 'areas', site => 'site_id');

-- Besides reach: restricted rows for those who may see them, and rows of others' users by consent alone.
do $$
declare one text;
begin
  foreach one in array array['persons', 'households'] loop
    execute format($policy$
      create policy %I on %I as restrictive to kervan_app using (
        (not restricted or (select reaches_everywhere('people.see-restricted')) or areas && (select reach_of('people.see-restricted', 'area'))
          or site_id::text = any ((select reach_of('people.see-restricted', 'site'))::text[]))
        and ((select acting_kind()) = 'own' or (select acting_kind()) = any (shared_with) or from_org = (select acting_org())))
      with check (true)$policy$, one || '_shown', one);
  end loop;
end $$;

-- What hangs on a person or household is seen with it.
do $$
declare one text[];
begin
  foreach one slice 1 in array array[
    ['person_identifiers', 'exists (select from persons p where p.id = person_id)'],
    ['person_consents', 'exists (select from persons p where p.id = person_id)'],
    ['household_members', 'exists (select from persons p where p.id = person_id) and exists (select from households h where h.id = household_id)'],
    ['household_attestations', 'exists (select from households h where h.id = household_id)'],
    ['household_cards', 'exists (select from households h where h.id = household_id)'],
    ['match_pairs', 'exists (select from persons p where p.id = a_id) and exists (select from persons p where p.id = b_id)'],
    ['person_merges', 'exists (select from persons p where p.id = from_id) and exists (select from persons p where p.id = into_id)']]
  loop
    execute format('alter table %I enable row level security', one[1]);
    execute format('alter table %I force row level security', one[1]);
    execute format('create policy %I on %I using (%s)', one[1] || '_reach', one[1], one[2]);
    execute format('create policy %I on %I to %I using (true) with check (true)', one[1] || '_owner', one[1], current_user);
  end loop;
end $$;
-- A pair may be raised with somebody beyond the clerk''s reach: the litigation desk sees it, the clerk does not.
create policy match_pairs_raise on match_pairs for insert to kervan_app with check (raised_by = nullif(current_setting('kervan.user', true), '')::uuid);
