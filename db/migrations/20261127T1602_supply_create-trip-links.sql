create table trip_links (
  id uuid not null,
  leg_id uuid not null,
  kind text not null,
  -- To whom it was given, sealed.
  holder bytea not null,
  given_by uuid not null,
  given_at timestamptz not null,
  withdrawn_by uuid,
  constraint trip_links_pkey primary key (id),
  constraint trip_links_id_fkey foreign key (id) references guest_passes (id),
  constraint trip_links_leg_id_fkey foreign key (leg_id) references shipment_legs (id),
  constraint trip_links_given_by_fkey foreign key (given_by) references users (id),
  constraint trip_links_withdrawn_by_fkey foreign key (withdrawn_by) references users (id),
  constraint trip_links_kind_check check (kind in ('receiver', 'monitor'))
);
create index trip_links_leg_id_idx on trip_links (leg_id);
comment on table trip_links is 'Links with which somebody without a sign-in receives or ticks the load of one truck.';

-- A monitor's ticks by a link move nothing: they are told of the truck beside what moves its goods.
alter table shipment_facts drop constraint shipment_facts_kind_check,
  add constraint shipment_facts_kind_check check (kind in ('loaded', 'departed', 'at-crossing', 'crossed', 'arrived', 'turned-back', 'rerouted', 'seals', 'loss', 'cross-loaded', 'taken-over', 'put-down', 'received', 'returned', 'ticked'));
