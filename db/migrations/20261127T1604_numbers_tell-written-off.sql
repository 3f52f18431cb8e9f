-- A block whose device is gone: any of its numbers may stand on a paper that has not come in, so each may still be entered.
alter table number_blocks add column written_off boolean not null default false;
alter table number_blocks add constraint number_blocks_written_off_check check (not written_off or (returned_at is not null and used_to = last));
update number_blocks b set returned_at = d.revoked_at, used_to = b.last, written_off = true
  from devices d where d.id = b.device_id and d.revoked_at is not null and b.returned_at is null;
