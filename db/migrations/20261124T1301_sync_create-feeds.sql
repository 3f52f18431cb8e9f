create table feed_epochs (
  singleton boolean not null default true,
  epoch uuid not null default gen_random_uuid(),
  began_at timestamptz not null default now(),
  constraint feed_epochs_pkey primary key (singleton),
  constraint feed_epochs_singleton_check check (singleton)
);
insert into feed_epochs default values;
comment on table feed_epochs is 'The present epoch: a new one after a restore or a move makes every device read its feeds anew.';

create table feed_generations (
  feed text not null,
  generation int not null default 1,
  -- Departures up to this transaction have been cleared away: an older cursor must read anew.
  floor_xid xid8 not null default '0',
  constraint feed_generations_pkey primary key (feed)
);
comment on table feed_generations is 'A raised generation makes the devices read one feed anew.';

create table feed_departures (
  feed text not null,
  row_id text not null,
  changed_xid xid8 not null default pg_current_xact_id(),
  -- Where the row lay before it went: only those who could see it there are told.
  areas text[] not null default '{}',
  site text,
  org text,
  response text,
  left_at timestamptz not null default now(),
  constraint feed_departures_pkey primary key (feed, changed_xid, row_id)
);
create index feed_departures_left_at_idx on feed_departures (left_at);
comment on table feed_departures is 'Rows that were removed from a feed or left a scope, with the scope they left.';

create table feed_marks (
  name text not null,
  xid xid8 not null default '0',
  row_id text not null default '',
  moved_at timestamptz not null default now(),
  constraint feed_marks_pkey primary key (name)
);
comment on table feed_marks is 'How far each reader of rows in commit order has come.';
