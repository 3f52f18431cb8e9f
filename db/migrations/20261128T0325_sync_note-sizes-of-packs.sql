-- What a pack weighed when it was taken: the next phone is told before it takes one.
alter table device_packs add column bytes int;
alter table device_packs add constraint device_packs_bytes_check check (bytes >= 0);
