-- A shipment of which everything came back was called received: it says that it came back.
alter table shipments drop constraint shipments_state_check,
  add constraint shipments_state_check check (state in ('planned', 'loading', 'moving', 'received', 'returned', 'cancelled'));
update shipments s set state = 'returned'
 where s.state = 'received' and exists (select from shipment_legs l where l.shipment_id = s.id and l.state = 'returned')
   and not exists (select from shipment_legs l where l.shipment_id = s.id and l.state = 'received');
