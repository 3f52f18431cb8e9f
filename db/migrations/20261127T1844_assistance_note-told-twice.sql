-- Of another act that came under the id of a hand-over: which one, so that taking either back ends what was asked about both.
alter table assistance_handovers add column told_as uuid,
  add constraint assistance_handovers_told_as_fkey foreign key (told_as) references assistance_handovers (id);
create index assistance_handovers_told_as_idx on assistance_handovers (told_as) where told_as is not null;
