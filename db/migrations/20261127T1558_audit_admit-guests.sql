-- Guests act by a pass of their own; the log says so.
alter table command_log drop constraint command_log_via_check,
  add constraint command_log_via_check check (via in ('session', 'device', 'token', 'guest', 'system'));
