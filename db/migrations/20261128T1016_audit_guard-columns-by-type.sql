-- What one column of the log may hold is guarded by its type, which the connection keeps; a CHECK of the table is prepared anew by
-- each command. Types first and their guards after, so that the log is not written anew.
create domain command_kind as text;
create domain command_state as text;
create domain command_via as text;
alter table command_log alter kind type command_kind, alter state type command_state, alter via type command_via,
  drop constraint command_log_kind_check, drop constraint command_log_state_check, drop constraint command_log_via_check;
alter domain command_kind add constraint command_log_kind_check check (value in ('fact', 'decision'));
alter domain command_state add constraint command_log_state_check check (value in ('applied', 'refused', 'parked'));
alter domain command_via add constraint command_log_via_check check (value in ('session', 'device', 'token', 'guest', 'system'));
