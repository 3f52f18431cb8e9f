create table household_pins (
  household_id uuid not null,
  -- A slow hash of the digits, made where they were typed; sealed under the household's own key. The digits are nowhere.
  sealed bytea not null,
  set_by uuid not null,
  set_at timestamptz not null,
  constraint household_pins_pkey primary key (household_id),
  constraint household_pins_household_id_fkey foreign key (household_id) references households (id),
  constraint household_pins_set_by_fkey foreign key (set_by) references users (id)
);
comment on table household_pins is 'Households that chose a PIN to show who they are at a hand-over. Not shut by row: a partner''s lane needs a few bits of each, and sees nothing else.';
