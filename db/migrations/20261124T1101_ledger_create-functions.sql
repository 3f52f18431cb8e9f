-- A problem with words: the code is translated, the figures say what to do.
create function ledger_refuse(p_code text, p_status int, p_figures jsonb) returns void language plpgsql as $$
begin
  raise exception using errcode = 'KV001', message = jsonb_build_object('code', p_code, 'status', p_status, 'figures', p_figures)::text;
end $$;

-- What a person needs to know of a bucket that is short.
create function ledger_short_figures(p_bucket bigint, p_asked bigint, p_available bigint) returns jsonb language sql stable as $$
  select jsonb_strip_nulls(jsonb_build_object('bucket', key, 'item', item, 'lot', lot, 'place', place, 'account', account, 'currency', currency, 'asked', p_asked, 'available', p_available))
    from ledger_buckets where id = p_bucket
$$;

-- Makes the buckets of these keys where they are new: `book|virtual|item or currency|...`, see kernel/ledger/domain/bucket.ts.
-- In the order of keys, so that two makers never wait for each other.
create function ledger_make_buckets(p_keys text[]) returns void language plpgsql security definer set search_path from current as $$
begin
  insert into ledger_buckets (book, key, virtual, item, lot, place, grant_code, condition, owner, currency, account)
  select p[1], key, nullif(p[2], ''),
         case p[1] when 'goods' then p[3] end, case p[1] when 'goods' then nullif(p[4], '') end, case p[1] when 'goods' then nullif(p[5], '') end,
         nullif(p[6], ''), nullif(p[7], ''), nullif(p[8], ''), case p[1] when 'money' then p[3] end, case p[1] when 'money' then nullif(p[4], '') end
    from (select distinct key, string_to_array(key, '|') as p from unnest(p_keys) key) k
   order by key
  on conflict (key) do nothing;
  insert into ledger_balances (bucket_id)
  select b.id from ledger_buckets b where b.key = any(p_keys) and b.virtual is null order by b.id
  on conflict (bucket_id) do nothing;
end $$;

-- Locks everything that several documents of one transaction will touch, so that two such transactions never wait for each
-- other in a circle.
create function ledger_lock(p_keys text[]) returns void language plpgsql security definer set search_path from current as $$
begin
  perform ledger_make_buckets(p_keys);
  perform 1 from ledger_balances where bucket_id in (select id from ledger_buckets where key = any(p_keys)) order by bucket_id for no key update;
end $$;

-- What a fact does where promises stand in its way: it breaks them, the lowest priority first and the youngest among equals.
create function ledger_break_holds(p_bucket bigint, p_missing bigint, p_at timestamptz) returns jsonb language plpgsql security definer set search_path from current as $$
declare
  v_missing bigint := p_missing;
  v_broken jsonb := '[]';
  v_hold record;
begin
  for v_hold in
    select id, qty, purpose from ledger_reservations where bucket_id = p_bucket and state = 'held' order by priority, made_at desc, id desc
  loop
    exit when v_missing <= 0;
    update ledger_reservations set state = 'broken', ended_at = p_at where id = v_hold.id;
    update ledger_balances set reserved = reserved - v_hold.qty where bucket_id = p_bucket;
    v_missing := v_missing - v_hold.qty;
    v_broken := v_broken || jsonb_build_object('reservation', v_hold.id, 'qty', v_hold.qty, 'purpose', v_hold.purpose);
  end loop;
  return v_broken;
end $$;

-- The day a document is booked on: its own, or the first open day after it. Holds off a closing of months until commit.
create function ledger_book_date(p_day date) returns date language plpgsql as $$
declare
  v_open date;
begin
  perform pg_advisory_xact_lock_shared(hashtext(current_schema() || ' ledger months'));
  select max(month) + interval '1 month' into v_open from ledger_months;
  return greatest(p_day, v_open);
end $$;

-- Posts one document in one round trip: idempotent by its id, balances locked in id order, each step of the way not below
-- what is promised, moved as sets. A fact that brings what an earlier fact had taken from nowhere gives it back first, so that
-- facts end at the same balances in whatever order they arrive.
-- Answers {replayed, bookDate, rooms: [{bucket, key, draw, owed, broken}], settled: [{bucket, key, owed}]}.
create function ledger_post(
  p_doc uuid, p_kind text, p_occurred timestamptz, p_day date, p_recorded timestamptz, p_actor uuid, p_command uuid, p_hash text, p_reverses uuid,
  p_keys text[], p_from int[], p_to int[], p_qty bigint[], p_fact boolean, p_holds uuid[]
) returns jsonb language plpgsql security definer set search_path from current as $$
declare
  v_former text;
  v_date date;
  v_ids bigint[];
  v_units text[];
  v_start bigint[];
  v_held bigint[];
  v_owed bigint[];
  v_seqs bigint[];
  v_qty bigint[];
  v_low bigint[];
  v_seq bigint[];
  v_line int[];
  v_from int[] := p_from;
  v_to int[] := p_to;
  v_moved bigint[] := p_qty;
  v_from_seq bigint[];
  v_from_after bigint[];
  v_to_seq bigint[];
  v_to_after bigint[];
  v_keys int := cardinality(p_keys);
  v_added int := 0;
  v_rooms jsonb := '[]';
  v_settled jsonb := '[]';
  v_broken jsonb;
  v_again boolean;
  v_any_owed boolean;
  v_back bigint;
  f int;
  t int;
  n int;
begin
  v_date := ledger_book_date(p_day);
  insert into ledger_documents (id, book, kind, occurred_at, recorded_at, book_date, actor_id, command_id, content_hash, reverses)
  values (p_doc, split_part(p_keys[1], '|', 1), p_kind, p_occurred, p_recorded, v_date, p_actor, p_command, p_hash, p_reverses) on conflict (id) do nothing;
  if not found then
    select content_hash, book_date into v_former, v_date from ledger_documents where id = p_doc;
    if v_former is distinct from p_hash then
      perform ledger_refuse('ledger.document-id-reused', 409, jsonb_build_object('document', p_doc));
    end if;
    return jsonb_build_object('replayed', true, 'bookDate', v_date, 'rooms', v_rooms, 'settled', v_settled);
  end if;

  loop
    -- A row that was waited for is read as it is after the wait: locking and reading are one statement.
    with b as materialized (select u.at, k.id, coalesce(k.item, k.currency) as unit from unnest(p_keys) with ordinality u(key, at) left join ledger_buckets k on k.key = u.key),
    l as materialized (select bucket_id, qty, reserved, owed, seq from ledger_balances where bucket_id = any(array(select id from b)) order by bucket_id for no key update)
    select array_agg(b.id order by b.at), array_agg(b.unit order by b.at), array_agg(l.qty order by b.at), array_agg(l.reserved order by b.at),
           array_agg(l.owed order by b.at), array_agg(l.seq order by b.at), coalesce(sum(l.owed), 0) > 0
      into v_ids, v_units, v_start, v_held, v_owed, v_seqs, v_any_owed
      from b left join l on l.bucket_id = b.id;
    exit when array_position(v_ids, null) is null;
    perform ledger_make_buckets(p_keys);
  end loop;

  if cardinality(p_holds) > 0 then
    v_held := ledger_use_holds(p_holds, p_recorded, p_fact, v_ids, v_held);
  end if;
  v_line := array(select generate_series(1, cardinality(p_from)));

  loop
    v_qty := v_start;
    v_low := v_start;
    v_seq := v_seqs;
    v_again := false;
    n := cardinality(v_from);
    v_from_seq := array_fill(null::bigint, array[n]);
    v_from_after := v_from_seq;
    v_to_seq := v_from_seq;
    v_to_after := v_from_seq;
    for i in 1..n loop
      f := v_from[i];
      t := v_to[i];
      if v_units[f] <> v_units[t] then
        perform ledger_refuse('ledger.items-differ', 422, jsonb_build_object('line', v_line[i], 'from', v_units[f], 'to', v_units[t]));
      end if;
      if v_qty[f] is not null then
        v_qty[f] := v_qty[f] - v_moved[i];
        v_seq[f] := v_seq[f] + 1;
        v_from_seq[i] := v_seq[f];
        v_from_after[i] := v_qty[f];
        if v_qty[f] < v_low[f] then
          v_low[f] := v_qty[f];
        end if;
      end if;
      if v_qty[t] is not null then
        v_qty[t] := v_qty[t] + v_moved[i];
        v_seq[t] := v_seq[t] + 1;
        v_to_seq[i] := v_seq[t];
        v_to_after[i] := v_qty[t];
      end if;
    end loop;
    for k in 1..v_keys loop
      continue when v_low[k] is null or v_low[k] >= v_held[k];
      if not p_fact then
        perform ledger_refuse('ledger.short', 409, ledger_short_figures(v_ids[k], v_start[k] - v_low[k], v_start[k] - v_held[k]));
      end if;
      v_again := true;
      v_broken := ledger_break_holds(v_ids[k], v_held[k] - greatest(v_low[k], 0), p_recorded);
      v_held[k] := v_held[k] - coalesce((select sum((b ->> 'qty')::bigint) from jsonb_array_elements(v_broken) b), 0);
      v_rooms := v_rooms || jsonb_build_object('bucket', v_ids[k], 'key', p_keys[k], 'draw', greatest(-v_low[k], 0), 'owed', v_owed[k] + greatest(-v_low[k], 0), 'broken', v_broken);
      if v_low[k] < 0 then
        -- What nobody can explain comes in first, so that the rest of the document stands on something.
        v_ids := v_ids || ledger_unexplained(p_keys[k]);
        v_units := v_units || v_units[k];
        v_start := v_start || null::bigint;
        v_seqs := v_seqs || null::bigint;
        v_from := cardinality(v_ids) || v_from;
        v_to := k || v_to;
        v_moved := (-v_low[k]) || v_moved;
        v_line := (-v_added) || v_line;
        v_added := v_added + 1;
        v_owed[k] := v_owed[k] - v_low[k];
        v_any_owed := true;
      end if;
    end loop;
    exit when not v_again;
  end loop;

  if v_any_owed and (p_fact or p_reverses is not null) then
    for k in 1..v_keys loop
      v_back := least(v_owed[k], v_qty[k] - v_held[k]);
      continue when v_back is null or v_back <= 0;
      v_ids := v_ids || ledger_unexplained(p_keys[k]);
      v_qty[k] := v_qty[k] - v_back;
      v_seq[k] := v_seq[k] + 1;
      v_owed[k] := v_owed[k] - v_back;
      v_from := v_from || k;
      v_to := v_to || cardinality(v_ids);
      v_moved := v_moved || v_back;
      v_line := v_line || (-v_added);
      v_added := v_added + 1;
      v_from_seq := v_from_seq || v_seq[k];
      v_from_after := v_from_after || v_qty[k];
      v_to_seq := v_to_seq || null::bigint;
      v_to_after := v_to_after || null::bigint;
      v_settled := v_settled || jsonb_build_object('bucket', v_ids[k], 'key', p_keys[k], 'owed', v_owed[k]);
    end loop;
  end if;

  with up as (
    update ledger_balances b set qty = x.qty, seq = x.seq, owed = x.owed
      from unnest(v_ids, v_qty, v_seq, v_seqs, v_owed) as x(id, qty, seq, former, owed) where b.bucket_id = x.id and x.seq > x.former
  )
  insert into ledger_entries (doc_id, line, from_bucket, to_bucket, qty, from_seq, from_after, to_seq, to_after, occurred_at, book_date)
  select p_doc, u.ln, v_ids[u.f], v_ids[u.t], u.q, u.fs, u.fa, u.ts, u.ta, p_occurred, v_date
    from unnest(v_line, v_from, v_to, v_moved, v_from_seq, v_from_after, v_to_seq, v_to_after) as u(ln, f, t, q, fs, fa, ts, ta);
  return jsonb_build_object('replayed', false, 'bookDate', v_date, 'rooms', v_rooms, 'settled', v_settled);
end $$;

-- The virtual bucket of the same item from which a fact draws what nobody can explain.
create function ledger_unexplained(p_key text) returns bigint language plpgsql security definer set search_path from current as $$
declare
  v_key text := case split_part(p_key, '|', 1)
    when 'goods' then 'goods|unexplained|' || split_part(p_key, '|', 3) || '|||||'
    else 'money|unexplained|' || split_part(p_key, '|', 3) || '|||||' end;
  v_id bigint;
begin
  select id into v_id from ledger_buckets where key = v_key;
  if v_id is null then
    perform ledger_make_buckets(array[v_key]);
    select id into v_id from ledger_buckets where key = v_key;
  end if;
  return v_id;
end $$;

-- Turns promises into what they promised: the whole hold ends, and what is posted of it may be less. Answers what stays held.
create function ledger_use_holds(p_holds uuid[], p_at timestamptz, p_fact boolean, p_ids bigint[], p_held bigint[]) returns bigint[]
language plpgsql security definer set search_path from current as $$
declare
  v_held bigint[] := p_held;
  v_used int := 0;
  v_hold record;
begin
  for v_hold in
    update ledger_reservations set state = 'posted', ended_at = p_at
     where id = any(p_holds) and state = 'held' and bucket_id = any(p_ids) and (p_fact or expires_at is null or expires_at > p_at)
    returning bucket_id, qty
  loop
    update ledger_balances set reserved = reserved - v_hold.qty where bucket_id = v_hold.bucket_id;
    v_held[array_position(p_ids, v_hold.bucket_id)] := v_held[array_position(p_ids, v_hold.bucket_id)] - v_hold.qty;
    v_used := v_used + 1;
  end loop;
  if v_used < cardinality(p_holds) and not p_fact then
    perform ledger_refuse('ledger.hold-ended', 409, jsonb_build_object('holds', cardinality(p_holds), 'ended', cardinality(p_holds) - v_used));
  end if;
  return v_held;
end $$;

-- Promises quantities of real buckets; refused as a whole when one is not free.
create function ledger_hold(p_ids uuid[], p_keys text[], p_qtys bigint[], p_priority int, p_purpose text, p_at timestamptz, p_expires timestamptz) returns void
language plpgsql security definer set search_path from current as $$
declare
  v_short record;
begin
  perform ledger_lock(p_keys);
  select k.id, a.qty as asked, coalesce(b.qty - b.reserved, 0) as free into v_short
    from (select key, sum(q)::bigint as qty from unnest(p_keys, p_qtys) u(key, q) group by key) a
    join ledger_buckets k on k.key = a.key left join ledger_balances b on b.bucket_id = k.id
   where b.bucket_id is null or b.qty - b.reserved < a.qty order by k.id limit 1;
  if found then
    perform ledger_refuse('ledger.short', 409, ledger_short_figures(v_short.id, v_short.asked, v_short.free));
  end if;
  insert into ledger_reservations (id, bucket_id, qty, priority, purpose, made_at, expires_at)
  select u.id, k.id, u.q, p_priority, p_purpose, p_at, p_expires from unnest(p_ids, p_keys, p_qtys) u(id, key, q) join ledger_buckets k on k.key = u.key;
  update ledger_balances b set reserved = b.reserved + a.qty
    from (select k.id, sum(u.q)::bigint as qty from unnest(p_keys, p_qtys) u(key, q) join ledger_buckets k on k.key = u.key group by k.id) a
   where b.bucket_id = a.id;
end $$;

-- Ends promises (voided by a person, or expired) and frees what they held; answers which were still held.
create function ledger_free(p_ids uuid[], p_state text, p_at timestamptz) returns setof uuid language plpgsql security definer set search_path from current as $$
begin
  if p_state not in ('voided', 'expired') then
    raise exception 'a promise is not ended as %', p_state;
  end if;
  perform 1 from ledger_balances where bucket_id in (select bucket_id from ledger_reservations where id = any(p_ids)) order by bucket_id for no key update;
  return query
  with ended as (
    update ledger_reservations r set state = p_state, ended_at = p_at where r.id = any(p_ids) and r.state = 'held' returning r.id, r.bucket_id, r.qty
  ), freed as (
    update ledger_balances b set reserved = b.reserved - e.qty from (select bucket_id, sum(qty)::bigint as qty from ended group by 1) e where e.bucket_id = b.bucket_id
  )
  select ended.id from ended;
end $$;

-- Closes a month after the last closed one: each bucket's balance by book date, from the month before plus the delta.
create function ledger_close_month(p_month date, p_at timestamptz, p_command uuid) returns bigint language plpgsql security definer set search_path from current as $$
declare
  v_count bigint;
  v_last date;
begin
  perform pg_advisory_xact_lock(hashtext(current_schema() || ' ledger months'));
  select max(month) into v_last from ledger_months;
  if p_month <= v_last then
    perform ledger_refuse('ledger.month-closed', 409, jsonb_build_object('month', to_char(p_month, 'YYYY-MM'), 'last', to_char(v_last, 'YYYY-MM')));
  end if;
  insert into ledger_months (month, closed_at, command_id) values (p_month, p_at, p_command);
  insert into ledger_month_balances (month, bucket_id, qty, open_seq, close_seq)
  select p_month, k.bucket_id, coalesce(f.qty, 0) + coalesce(d.delta, 0), coalesce(d.open_seq, k.seq + 1), k.seq
    from ledger_balances k
    left join ledger_month_balances f on f.bucket_id = k.bucket_id and f.month = v_last
    left join lateral (
      select sum(x.dq) filter (where x.book_date < p_month + interval '1 month') as delta, min(x.sq) filter (where x.book_date >= p_month + interval '1 month') as open_seq
        from (select -qty as dq, from_seq as sq, book_date from ledger_entries where from_bucket = k.bucket_id and from_seq >= coalesce(f.open_seq, 1)
              union all select qty, to_seq, book_date from ledger_entries where to_bucket = k.bucket_id and to_seq >= coalesce(f.open_seq, 1)) x
       -- From the first entry after the former close on, some may be booked in the months before it: they are counted already.
       where v_last is null or x.book_date >= v_last + interval '1 month'
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

-- Seals the next batch of documents: each seal covers the documents' content and the hash of the seal before it.
create function ledger_seal(p_limit int, p_at timestamptz) returns int language plpgsql security definer set search_path from current as $$
declare
  v_seq int;
  v_former text;
  v_count int;
begin
  perform pg_advisory_xact_lock(hashtext(current_schema() || ' ledger seals'));
  select seq, chain_hash into v_seq, v_former from ledger_seals order by seq desc limit 1;
  v_seq := coalesce(v_seq, 0) + 1;
  with batch as materialized (
    select d.id, ledger_sealed_text(d) as text, row_number() over (order by d.recorded_at, d.id) as place
      from ledger_documents d where not exists (select from ledger_document_seals s where s.document_id = d.id) order by d.recorded_at, d.id limit p_limit
  ), hashed as (
    select count(*)::int as count, encode(sha256(convert_to(string_agg(text, E'\n' order by place), 'UTF8')), 'hex') as hash from batch
  ), seal as (
    insert into ledger_seals (seq, document_count, batch_hash, chain_hash, sealed_at)
    select v_seq, count, hash, encode(sha256(convert_to(coalesce(v_former, '') || '|' || v_seq::text || '|' || count::text || '|' || hash, 'UTF8')), 'hex'), p_at from hashed where count > 0
    returning seq
  ), placed as (
    insert into ledger_document_seals (document_id, seal, place) select b.id, s.seq, b.place from batch b, seal s
  )
  select count into v_count from hashed;
  return v_count;
end $$;

-- What a seal covers of a document; its lines are bound by the content hash.
create function ledger_sealed_text(d ledger_documents) returns text language sql immutable as $$
  select concat_ws('|', d.id, d.book, d.kind, (extract(epoch from d.occurred_at) * 1000000)::bigint, (extract(epoch from d.recorded_at) * 1000000)::bigint,
    d.book_date, d.actor_id, d.command_id, d.content_hash, coalesce(d.reverses::text, ''))
$$;

-- The content hash of a document as its entries stand now.
create function ledger_content_hash(p_doc uuid) returns text language sql stable as $$
  select encode(sha256(convert_to(d.kind || '|' || (extract(epoch from d.occurred_at) * 1000)::bigint || '|' || coalesce(d.reverses::text, '') || E'\n' ||
    string_agg(f.key || '>' || t.key || '|' || e.qty, E'\n' order by e.line), 'UTF8')), 'hex')
    from ledger_documents d join ledger_entries e on e.doc_id = d.id and e.line >= 1
    join ledger_buckets f on f.id = e.from_bucket join ledger_buckets t on t.id = e.to_bucket
   where d.id = p_doc group by d.id
$$;
