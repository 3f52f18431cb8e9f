-- A fifth of what the log costs each command went into looking up again what the same transaction had just read: the actor is
-- found by the opening statement, and touches are written by the statement that writes their command. Users are never removed;
-- that nothing points to nowhere is shown by the proof of the log.
alter table command_log drop constraint command_log_actor_id_fkey;
alter table command_touches drop constraint command_touches_command_id_fkey;
revoke delete, truncate on users from kervan_app;

-- Nothing is looked up by it: a search by name also takes names that begin alike, which this index cannot find.
drop index command_log_name_idx;
