create table comments (
  id uuid not null,
  subject_kind text not null,
  subject_id text not null,
  text text not null,
  mentions uuid[] not null default '{}',
  author_id uuid not null,
  written_at timestamptz not null,
  removed_at timestamptz,
  removed_by uuid,
  constraint comments_pkey primary key (id),
  constraint comments_author_id_fkey foreign key (author_id) references users (id),
  constraint comments_removed_by_fkey foreign key (removed_by) references users (id),
  constraint comments_text_check check (length(text) between 1 and 4000)
);
create index comments_subject_idx on comments (subject_kind, subject_id, written_at);
comment on table comments is 'What people wrote under a record.';

create table tasks (
  id uuid not null,
  subject_kind text not null,
  subject_id text not null,
  title text not null,
  owner_id uuid not null,
  due_on date,
  created_by uuid not null,
  created_at timestamptz not null,
  done_at timestamptz,
  done_by uuid,
  constraint tasks_pkey primary key (id),
  constraint tasks_owner_id_fkey foreign key (owner_id) references users (id),
  constraint tasks_created_by_fkey foreign key (created_by) references users (id),
  constraint tasks_done_by_fkey foreign key (done_by) references users (id),
  constraint tasks_title_check check (length(title) between 1 and 300),
  constraint tasks_done_check check ((done_at is null) = (done_by is null))
);
create index tasks_subject_idx on tasks (subject_kind, subject_id, created_at);
create index tasks_owner_id_idx on tasks (owner_id, due_on) where done_at is null;
comment on table tasks is 'Things to do about a record, each with one owner.';

create table attachments (
  id uuid not null,
  subject_kind text not null,
  subject_id text not null,
  -- The file's id in the file store.
  file_id text not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  added_by uuid not null,
  added_at timestamptz not null,
  removed_at timestamptz,
  removed_by uuid,
  constraint attachments_pkey primary key (id),
  constraint attachments_subject_file_key unique (subject_kind, subject_id, file_id),
  constraint attachments_added_by_fkey foreign key (added_by) references users (id),
  constraint attachments_removed_by_fkey foreign key (removed_by) references users (id),
  constraint attachments_name_check check (length(name) between 1 and 200)
);
comment on table attachments is 'Files attached to a record.';
