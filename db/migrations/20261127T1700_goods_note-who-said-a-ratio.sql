-- What a wrong ratio has booked is put right by somebody else than who entered the ratio that is in use now.
alter table item_packs add column said_by uuid,
  add constraint item_packs_said_by_fkey foreign key (said_by) references users (id);
alter table item_pack_uses add column put_right_by uuid, add column ratio_said_by uuid,
  add constraint item_pack_uses_put_right_by_fkey foreign key (put_right_by) references users (id),
  add constraint item_pack_uses_ratio_said_by_fkey foreign key (ratio_said_by) references users (id),
  add constraint item_pack_uses_second_person_check check (put_right_by <> ratio_said_by);
