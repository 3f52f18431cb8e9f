-- What a hub keyed from the monitors' signed sheet is held against it by somebody else, as a delivery keyed from paper is.
create table sheet_checks (
  fact_id uuid not null,
  keyed_by uuid not null,
  agrees boolean not null,
  note text,
  checked_by uuid not null,
  checked_at timestamptz not null,
  command_id uuid not null,
  constraint sheet_checks_pkey primary key (fact_id),
  constraint sheet_checks_fact_id_fkey foreign key (fact_id) references shipment_facts (id),
  constraint sheet_checks_checked_by_fkey foreign key (checked_by) references users (id),
  constraint sheet_checks_second_person_check check (checked_by <> keyed_by),
  constraint sheet_checks_note_check check (agrees or note is not null)
);
comment on table sheet_checks is 'Who held what a hub keyed from the monitors'' signed sheet against it, and whether it agrees.';
revoke update, delete, truncate on sheet_checks from kervan_app;
