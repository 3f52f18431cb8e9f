-- Lists drawn from the register: a token then stands for a household's card. Names stay away from distributions.
alter table assistance_tokens add column household_id uuid;
alter table assistance_tokens add constraint assistance_tokens_household_id_fkey foreign key (household_id) references households (id);
comment on column assistance_tokens.household_id is 'The household of the register that the token stands for; empty on lists that were uploaded.';
create unique index assistance_tokens_household_key on assistance_tokens (event_id, household_id) where household_id is not null and state = 'valid';
create index assistance_tokens_household_id_idx on assistance_tokens (household_id) where household_id is not null;

-- Names on phones are off. Whoever turns them on says why, and it ends with the day.
alter table assistance_events add column names_reason text;
alter table assistance_events add column names_by uuid;
alter table assistance_events add constraint assistance_events_names_by_fkey foreign key (names_by) references users (id);
alter table assistance_events add constraint assistance_events_names_check check ((names_reason is null) = (names_by is null));

create table assistance_list_draws (
  id uuid not null,
  event_id uuid not null,
  -- Sizes, ages and needs that admit a household: what was said, never whom it found.
  rule jsonb not null,
  listed int not null,
  drawn_by uuid not null,
  drawn_at timestamptz not null,
  constraint assistance_list_draws_pkey primary key (id),
  constraint assistance_list_draws_event_id_fkey foreign key (event_id) references assistance_events (id),
  constraint assistance_list_draws_drawn_by_fkey foreign key (drawn_by) references users (id),
  constraint assistance_list_draws_listed_check check (listed >= 0)
);
create index assistance_list_draws_event_id_idx on assistance_list_draws (event_id);
revoke update, delete on assistance_list_draws from kervan_app;
comment on table assistance_list_draws is 'By which rule a list was drawn from the register, by whom and when.';
