-- A number of theirs that was refused or cancelled may be sent again.
alter table supply_requests drop constraint supply_requests_reference_key;
create unique index supply_requests_reference_key on supply_requests (plan_id, reference) where state not in ('refused', 'cancelled');
