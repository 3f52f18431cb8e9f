-- What is decided is unread no longer: those who were told that it waits are found by what it is about.
create index notifications_waiting_idx on notifications (subject_id, kind) where read_at is null;
