-- A command released from parking stands in the log as the act of whose it is: this says who let it pass, and by which command.
create table commands_within (
  command_id uuid not null,
  outer_id uuid not null,
  released_by uuid not null,
  constraint commands_within_pkey primary key (command_id),
  constraint commands_within_command_id_fkey foreign key (command_id) references command_log (id),
  constraint commands_within_released_by_fkey foreign key (released_by) references users (id)
);
comment on table commands_within is 'Commands that ran inside another person''s command, as a parked one does when it is released. The outer one, sealed, names the inner one in its outcome.';
revoke update, delete, truncate on commands_within from kervan_app;
