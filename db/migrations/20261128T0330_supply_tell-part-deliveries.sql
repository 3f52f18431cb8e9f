-- A truck of which something was taken in and whose rest came back is neither received nor come back.
alter table shipment_legs drop constraint shipment_legs_state_check;
alter table shipment_legs add constraint shipment_legs_state_check check (state in ('planned', 'loaded', 'departed', 'at-crossing', 'crossed', 'arrived', 'turned-back', 'emptied', 'received', 'returned', 'part-delivered', 'cancelled'));
