create table saved_views (
  id uuid not null,
  owner_id uuid not null,
  -- The page whose address it completes, and what stands behind the question mark there.
  page text not null,
  name text not null,
  search text not null,
  shared boolean not null,
  changed_at timestamptz not null,
  constraint saved_views_pkey primary key (id),
  constraint saved_views_owner_id_fkey foreign key (owner_id) references users (id),
  constraint saved_views_owner_page_name_key unique (owner_id, page, name),
  constraint saved_views_page_check check (page ~ '^/[A-Za-z0-9/_-]{0,199}$'),
  constraint saved_views_name_check check (length(name) between 1 and 80),
  constraint saved_views_search_check check (length(search) <= 2000)
);
create index saved_views_shared_idx on saved_views (page) where shared;
comment on table saved_views is 'Ways of looking at a list that people keep under a name: sorting, filters and columns, as they stand in the address.';
