create table digests (
  user_id uuid not null,
  every text not null default 'daily',
  -- The last day whose digest has left.
  sent_on date,
  constraint digests_pkey primary key (user_id),
  constraint digests_user_id_fkey foreign key (user_id) references users (id),
  constraint digests_every_check check (every in ('never', 'daily', 'weekly'))
);
comment on table digests is 'How often a person is told by mail what waits; without a row, daily.';
