-- Most commands come from no device; each index on the log is paid for by every command.
alter table command_log drop constraint command_log_device_seq_key;
create unique index command_log_device_seq_key on command_log (device_id, device_seq) where device_id is not null;
