-- What lists ask of the sums is never which lot: they are kept by item, grant and place, not by bucket, so that a page reads some
-- hundred rows where it read tens of thousands. Beside them, by day, what left a place for households or for another place.
-- The job counts everything again from the first movement.
drop function ledger_sum_outside(int);
drop table ledger_outside_sums;
truncate ledger_outside_upto;

create table ledger_outside_sums (
  item text not null,
  -- Of the outside bucket; nothing where there is none.
  grant_code text not null,
  place text not null,
  virtual text not null,
  gone bigint not null,
  back bigint not null,
  constraint ledger_outside_sums_pkey primary key (virtual, item, grant_code, place),
  constraint ledger_outside_sums_gone_check check (gone >= 0 and back >= 0)
);
comment on table ledger_outside_sums is 'Goods that went from a place to what has no balance (households, lost) and came back, up to each bucket''s number in ledger_outside_upto; kept by a job, proved against the movements.';
revoke insert, update, delete, truncate on ledger_outside_sums from kervan_app;

create table ledger_left_sums (
  book_date date not null,
  item text not null,
  grant_code text not null,
  place text not null,
  -- Nothing: to households.
  to_place text not null,
  qty bigint not null,
  constraint ledger_left_sums_pkey primary key (book_date, item, grant_code, place, to_place),
  constraint ledger_left_sums_qty_check check (qty > 0)
);
comment on table ledger_left_sums is 'Goods that left a place for another or for households, by day, up to each bucket''s number in ledger_outside_upto; kept by a job, proved against the movements.';
revoke insert, update, delete, truncate on ledger_left_sums from kervan_app;

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
  ), goods as materialized (
    select d.*, k.item, coalesce(k.grant_code, '') as grant_code, k.place from due d join ledger_buckets k on k.id = d.bucket_id and k.book = 'goods'
  ), went as materialized (
    select g.item, g.grant_code, g.place, t.virtual, coalesce(t.grant_code, '') as outside_grant, t.place as to_place, e.book_date, e.qty
      from goods g join ledger_entries e on e.from_bucket = g.bucket_id and e.from_seq > g.after and e.from_seq <= g.upto
      join ledger_buckets t on t.id = e.to_bucket
  ), came as (
    select g.item, g.place, f.virtual, coalesce(f.grant_code, '') as outside_grant, e.qty
      from goods g join ledger_entries e on e.to_bucket = g.bucket_id and e.to_seq > g.after and e.to_seq <= g.upto
      join ledger_buckets f on f.id = e.from_bucket where f.virtual is not null
  ), outside as (
    insert into ledger_outside_sums as s (virtual, item, grant_code, place, gone, back)
    select x.virtual, x.item, x.outside_grant, x.place, sum(x.gone), sum(x.back)
      from (select virtual, item, outside_grant, place, qty as gone, 0 as back from went where virtual is not null
            union all select virtual, item, outside_grant, place, 0, qty from came) x
     group by 1, 2, 3, 4
    on conflict (virtual, item, grant_code, place) do update set gone = s.gone + excluded.gone, back = s.back + excluded.back
  ), gone_on as (
    insert into ledger_left_sums as s (book_date, item, grant_code, place, to_place, qty)
    select book_date, item, grant_code, place, case when virtual is null then to_place else '' end, sum(qty)
      from went where virtual = 'households' or (virtual is null and to_place <> place) group by 1, 2, 3, 4, 5
    on conflict (book_date, item, grant_code, place, to_place) do update set qty = s.qty + excluded.qty
  ), noted as (
    insert into ledger_outside_upto (bucket_id, seq) select bucket_id, upto from due
    on conflict (bucket_id) do update set seq = excluded.seq
  )
  select count(*) into v_count from due;
  return v_count;
end $$;
