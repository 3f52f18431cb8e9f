-- A truck of which nothing was taken in and all came back is returned, also where a delivery was told before: what was written
-- when such trucks were called received. Their deliveries say from now on that nothing was taken in, as those told since do.
update shipment_facts f set data = f.data || '{"took": false}'
 where f.kind = 'received' and f.data ? 'deliveryId' and not f.data ? 'took'
   and not exists (select from delivery_lines x where x.delivery_id = (f.data ->> 'deliveryId')::uuid and x.posted and x.good + x.damaged > 0);
update shipment_legs l set state = 'returned'
 where l.state in ('received', 'part-delivered')
   and not exists (select from shipment_facts f where f.leg_id = l.id and f.kind = 'received' and f.data -> 'took' is distinct from 'false')
   and 'returned' = (select f.kind from shipment_facts f where f.leg_id = l.id and f.kind in ('received', 'returned') and f.data -> 'done' = 'true'
                      order by f.occurred_at desc, f.kind desc, f.id desc limit 1);
update shipments s set state = 'returned'
 where s.state = 'received' and exists (select from shipment_legs l where l.shipment_id = s.id and l.state = 'returned')
   and not exists (select from shipment_legs l where l.shipment_id = s.id and l.state in ('received', 'part-delivered'));
