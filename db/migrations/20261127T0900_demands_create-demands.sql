create table data_demands (
  id uuid not null,
  -- Who demands: an organisation that is kept, or only what is written in the sealed part.
  org_id uuid,
  channel text not null,
  -- What is asked for.
  classes text[] not null,
  -- Who asked, what for and in which words: names persons, so it lies sealed under a key of its own.
  sealed bytea not null,
  received_at timestamptz not null,
  due_on date not null,
  received_by uuid not null,
  recorded_at timestamptz not null,
  constraint data_demands_pkey primary key (id),
  -- Decisions carry who received it, so that the rule on the second person is a constraint.
  constraint data_demands_received_by_key unique (id, received_by),
  constraint data_demands_org_id_fkey foreign key (org_id) references organisations (id),
  constraint data_demands_received_by_fkey foreign key (received_by) references users (id),
  constraint data_demands_channel_check check (channel in ('letter', 'mail', 'visit', 'phone', 'court', 'search', 'other')),
  constraint data_demands_classes_check check (cardinality(classes) > 0 and classes <@ array['persons', 'informants', 'exact-sites', 'live-positions', 'staff', 'organisations', 'figures', 'other'])
);
create index data_demands_received_at_idx on data_demands (received_at desc);
comment on table data_demands is 'Demands for data from outside: by authorities, donors or anybody else. Nothing is given without a decision.';
revoke update, delete, truncate on data_demands from kervan_app;

create table data_demand_decisions (
  id uuid not null,
  demand_id uuid not null,
  received_by uuid not null,
  outcome text not null,
  -- The law, agreement or rule on which it rests, and the reason in words.
  grounds text not null,
  -- What may be given, when something may.
  gives text,
  decided_by uuid not null,
  decided_at timestamptz not null,
  constraint data_demand_decisions_pkey primary key (id),
  constraint data_demand_decisions_demand_fkey foreign key (demand_id, received_by) references data_demands (id, received_by),
  constraint data_demand_decisions_decided_by_fkey foreign key (decided_by) references users (id),
  constraint data_demand_decisions_outcome_check check (outcome in ('refused', 'granted', 'in-part', 'referred', 'withdrawn')),
  constraint data_demand_decisions_grounds_check check (length(grounds) between 5 and 2000),
  constraint data_demand_decisions_gives_check check ((outcome in ('granted', 'in-part')) = (gives is not null)),
  -- Who stood before the person that demanded does not decide.
  constraint data_demand_decisions_second_person_check check (decided_by <> received_by)
);
create index data_demand_decisions_demand_id_idx on data_demand_decisions (demand_id, decided_at desc);
comment on table data_demand_decisions is 'What was decided on a demand for data and on what grounds; the last one holds.';
revoke update, delete, truncate on data_demand_decisions from kervan_app;

create table data_hand_overs (
  id uuid not null,
  demand_id uuid not null,
  -- The decision it rests on; null: it happened without one, and an exception says so.
  decision_id uuid,
  -- What was given, in which form, to whom.
  given text not null,
  persons int not null,
  -- The export that was given, as the read log knows it.
  read_id uuid,
  given_at timestamptz not null,
  given_by uuid not null,
  constraint data_hand_overs_pkey primary key (id),
  constraint data_hand_overs_demand_id_fkey foreign key (demand_id) references data_demands (id),
  constraint data_hand_overs_decision_id_fkey foreign key (decision_id) references data_demand_decisions (id),
  constraint data_hand_overs_read_id_fkey foreign key (read_id) references read_log (id),
  constraint data_hand_overs_given_by_fkey foreign key (given_by) references users (id),
  constraint data_hand_overs_persons_check check (persons >= 0)
);
create index data_hand_overs_demand_id_idx on data_hand_overs (demand_id, given_at);
comment on table data_hand_overs is 'What was given to outside on a demand: also what was taken by force.';
revoke update, delete, truncate on data_hand_overs from kervan_app;
