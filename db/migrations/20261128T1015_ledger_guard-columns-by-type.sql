-- What one column may hold is guarded by its type. A CHECK of a table is read from the catalogue as text and prepared anew by each
-- statement that writes there, which was an eighth of a posting; a type's is kept by the connection. The names stay as they were, and
-- so does what spans several columns. Types first and their guards after, so that no table is written anew: it is only read once.
create domain ledger_book as text;
create domain ledger_kind as text;
create domain ledger_bucket_book as text;
create domain ledger_rest as bigint;
create domain ledger_owed as bigint;
create domain ledger_reserved as bigint;
create domain ledger_moved as bigint;
create domain ledger_rest_after as bigint;
create domain ledger_promised as bigint;
create domain ledger_promise_state as text;

alter table ledger_documents alter book type ledger_book, alter kind type ledger_kind, drop constraint ledger_documents_book_check, drop constraint ledger_documents_kind_check;
alter table ledger_buckets alter book type ledger_bucket_book, drop constraint ledger_buckets_book_check;
alter table ledger_balances alter qty type ledger_rest, alter owed type ledger_owed, alter reserved type ledger_reserved,
  drop constraint ledger_balances_qty_check, drop constraint ledger_balances_owed_check, drop constraint ledger_balances_reserved_check,
  add constraint ledger_balances_reserved_check check (reserved <= qty);
alter table ledger_entries alter qty type ledger_moved, alter from_after type ledger_rest_after, alter to_after type ledger_rest_after,
  drop constraint ledger_entries_qty_check, drop constraint ledger_entries_after_check;
alter table ledger_reservations alter qty type ledger_promised, alter state type ledger_promise_state,
  drop constraint ledger_reservations_qty_check, drop constraint ledger_reservations_state_check;

alter domain ledger_book add constraint ledger_documents_book_check check (value in ('goods', 'money'));
alter domain ledger_kind add constraint ledger_documents_kind_check check (value ~ '^[a-z][a-z-]{1,60}$');
alter domain ledger_bucket_book add constraint ledger_buckets_book_check check (value in ('goods', 'money'));
alter domain ledger_rest add constraint ledger_balances_qty_check check (value between 0 and 9007199254740991);
alter domain ledger_owed add constraint ledger_balances_owed_check check (value >= 0);
alter domain ledger_reserved add constraint ledger_balances_reserved_check check (value >= 0);
alter domain ledger_moved add constraint ledger_entries_qty_check check (value > 0 and value <= 9007199254740991);
alter domain ledger_rest_after add constraint ledger_entries_after_check check (value >= 0);
alter domain ledger_promised add constraint ledger_reservations_qty_check check (value > 0);
alter domain ledger_promise_state add constraint ledger_reservations_state_check check (value in ('held', 'posted', 'voided', 'expired', 'broken'));

-- The posting function as before, but that it takes what it reads as plain numbers.
create or replace function ledger_post(
  p_doc uuid, p_kind text, p_occurred timestamptz, p_day date, p_recorded timestamptz, p_actor uuid, p_command uuid, p_hash text, p_reverses uuid,
  p_keys text[], p_from int[], p_to int[], p_qty bigint[], p_fact boolean, p_holds uuid[]
) returns jsonb language plpgsql security definer set search_path from current set enable_seqscan = off as $$
declare
  v_former text;
  v_date date;
  v_past boolean;
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
  v_short boolean := false;
  v_months int := hashtext(current_schema() || ' ledger months');
  f int;
  t int;
  q bigint;
  s bigint;
  n int;
begin
  if not pg_try_advisory_xact_lock_shared(v_months) then
    perform pg_advisory_xact_lock_shared(v_months);
  end if;
  insert into ledger_documents (id, book, kind, occurred_at, recorded_at, book_date, actor_id, command_id, content_hash, reverses)
  values (p_doc, split_part(p_keys[1], '|', 1), p_kind, p_occurred, p_recorded, greatest(p_day, (select (max(month) + interval '1 month')::date from ledger_months)), p_actor, p_command, p_hash, p_reverses) on conflict (id) do nothing
  returning book_date, book_date < (select max(month) + interval '1 month' from ledger_kept_months) into v_date, v_past;
  if v_date is null then
    select content_hash, book_date into v_former, v_date from ledger_documents where id = p_doc;
    if v_former is distinct from p_hash then
      perform ledger_refuse('ledger.document-id-reused', 409, jsonb_build_object('document', p_doc));
    end if;
    return jsonb_build_object('replayed', true, 'bookDate', v_date, 'rooms', v_rooms, 'settled', v_settled);
  end if;

  -- Told for a month whose ends are kept: those no longer hold. The lock above keeps away whoever is keeping others.
  if v_past then
    delete from ledger_kept_months where month >= date_trunc('month', v_date)::date;
  end if;

  loop
    -- A row that was waited for is read as it is after the wait: locking and reading are one statement.
    with b as materialized (select u.at, k.id, coalesce(k.item, k.currency) as unit from unnest(p_keys) with ordinality u(key, at) left join ledger_buckets k on k.key = u.key),
    l as materialized (select bucket_id, qty, reserved, owed, seq from ledger_balances where bucket_id = any(array(select id from b)) order by bucket_id for no key update)
    select array_agg(b.id order by b.at), array_agg(b.unit order by b.at), array_agg(l.qty::bigint order by b.at), array_agg(l.reserved::bigint order by b.at),
           array_agg(l.owed::bigint order by b.at), array_agg(l.seq order by b.at), coalesce(sum(l.owed), 0) > 0
      into v_ids, v_units, v_start, v_held, v_owed, v_seqs, v_any_owed
      from b left join l on l.bucket_id = b.id;
    exit when array_position(v_ids, null) is null;
    -- What somebody else has made meanwhile stays missing, and is looked for again.
    select array_agg(coalesce(k.id, m.made_id) order by k.at), array_agg(coalesce(k.unit, m.made_unit) order by k.at),
           array_agg(case when m.made_balance then 0 else k.qty end order by k.at), array_agg(case when m.made_balance then 0 else k.held end order by k.at),
           array_agg(case when m.made_balance then 0 else k.owed end order by k.at), array_agg(case when m.made_balance then 0 else k.seq end order by k.at)
      into v_ids, v_units, v_start, v_held, v_owed, v_seqs
      from unnest(p_keys, v_ids, v_units, v_start, v_held, v_owed, v_seqs) with ordinality as k(key, id, unit, qty, held, owed, seq, at)
      left join ledger_make_buckets(array(select n.key from unnest(p_keys, v_ids) as n(key, id) where n.id is null)) m on m.made_key = k.key;
    exit when array_position(v_ids, null) is null;
  end loop;

  if cardinality(p_holds) > 0 then
    v_held := ledger_use_holds(p_holds, p_recorded, p_fact, v_ids, v_held);
  end if;
  for i in 1..cardinality(p_from) loop
    v_line[i] := i;
  end loop;

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
      q := v_qty[f] - v_moved[i];
      if q is not null then
        s := v_seq[f] + 1;
        v_qty[f] := q;
        v_seq[f] := s;
        v_from_seq[i] := s;
        v_from_after[i] := q;
        if q < v_low[f] then
          v_low[f] := q;
          v_short := v_short or q < v_held[f];
        end if;
      end if;
      q := v_qty[t] + v_moved[i];
      if q is not null then
        s := v_seq[t] + 1;
        v_qty[t] := q;
        v_seq[t] := s;
        v_to_seq[i] := s;
        v_to_after[i] := q;
      end if;
    end loop;
    exit when not v_short;
    v_short := false;
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
