-- Where households are registered they are served as well: one word for both.
alter table site_types rename column registers to serves_people;
comment on column site_types.serves_people is 'Whether people are served at such a site, registered or given something: not in stores, hubs and gates.';
