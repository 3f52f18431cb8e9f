-- A problem with words: the code is translated, the figures say what to do.
create function ledger_refuse(p_code text, p_status int, p_figures jsonb) returns void language plpgsql as $$
begin
  raise exception using errcode = 'KV001', message = jsonb_build_object('code', p_code, 'status', p_status, 'figures', p_figures)::text;
end $$;

-- The buckets of these keys, made where they are new; keys in order, so that two makers never wait for each other.
create function ledger_bucket_ids(p_book text, p_keys text[], p_buckets jsonb) returns bigint[] language plpgsql as $$
declare
  v_ids bigint[];
begin
  select array_agg(b.id order by k.at) into v_ids from unnest(p_keys) with ordinality as k(key, at) left join ledger_buckets b on b.key = k.key;
  if array_position(v_ids, null) is null then
    return v_ids;
  end if;
  insert into ledger_buckets (book, key, virtual, item, lot, place, grant_code, condition, owner, account, currency)
  select p_book, d.key, d.virtual, d.item, d.lot, d.place, d.grant_code, d.condition, d.owner, d.account, d.currency
    from jsonb_to_recordset(p_buckets)
      as d(key text, virtual text, item text, lot text, place text, grant_code text, condition text, owner text, account text, currency text)
   order by d.key
  on conflict (key) do nothing;
  insert into ledger_balances (bucket_id)
  select b.id from ledger_buckets b where b.key = any(p_keys) and b.virtual is null order by b.id
  on conflict (bucket_id) do nothing;
  select array_agg(b.id order by k.at) into v_ids from unnest(p_keys) with ordinality as k(key, at) join ledger_buckets b on b.key = k.key;
  return v_ids;
end $$;

-- What a fact does where stock is short: it breaks promises (lowest priority, youngest first), then draws what nobody can
-- explain. Answers the promises broken and the quantities drawn, per bucket.
create function ledger_make_room(p_bucket bigint, p_lowest bigint, p_at timestamptz) returns jsonb language plpgsql as $$
declare
  v_qty bigint;
  v_reserved bigint;
  v_missing bigint;
  v_draw bigint := 0;
  v_broken jsonb := '[]';
  v_hold record;
begin
  select qty, reserved into v_qty, v_reserved from ledger_balances where bucket_id = p_bucket;
  -- p_lowest is the smallest balance the document passes through.
  if p_lowest < 0 then
    v_draw := -p_lowest;
  end if;
  v_missing := v_reserved - greatest(p_lowest, 0);
  for v_hold in
    select id, qty, priority, purpose from ledger_reservations where bucket_id = p_bucket and state = 'held' order by priority, made_at desc, id desc for update
  loop
    exit when v_missing <= 0;
    update ledger_reservations set state = 'broken', ended_at = p_at where id = v_hold.id;
    update ledger_balances set reserved = reserved - v_hold.qty where bucket_id = p_bucket;
    v_missing := v_missing - v_hold.qty;
    v_broken := v_broken || jsonb_build_object('reservation', v_hold.id, 'qty', v_hold.qty, 'purpose', v_hold.purpose);
  end loop;
  return jsonb_build_object('bucket', p_bucket, 'draw', v_draw, 'broken', v_broken);
end $$;

-- Posts one document: idempotent by its id, balances locked in id order, moved set-based, each step of the way not below
-- what is promised. One round trip.
create function ledger_post(
  p_doc uuid, p_book text, p_kind text, p_occurred timestamptz, p_day date, p_recorded timestamptz, p_actor uuid, p_command uuid, p_hash text, p_reverses uuid,
  p_keys text[], p_buckets jsonb, p_from int[], p_to int[], p_qty bigint[], p_fact boolean, p_holds uuid[], p_unexplained int
) returns jsonb language plpgsql as $$
declare
  v_former text;
  v_date date;
  v_ids bigint[];
  v_from int[] := p_from;
  v_to int[] := p_to;
  v_qty bigint[] := p_qty;
  v_short record;
  v_room jsonb;
  v_rooms jsonb := '[]';
begin
  perform pg_advisory_xact_lock_shared(hashtext(current_schema() || ' ledger months'));
  select greatest(p_day, (max(month) + interval '1 month')::date) into v_date from ledger_months;
  v_date := coalesce(v_date, p_day);

  insert into ledger_documents (id, book, kind, occurred_at, recorded_at, book_date, actor_id, command_id, content_hash, reverses)
  values (p_doc, p_book, p_kind, p_occurred, p_recorded, v_date, p_actor, p_command, p_hash, p_reverses) on conflict (id) do nothing;
  if not found then
    select content_hash into v_former from ledger_documents where id = p_doc;
    if v_former is distinct from p_hash then
      perform ledger_refuse('ledger.document-id-reused', 409, jsonb_build_object('document', p_doc));
    end if;
    return jsonb_build_object('replayed', true, 'rooms', '[]'::jsonb);
  end if;

  v_ids := ledger_bucket_ids(p_book, p_keys, p_buckets);
  perform 1 from ledger_balances where bucket_id = any(v_ids) order by bucket_id for no key update;

  if cardinality(p_holds) > 0 then
    with ended as (
      update ledger_reservations set state = 'posted', ended_at = p_recorded where id = any(p_holds) and state = 'held' returning bucket_id, qty
    )
    update ledger_balances b set reserved = b.reserved - e.qty from (select bucket_id, sum(qty)::bigint as qty from ended group by 1) e where e.bucket_id = b.bucket_id;
  end if;

  -- The lowest point of each bucket on the way, against what is promised of it.
  for v_short in
    with l as (select v_ids[f] as fb, v_ids[t] as tb, q, ln from unnest(v_from, v_to, v_qty) with ordinality as u(f, t, q, ln)),
    m as (select fb as bk, -q as dq, ln, 0 as s from l union all select tb, q, ln, 1 from l),
    r as (select m.bk, b.qty, b.reserved, b.qty + sum(m.dq) over (partition by m.bk order by m.ln, m.s) as after from m join ledger_balances b on b.bucket_id = m.bk)
    select bk, qty, reserved, min(after)::bigint as lowest from r group by bk, qty, reserved having min(after) < reserved order by bk
  loop
    if not p_fact then
      perform ledger_refuse('ledger.short', 409, (
        select jsonb_build_object('bucket', key, 'item', item, 'lot', lot, 'place', place, 'asked', v_short.qty - v_short.lowest, 'available', v_short.qty - v_short.reserved)
          from ledger_buckets where id = v_short.bk));
    end if;
    v_room := ledger_make_room(v_short.bk, v_short.lowest, p_recorded);
    v_rooms := v_rooms || v_room;
    if (v_room ->> 'draw')::bigint > 0 then
      -- What nobody can explain comes in first, so that the rest of the document stands on something.
      v_from := array_prepend(p_unexplained, v_from);
      v_to := array_prepend(array_position(v_ids, v_short.bk), v_to);
      v_qty := array_prepend((v_room ->> 'draw')::bigint, v_qty);
    end if;
  end loop;

  with l as (select v_ids[f] as fb, v_ids[t] as tb, q, ln from unnest(v_from, v_to, v_qty) with ordinality as u(f, t, q, ln)),
  m as (select fb as bk, -q as dq, ln, 0 as s from l union all select tb, q, ln, 1 from l),
  r as (
    select m.bk, m.ln, m.s, b.qty + sum(m.dq) over w as after, b.seq + row_number() over w as sq
      from m join ledger_balances b on b.bucket_id = m.bk window w as (partition by m.bk order by m.ln, m.s)
  ), up as (
    update ledger_balances b set qty = b.qty + x.dq, seq = b.seq + x.n from (select bk, sum(dq)::bigint as dq, count(*) as n from m group by bk) x where b.bucket_id = x.bk
  )
  insert into ledger_entries (doc_id, line, from_bucket, to_bucket, qty, from_seq, from_after, to_seq, to_after, occurred_at, book_date)
  select p_doc, l.ln, l.fb, l.tb, l.q, rf.sq, rf.after, rt.sq, rt.after, p_occurred, v_date
    from l left join r rf on rf.bk = l.fb and rf.ln = l.ln and rf.s = 0 left join r rt on rt.bk = l.tb and rt.ln = l.ln and rt.s = 1;
  return jsonb_build_object('replayed', false, 'bookDate', v_date, 'rooms', v_rooms);
end $$;

-- Promises a quantity of one bucket; refused when it is not free.
create function ledger_hold(p_id uuid, p_book text, p_key text, p_bucket jsonb, p_qty bigint, p_priority int, p_purpose text, p_at timestamptz, p_expires timestamptz) returns void language plpgsql as $$
declare
  v_bucket bigint;
  v_free bigint;
begin
  v_bucket := (ledger_bucket_ids(p_book, array[p_key], jsonb_build_array(p_bucket)))[1];
  select qty - reserved into v_free from ledger_balances where bucket_id = v_bucket for no key update;
  if v_free is null or v_free < p_qty then
    perform ledger_refuse('ledger.short', 409, (
      select jsonb_build_object('bucket', key, 'item', item, 'lot', lot, 'place', place, 'asked', p_qty, 'available', coalesce(v_free, 0)) from ledger_buckets where id = v_bucket));
  end if;
  update ledger_balances set reserved = reserved + p_qty where bucket_id = v_bucket;
  insert into ledger_reservations (id, bucket_id, qty, priority, purpose, made_at, expires_at) values (p_id, v_bucket, p_qty, p_priority, p_purpose, p_at, p_expires);
end $$;

-- Ends promises (voided by a person, or expired) and frees what they held; answers which were still held.
create function ledger_free(p_ids uuid[], p_state text, p_at timestamptz) returns setof uuid language plpgsql as $$
begin
  perform 1 from ledger_balances where bucket_id in (select bucket_id from ledger_reservations where id = any(p_ids)) order by bucket_id for no key update;
  return query
  with ended as (
    update ledger_reservations r set state = p_state, ended_at = p_at where r.id = any(p_ids) and r.state = 'held' returning r.id, r.bucket_id, r.qty
  ), freed as (
    update ledger_balances b set reserved = b.reserved - e.qty from (select bucket_id, sum(qty)::bigint as qty from ended group by 1) e where e.bucket_id = b.bucket_id
  )
  select ended.id from ended;
end $$;

-- Closes the month after the last closed one: each bucket's balance by book date, from the month before plus the delta.
create function ledger_close_month(p_month date, p_at timestamptz, p_command uuid) returns bigint language plpgsql as $$
declare
  v_count bigint;
begin
  perform pg_advisory_xact_lock(hashtext(current_schema() || ' ledger months'));
  insert into ledger_months (month, closed_at, command_id) values (p_month, p_at, p_command);
  insert into ledger_month_balances (month, bucket_id, qty, open_seq, close_seq)
  select p_month, k.id, coalesce(f.qty, 0) + coalesce(d.delta, 0), coalesce(d.open_seq, l.seq + 1), l.seq
    from ledger_buckets k
    join ledger_balances l on l.bucket_id = k.id
    left join lateral (select qty, open_seq from ledger_month_balances where bucket_id = k.id and month < p_month order by month desc limit 1) f on true
    left join lateral (
      select sum(x.dq) filter (where x.book_date < p_month + interval '1 month') as delta, min(x.sq) filter (where x.book_date >= p_month + interval '1 month') as open_seq
        from (select -qty as dq, from_seq as sq, book_date from ledger_entries where from_bucket = k.id and from_seq >= coalesce(f.open_seq, 1)
              union all select qty, to_seq, book_date from ledger_entries where to_bucket = k.id and to_seq >= coalesce(f.open_seq, 1)) x
       -- What the month before has counted already (booked in it, numbered after its first open entry) is not counted twice.
       where x.book_date >= coalesce((select max(month) + interval '1 month' from ledger_months where month < p_month), '-infinity')
    ) d on true;
  get diagnostics v_count = row_count;
  return v_count;
end $$;

-- A real bucket's balance at the end of a day, by book date: the last closed month before it plus a delta.
create function ledger_as_of(p_bucket bigint, p_day date) returns bigint language sql stable as $$
  with f as (
    select qty, open_seq, (month + interval '1 month')::date as opens from ledger_month_balances
     where bucket_id = p_bucket and month + interval '1 month' <= p_day + 1 order by month desc limit 1
  ), n as (
    -- The first closed month that holds the day ends the range: nothing was booked in it after its close.
    select close_seq from ledger_month_balances where bucket_id = p_bucket and month + interval '1 month' > p_day + 1 order by month limit 1
  ), base as (
    select coalesce((select qty from f), 0) as qty, coalesce((select open_seq from f), 1) as first, coalesce((select opens from f), '-infinity'::date) as opens,
           coalesce((select close_seq from n), 9223372036854775807) as last
  )
  select (b.qty + coalesce((
    select sum(x.dq) from (
      select -qty as dq, book_date from ledger_entries where from_bucket = p_bucket and from_seq between b.first and b.last
      union all select qty, book_date from ledger_entries where to_bucket = p_bucket and to_seq between b.first and b.last) x
     where x.book_date >= b.opens and x.book_date <= p_day), 0))::bigint
    from base b
$$;
