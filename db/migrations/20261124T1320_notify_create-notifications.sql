create table notifications (
  id uuid not null,
  user_id uuid not null,
  -- Translation key notification.<kind>.
  kind text not null,
  subject_kind text not null,
  subject_id text not null,
  -- Figures for the words; never personal data.
  figures jsonb not null default '{}',
  from_user_id uuid,
  created_at timestamptz not null,
  read_at timestamptz,
  -- The same cause never tells a person twice.
  cause text not null,
  constraint notifications_pkey primary key (id),
  constraint notifications_user_id_cause_key unique (user_id, cause),
  constraint notifications_user_id_fkey foreign key (user_id) references users (id),
  constraint notifications_from_user_id_fkey foreign key (from_user_id) references users (id)
);
create index notifications_user_id_idx on notifications (user_id, created_at desc, id desc);
create index notifications_unread_idx on notifications (user_id) where read_at is null;
comment on table notifications is 'Words to one person: a mention, a task, an exception to close.';
