-- What an allocation promised to a shipment that was cancelled may go on another.
alter table shipment_lines add column released boolean not null default false;
update shipment_lines set released = true where shipment_id in (select id from shipments where state = 'cancelled');
drop index shipment_lines_hold_id_key;
create unique index shipment_lines_hold_id_key on shipment_lines (hold_id) where hold_id is not null and not released;
