-- A truck that delivered is received, also when what was refused of it came back; a shipment of which everything came back says so.
alter table shipments drop constraint shipments_state_check,
  add constraint shipments_state_check check (state in ('planned', 'loading', 'moving', 'received', 'returned', 'cancelled'));
update shipment_legs l set state = 'received'
 where l.state = 'returned' and exists (select from shipment_facts f where f.leg_id = l.id and f.kind = 'received');
update shipments s set state = 'returned'
 where s.state = 'received' and exists (select from shipment_legs l where l.shipment_id = s.id and l.state = 'returned')
   and not exists (select from shipment_legs l where l.shipment_id = s.id and l.state = 'received');
