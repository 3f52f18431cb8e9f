-- How sure the phone was of the point it gave, in metres.
alter table deliveries add column point_accuracy_m integer,
  add constraint deliveries_point_accuracy_m_check check (point_accuracy_m is null or (point_accuracy_m between 0 and 100000 and point_lat is not null));

-- Goods that were not taken in stay aboard: it is told of the truck and moves nothing.
alter table shipment_facts drop constraint shipment_facts_kind_check,
  add constraint shipment_facts_kind_check check (kind in ('loaded', 'departed', 'at-crossing', 'crossed', 'arrived', 'turned-back', 'rerouted', 'seals', 'loss', 'cross-loaded', 'taken-over', 'put-down', 'received', 'returned', 'ticked', 'refused'));
