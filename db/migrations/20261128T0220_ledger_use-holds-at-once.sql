-- Promises are used as one statement instead of one for each, and the list out of a subquery keeps the plan: for a list as it
-- stands the database thinks anew each time.
create or replace function ledger_use_holds(p_holds uuid[], p_at timestamptz, p_fact boolean, p_ids bigint[], p_held bigint[]) returns bigint[]
language plpgsql security definer set search_path from current set enable_seqscan = off as $$
declare
  v_held bigint[];
  v_used bigint;
begin
  with used as (
    update ledger_reservations set state = 'posted', ended_at = p_at
     where id = any(array(select unnest(p_holds))) and state = 'held' and bucket_id = any(p_ids) and (p_fact or expires_at is null or expires_at > p_at)
    returning bucket_id, qty
  ), sums as materialized (
    select bucket_id, sum(qty)::bigint as qty, count(*) as holds from used group by bucket_id
  ), freed as (
    update ledger_balances b set reserved = b.reserved - s.qty from sums s where b.bucket_id = s.bucket_id
  )
  select array_agg(u.held - coalesce(s.qty, 0) order by u.at), coalesce(sum(s.holds), 0) into v_held, v_used
    from unnest(p_ids, p_held) with ordinality u(id, held, at) left join sums s on s.bucket_id = u.id;
  if v_used < cardinality(p_holds) and not p_fact then
    perform ledger_refuse('ledger.hold-ended', 409, jsonb_build_object('holds', cardinality(p_holds), 'ended', cardinality(p_holds) - v_used));
  end if;
  return v_held;
end $$;
