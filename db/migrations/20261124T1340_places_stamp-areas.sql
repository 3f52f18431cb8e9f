-- Devices keep a copy of the areas: their changes are read in commit order.
alter table areas add column changed_xid xid8 not null default pg_current_xact_id();
create index areas_changed_xid_idx on areas (changed_xid, pcode);
