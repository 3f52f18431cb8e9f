-- What one column of a truck and of a delivery may hold is guarded by its type, which the connection keeps; a CHECK of a table is
-- prepared anew by each statement that writes there, and the longer its list the longer it takes. Names stay as they were, and so does
-- what spans several columns. Types first and their guards after, so that no table is written anew.
create domain shipment_state as text;
create domain shipment_leg_state as text;
create domain shipment_leg_qty as bigint;
create domain shipment_fact_kind as text;
create domain delivery_kind as text;
create domain delivery_side as text;
create domain delivery_lat as double precision;
create domain delivery_lon as double precision;
create domain delivery_accuracy_m as integer;
create domain delivery_qty as bigint;

alter table shipments alter state type shipment_state, drop constraint shipments_state_check;
alter table shipment_legs alter state type shipment_leg_state, drop constraint shipment_legs_state_check;
alter table shipment_leg_lines alter planned type shipment_leg_qty, alter loaded type shipment_leg_qty, alter off_good type shipment_leg_qty,
  alter off_damaged type shipment_leg_qty, alter damaged type shipment_leg_qty, alter lost type shipment_leg_qty, drop constraint shipment_leg_lines_qty_check;
alter table shipment_facts alter kind type shipment_fact_kind, drop constraint shipment_facts_kind_check;
alter table deliveries alter kind type delivery_kind, alter side type delivery_side, alter point_lat type delivery_lat, alter point_lon type delivery_lon,
  alter point_accuracy_m type delivery_accuracy_m,
  drop constraint deliveries_kind_check, drop constraint deliveries_side_check, drop constraint deliveries_point_check, drop constraint deliveries_point_accuracy_m_check,
  add constraint deliveries_point_check check ((point_lat is null) = (point_lon is null)),
  add constraint deliveries_point_accuracy_m_check check (point_accuracy_m is null or point_lat is not null);
alter table delivery_lines alter sent type delivery_qty, alter good type delivery_qty, alter damaged type delivery_qty, alter missing type delivery_qty,
  alter extra type delivery_qty, drop constraint delivery_lines_qty_check;

alter domain shipment_state add constraint shipments_state_check check (value in ('planned', 'loading', 'moving', 'received', 'returned', 'cancelled'));
alter domain shipment_leg_state add constraint shipment_legs_state_check check (value in ('planned', 'loaded', 'departed', 'at-crossing', 'crossed', 'arrived', 'turned-back', 'emptied', 'received', 'returned', 'part-delivered', 'cancelled'));
alter domain shipment_leg_qty add constraint shipment_leg_lines_qty_check check (value >= 0);
alter domain shipment_fact_kind add constraint shipment_facts_kind_check check (value in ('loaded', 'departed', 'at-crossing', 'crossed', 'arrived', 'turned-back', 'rerouted', 'seals', 'loss', 'cross-loaded', 'taken-over', 'put-down', 'received', 'returned', 'ticked', 'refused'));
alter domain delivery_kind add constraint deliveries_kind_check check (value in ('delivery', 'return'));
alter domain delivery_side add constraint deliveries_side_check check (value in ('ours', 'theirs'));
alter domain delivery_lat add constraint deliveries_point_check check (value between -90 and 90);
alter domain delivery_lon add constraint deliveries_point_check check (value between -180 and 180);
alter domain delivery_accuracy_m add constraint deliveries_point_accuracy_m_check check (value between 0 and 100000);
alter domain delivery_qty add constraint delivery_lines_qty_check check (value >= 0);
