-- A household that was registered by mistake is withdrawn: found and counted no more, its history kept.
alter table persons drop constraint persons_status_check;
alter table persons add constraint persons_status_check check (status in ('active', 'deceased', 'departed', 'merged', 'erased', 'withdrawn'));

create table registration_withdrawals (
  household_id uuid not null,
  -- Why, in words: sealed under the household's own key.
  sealed bytea not null,
  withdrawn_by uuid not null,
  withdrawn_at timestamptz not null,
  constraint registration_withdrawals_pkey primary key (household_id),
  constraint registration_withdrawals_household_id_fkey foreign key (household_id) references households (id),
  constraint registration_withdrawals_withdrawn_by_fkey foreign key (withdrawn_by) references users (id)
);
revoke update, delete, truncate on registration_withdrawals from kervan_app;
comment on table registration_withdrawals is 'Registrations that were made by mistake: who withdrew them, when and why.';
alter table registration_withdrawals enable row level security;
alter table registration_withdrawals force row level security;
create policy registration_withdrawals_reach on registration_withdrawals using (exists (select from households h where h.id = household_id));
do $$
begin
  execute format('create policy registration_withdrawals_owner on registration_withdrawals to %I using (true) with check (true)', current_user);
end $$;
