-- What went from each real bucket to what has no balance (supplier, households, lost), and what came back, summed up to a number
-- of the bucket's own: a list that asks what households have got reads the sums and the few movements after them, not the
-- whole book. The sums follow the postings behind their back, so that a posting pays nothing for them.
create table ledger_outside_sums (
  bucket_id bigint not null,
  outside_id bigint not null,
  gone bigint not null,
  back bigint not null,
  constraint ledger_outside_sums_pkey primary key (outside_id, bucket_id),
  constraint ledger_outside_sums_gone_check check (gone >= 0 and back >= 0)
);
comment on table ledger_outside_sums is 'What went from a real bucket to a virtual one and came back, up to the number in ledger_outside_upto; kept by a job, proved against the movements.';
revoke insert, update, delete, truncate on ledger_outside_sums from kervan_app;

create table ledger_outside_upto (
  bucket_id bigint not null,
  seq bigint not null,
  constraint ledger_outside_upto_pkey primary key (bucket_id)
);
comment on table ledger_outside_upto is 'Up to which of its own numbers the movements of a bucket are in ledger_outside_sums.';
revoke insert, update, delete, truncate on ledger_outside_upto from kervan_app;

-- Movements between two buckets without a balance have no number on either side and are always read as they stand: they are few.
create index ledger_entries_outside_idx on ledger_entries (to_bucket, from_bucket) where from_seq is null and to_seq is null;

-- Takes in the movements of so many buckets that have gone on since, in one statement: whatever its snapshot sees of a balance, it
-- sees of its movements. One at a time; who finds another at it leaves it to that one. Answers how many buckets it took.
create function ledger_sum_outside(p_limit int) returns int language plpgsql security definer set search_path from current as $$
declare
  v_count int;
begin
  if not pg_try_advisory_xact_lock(hashtext(current_schema() || ' ledger outside')) then
    return 0;
  end if;
  with due as materialized (
    select b.bucket_id, coalesce(u.seq, 0) as after, b.seq as upto
      from ledger_balances b left join ledger_outside_upto u on u.bucket_id = b.bucket_id
     where b.seq > coalesce(u.seq, 0) limit p_limit
  ), moved as (
    select d.bucket_id, e.to_bucket as outside_id, e.qty as gone, 0 as back
      from due d join ledger_entries e on e.from_bucket = d.bucket_id and e.from_seq > d.after and e.from_seq <= d.upto where e.to_seq is null
    union all
    select d.bucket_id, e.from_bucket, 0, e.qty
      from due d join ledger_entries e on e.to_bucket = d.bucket_id and e.to_seq > d.after and e.to_seq <= d.upto where e.from_seq is null
  ), summed as (
    insert into ledger_outside_sums as s (bucket_id, outside_id, gone, back)
    select bucket_id, outside_id, sum(gone), sum(back) from moved group by bucket_id, outside_id
    on conflict (outside_id, bucket_id) do update set gone = s.gone + excluded.gone, back = s.back + excluded.back
  ), noted as (
    insert into ledger_outside_upto (bucket_id, seq) select bucket_id, upto from due
    on conflict (bucket_id) do update set seq = excluded.seq
  )
  select count(*) into v_count from due;
  return v_count;
end $$;
