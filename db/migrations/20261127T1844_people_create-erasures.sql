-- A person asks to be forgotten, or the time has come: one asks, a second one decides, and the person's key is destroyed. What
-- was given stays counted; whom it was given to nobody can say any more.
alter table persons drop constraint persons_status_check;
alter table persons add constraint persons_status_check check (status in ('active', 'deceased', 'departed', 'merged', 'erased'));

create table person_erasures (
  id uuid not null,
  person_id uuid not null,
  ground text not null,
  -- Why, in words: sealed under the person's own key, and gone with it.
  sealed bytea not null,
  state text not null default 'asked',
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  constraint person_erasures_pkey primary key (id),
  constraint person_erasures_person_id_fkey foreign key (person_id) references persons (id),
  constraint person_erasures_asked_by_fkey foreign key (asked_by) references users (id),
  constraint person_erasures_decided_by_fkey foreign key (decided_by) references users (id),
  constraint person_erasures_ground_check check (ground in ('request', 'no-consent', 'retention', 'mistake')),
  constraint person_erasures_state_check check (state in ('asked', 'erased', 'kept')),
  constraint person_erasures_decided_check check ((state = 'asked') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  constraint person_erasures_second_person_check check (decided_by <> asked_by)
);
create unique index person_erasures_open_key on person_erasures (person_id) where state = 'asked';
create index person_erasures_person_id_idx on person_erasures (person_id);
revoke delete, truncate on person_erasures from kervan_app;
comment on table person_erasures is 'Who asked that a person be forgotten, on what ground, and which second person decided.';
alter table person_erasures enable row level security;
alter table person_erasures force row level security;
create policy person_erasures_reach on person_erasures using (exists (select from persons p where p.id = person_id));
do $$
begin
  execute format('create policy person_erasures_owner on person_erasures to %I using (true) with check (true)', current_user);
end $$;
