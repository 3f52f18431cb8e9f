-- Row-level security for tables that hold personal data: the database itself keeps rows from who does not reach them,
-- beside the condition that every list carries. A room calls guard_rows in its own migration; src/kernel/access/README.md says how.

-- The mission's time: a demonstration's set clock rules its rights too.
create function mission_now() returns timestamptz language sql stable
begin atomic
  select now() + coalesce((select m.clock_offset_ms from missions m where m.schema_name = current_schema()), 0) * interval '1 millisecond';
end;

-- Where the user of this transaction holds a permission now. No user, no rows: closed by default.
create function reach_of(wanted text, kind text) returns text[] language sql stable
begin atomic
  select coalesce(array_agg(distinct a.scope_id), '{}')
    from assignments a
    join role_permissions rp on rp.role_id = a.role_id and rp.permission = wanted
    join users u on u.id = a.user_id and u.disabled_at is null
   where a.user_id = nullif(current_setting('kervan.user', true), '')::uuid and a.scope_kind = kind and a.scope_id is not null
     and a.revoked_at is null and a.valid_from <= mission_now() and (a.valid_to is null or a.valid_to > mission_now());
end;

create function reaches_everywhere(wanted text) returns boolean language sql stable
begin atomic
  select exists (
    select from assignments a
      join role_permissions rp on rp.role_id = a.role_id and rp.permission = wanted
      join users u on u.id = a.user_id and u.disabled_at is null
     where a.user_id = nullif(current_setting('kervan.user', true), '')::uuid and a.scope_kind = 'mission'
       and a.revoked_at is null and a.valid_from <= mission_now() and (a.valid_to is null or a.valid_to > mission_now()));
end;

-- Guards a table: rows are seen, changed and deleted only within the user's reach of the permission. What a user enters
-- must lie within it too. Columns that a table does not have are null. The subselects are worked out once a statement.
create procedure guard_rows(guarded regclass, wanted text, areas text default null, site text default null, org text default null, response text default null)
language plpgsql as $$
declare
  condition text := format('(select reaches_everywhere(%L))', wanted);
  short text := (select relname from pg_class where oid = guarded);
begin
  if areas is not null then condition := condition || format(' or %I && (select reach_of(%L, ''area''))', areas, wanted); end if;
  if site is not null then condition := condition || format(' or %I::text = any ((select reach_of(%L, ''site''))::text[])', site, wanted); end if;
  if org is not null then condition := condition || format(' or %I::text = any ((select reach_of(%L, ''org''))::text[])', org, wanted); end if;
  if response is not null then condition := condition || format(' or %I::text = any ((select reach_of(%L, ''response''))::text[])', response, wanted); end if;
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format('create policy %I on %s using (%s) with check (%s)', short || '_reach', guarded, condition, condition);
  -- Who owns the tables migrates and backs up, and never serves: a backup that left rows out would be found too late.
  execute format('create policy %I on %s to %I using (true) with check (true)', short || '_owner', guarded, current_user);
end $$;
comment on procedure guard_rows is 'Keeps the rows of a table within the reach of a permission, whoever asks.';
