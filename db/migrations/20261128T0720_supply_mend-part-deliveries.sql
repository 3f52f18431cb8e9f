-- What was written before a truck could be part delivered: something was taken in of it, and its rest came back.
update shipment_legs l set state = 'part-delivered'
 where l.state in ('received', 'returned') and exists (select from deliveries d where d.leg_id = l.id and d.kind = 'return')
   and exists (select from deliveries d join delivery_lines x on x.delivery_id = d.id where d.leg_id = l.id and d.kind = 'delivery' and x.posted and x.good + x.damaged > 0);
update shipments s set state = 'received'
 where s.state = 'returned' and exists (select from shipment_legs l where l.shipment_id = s.id and l.state in ('received', 'part-delivered'));
