alter table site_types add column registers boolean not null default false;
update site_types set registers = true where family in ('people', 'services') or code in ('office', 'distribution-point');
comment on column site_types.registers is 'Whether households are registered at such a site: not in stores, hubs and gates.';
