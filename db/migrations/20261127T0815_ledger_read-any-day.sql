-- What was booked between two days is read for all buckets at once: entries lie in the order in which they were recorded, which
-- is nearly that of their days, so that a coarse index finds a month among years and costs a posting next to nothing.
create index ledger_entries_book_date_idx on ledger_entries using brin (book_date) with (pages_per_range = 16, autosummarize = on);
create index ledger_buckets_place_idx on ledger_buckets (place, item) where book = 'goods';

-- The balances of many real buckets at the end of a day, by book date, in one walk. It starts from the nearest of what is known
-- (nothing at all, a closed month before, the closed month around, today's balances) and adds or takes away what was booked
-- between. Not for one bucket of many movements: ledger_as_of goes by the bucket's own numbers.
-- p_today only chooses the way, never the answer; p_buckets null means all.
create function ledger_balances_on(p_day date, p_today date, p_buckets bigint[] default null) returns table (bucket_id bigint, qty bigint)
language plpgsql stable rows 10000 as $$
declare
  v_before date := (select max(month) from ledger_months where month + interval '1 month' <= p_day + 1);
  v_after date := (select min(month) from ledger_months where month + interval '1 month' > p_day + 1);
  -- The last day that each starting point knows.
  v_before_day date := (v_before + interval '1 month')::date - 1;
  v_after_day date := coalesce((v_after + interval '1 month')::date - 1, 'infinity');
  v_back boolean := coalesce(least(v_after_day, p_today) - p_day < p_day - v_before_day, true);
  v_from date := case when v_back then p_day else coalesce(v_before_day, '-infinity') end;
  v_to date := case when v_back then v_after_day else p_day end;
  v_known text := case
    when not v_back then 'select m.bucket_id, m.qty from ledger_month_balances m where m.month = $4'
    when v_after is null then 'select b.bucket_id, b.qty from ledger_balances b'
    else 'select m.bucket_id, m.qty from ledger_month_balances m where m.month = $5' end;
  v_only text := case when p_buckets is null then '' else ' and %1$s = any($3)' end;
begin
  -- A few buckets are read sooner each by its own numbers than by walking over everybody's movements.
  if cardinality(p_buckets) <= 100 then
    return query select b.bucket_id, ledger_as_of(b.bucket_id, p_day) from ledger_balances b where b.bucket_id = any(p_buckets);
    return;
  end if;
  -- Planned for these very days: a plan for any days would read all entries.
  return query execute
    'select b.bucket_id, (coalesce(k.qty, 0) + coalesce(d.change, 0))::bigint
       from ledger_balances b
       left join (' || v_known || ') k on k.bucket_id = b.bucket_id
       left join (
         select x.bucket, sum(x.change) as change from (
           select e.from_bucket as bucket, ' || case when v_back then 'e.qty' else '-e.qty' end || ' as change from ledger_entries e
            where e.book_date > $1 and e.book_date <= $2 and e.from_seq is not null' || format(v_only, 'e.from_bucket') || '
           union all
           select e.to_bucket, ' || case when v_back then '-e.qty' else 'e.qty' end || ' from ledger_entries e
            where e.book_date > $1 and e.book_date <= $2 and e.to_seq is not null' || format(v_only, 'e.to_bucket') || '
         ) x group by x.bucket
       ) d on d.bucket = b.bucket_id
      where true' || format(v_only, 'b.bucket_id')
    using v_from, v_to, p_buckets, v_before, v_after;
end $$;

-- Closes a month after the last closed one: each bucket's balance by book date, from the month before plus what was booked since.
create or replace function ledger_close_month(p_month date, p_at timestamptz, p_command uuid) returns bigint language plpgsql security definer set search_path from current as $$
declare
  v_count bigint;
  v_last date;
  v_opens date;
  v_next date := p_month + interval '1 month';
begin
  perform pg_advisory_xact_lock(hashtext(current_schema() || ' ledger months'));
  select max(month) into v_last from ledger_months;
  if p_month <= v_last then
    perform ledger_refuse('ledger.month-closed', 409, jsonb_build_object('month', to_char(p_month, 'YYYY-MM'), 'last', to_char(v_last, 'YYYY-MM')));
  end if;
  insert into ledger_months (month, closed_at, command_id) values (p_month, p_at, p_command);
  v_opens := coalesce((v_last + interval '1 month')::date, '-infinity');
  insert into ledger_month_balances (month, bucket_id, qty, open_seq, close_seq)
  select p_month, k.bucket_id, coalesce(f.qty, 0) + coalesce(d.change, 0), coalesce(d.open_seq, k.seq + 1), k.seq
    from ledger_balances k
    left join ledger_month_balances f on f.bucket_id = k.bucket_id and f.month = v_last
    left join (
      select x.bucket, sum(x.dq) filter (where x.book_date < v_next) as change, min(x.sq) filter (where x.book_date >= v_next) as open_seq
        from (select from_bucket as bucket, -qty as dq, from_seq as sq, book_date from ledger_entries where from_seq is not null and book_date >= v_opens
              union all select to_bucket, qty, to_seq, book_date from ledger_entries where to_seq is not null and book_date >= v_opens) x
       group by x.bucket
    ) d on d.bucket = k.bucket_id;
  get diagnostics v_count = row_count;
  return v_count;
end $$;
