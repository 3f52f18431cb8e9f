create table assistance_handovers (
  -- Also the id of the document in the goods book: hand-over and stock issue are one act.
  id uuid not null,
  event_id uuid not null,
  lane_id uuid,
  way text not null,
  -- The household it was for: the token as it was shown, whatever the list says of it.
  token_hash text,
  token_id uuid,
  tent text,
  households int not null,
  household_size int,
  -- Persons by sex and age, where they were counted.
  people jsonb,
  lines jsonb not null,
  collector text not null,
  proof text not null,
  source text not null,
  -- What did not fit when it came: codes.
  oddities text[] not null default '{}',
  -- A fact keeps what the device said under its id, so that the same one told twice is known.
  content_hash text not null,
  posted boolean not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  by uuid not null,
  device_id uuid,
  command_id uuid not null,
  undone_at timestamptz,
  undo_reason text,
  constraint assistance_handovers_pkey primary key (id),
  constraint assistance_handovers_event_id_fkey foreign key (event_id) references assistance_events (id),
  constraint assistance_handovers_lane_fkey foreign key (event_id, lane_id) references assistance_lanes (event_id, id),
  constraint assistance_handovers_token_id_fkey foreign key (token_id) references assistance_tokens (id),
  constraint assistance_handovers_by_fkey foreign key (by) references users (id),
  constraint assistance_handovers_way_check check (way in ('token', 'tent', 'tally')),
  constraint assistance_handovers_token_check check ((way = 'token') = (token_hash is not null or token_id is not null)),
  constraint assistance_handovers_tent_check check ((way = 'tent') = (tent is not null)),
  constraint assistance_handovers_households_check check (households between 1 and 1000 and (way = 'tally' or households = 1)),
  constraint assistance_handovers_household_size_check check (household_size between 1 and 40),
  constraint assistance_handovers_collector_check check (collector in ('self', 'delegate')),
  constraint assistance_handovers_proof_check check (proof in ('token', 'sheet', 'none')),
  constraint assistance_handovers_source_check check (source in ('phone', 'desk', 'paper')),
  constraint assistance_handovers_undone_check check ((undone_at is null) = (undo_reason is null))
);
create index assistance_handovers_event_id_idx on assistance_handovers (event_id, occurred_at);
create index assistance_handovers_token_id_idx on assistance_handovers (token_id) where token_id is not null;
create index assistance_handovers_token_hash_idx on assistance_handovers (event_id, token_hash) where token_hash is not null;
create index assistance_handovers_odd_idx on assistance_handovers (event_id) where oddities <> '{}';
comment on table assistance_handovers is 'Hand-overs to households as they were told: facts, whatever the list, the lane or the stock says.';
revoke delete, truncate on assistance_handovers from kervan_app;

create table assistance_undos (
  -- The hand-over that is taken back; the undo may come before it.
  handover_id uuid not null,
  -- Also the id of the counter-document.
  id uuid not null,
  event_id uuid not null,
  reason text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  by uuid not null,
  constraint assistance_undos_pkey primary key (handover_id),
  constraint assistance_undos_id_key unique (id),
  constraint assistance_undos_event_id_fkey foreign key (event_id) references assistance_events (id),
  constraint assistance_undos_by_fkey foreign key (by) references users (id)
);
create index assistance_undos_event_id_idx on assistance_undos (event_id);
comment on table assistance_undos is 'Hand-overs taken back, each once; append-only.';
revoke update, delete, truncate on assistance_undos from kervan_app;

create table assistance_keyings (
  id uuid not null,
  event_id uuid not null,
  lane_id uuid not null,
  sheet int not null,
  entry jsonb not null,
  entry_hash text not null,
  by uuid not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  constraint assistance_keyings_pkey primary key (id),
  constraint assistance_keyings_lane_fkey foreign key (event_id, lane_id) references assistance_lanes (event_id, id),
  constraint assistance_keyings_by_fkey foreign key (by) references users (id),
  constraint assistance_keyings_sheet_check check (sheet between 1 and 999)
);
create index assistance_keyings_sheet_idx on assistance_keyings (event_id, lane_id, sheet);
comment on table assistance_keyings is 'Figures of a paper sheet as each person keyed them; two that agree become a hand-over. Append-only.';
revoke update, delete, truncate on assistance_keyings from kervan_app;

create table assistance_signatures (
  event_id uuid not null,
  side text not null,
  -- On the screen with one's own sign-in, or on the printed statement that somebody recorded.
  means text not null,
  by uuid not null,
  at timestamptz not null,
  figures jsonb not null,
  -- sha256 of the figures that were signed: what came later is told apart.
  figures_hash text not null,
  constraint assistance_signatures_pkey primary key (event_id, side, figures_hash),
  -- Who signs one side on the screen does not sign the other.
  constraint assistance_signatures_second_person_key unique (event_id, figures_hash, by, means),
  constraint assistance_signatures_event_id_fkey foreign key (event_id) references assistance_events (id),
  constraint assistance_signatures_by_fkey foreign key (by) references users (id),
  constraint assistance_signatures_side_check check (side in ('partner', 'monitor')),
  constraint assistance_signatures_means_check check (means in ('screen', 'paper'))
);
comment on table assistance_signatures is 'Partner and monitor under the statement of a distribution; append-only.';
revoke update, delete, truncate on assistance_signatures from kervan_app;

create table assistance_samples (
  id uuid not null,
  event_id uuid not null,
  seed text not null,
  size int not null,
  -- Households that could be drawn.
  population int not null,
  drawn_by uuid not null,
  drawn_at timestamptz not null,
  constraint assistance_samples_pkey primary key (id),
  constraint assistance_samples_seed_key unique (event_id, seed),
  constraint assistance_samples_event_id_fkey foreign key (event_id) references assistance_events (id),
  constraint assistance_samples_drawn_by_fkey foreign key (drawn_by) references users (id),
  constraint assistance_samples_size_check check (size between 1 and population)
);
comment on table assistance_samples is 'Samples of the true recipients for monitoring afterwards, each by a seed that anybody can draw it from again. Append-only.';
revoke update, delete, truncate on assistance_samples from kervan_app;

create table assistance_sample_members (
  sample_id uuid not null,
  position int not null,
  handover_id uuid not null,
  -- Which of a tally's households.
  nth int not null,
  constraint assistance_sample_members_pkey primary key (sample_id, position),
  constraint assistance_sample_members_sample_id_fkey foreign key (sample_id) references assistance_samples (id),
  constraint assistance_sample_members_handover_id_fkey foreign key (handover_id) references assistance_handovers (id)
);
comment on table assistance_sample_members is 'Households drawn into a sample, by their hand-over.';
revoke update, delete, truncate on assistance_sample_members from kervan_app;
