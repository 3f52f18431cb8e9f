create table thumb_pages (
  id uuid not null,
  subject_kind text not null,
  subject_id text not null,
  -- Null once the picture was deleted: this row is then the log of it.
  file_id uuid,
  kept_by uuid not null,
  kept_at timestamptz not null,
  delete_at timestamptz not null,
  deleted_at timestamptz,
  -- Null when its time was over.
  deleted_by uuid,
  deleted_why text,
  constraint thumb_pages_pkey primary key (id),
  constraint thumb_pages_file_id_key unique (file_id),
  constraint thumb_pages_file_id_fkey foreign key (file_id) references files (id),
  constraint thumb_pages_kept_by_fkey foreign key (kept_by) references users (id),
  constraint thumb_pages_deleted_by_fkey foreign key (deleted_by) references users (id),
  constraint thumb_pages_time_check check (delete_at > kept_at and delete_at <= kept_at + interval '181 days'),
  constraint thumb_pages_deleted_check check ((deleted_at is null) = (file_id is not null) and (deleted_why is null) = (deleted_by is null))
);
create index thumb_pages_subject_idx on thumb_pages (subject_kind, subject_id, kept_at);
create index thumb_pages_delete_at_idx on thumb_pages (delete_at) where deleted_at is null;
comment on table thumb_pages is 'Pages with thumb-marks: biometric, so each is opened by few, with a reason, and deleted when its time is over. The row stays.';
revoke delete, truncate on thumb_pages from kervan_app;

create table thumb_page_terms (
  days int not null,
  set_by uuid not null,
  set_at timestamptz not null,
  constraint thumb_page_terms_pkey primary key (set_at),
  constraint thumb_page_terms_set_by_fkey foreign key (set_by) references users (id),
  constraint thumb_page_terms_days_check check (days between 1 and 180)
);
comment on table thumb_page_terms is 'After how many days pages with thumb-marks are deleted, as it was set; the last one holds.';
revoke update, delete, truncate on thumb_page_terms from kervan_app;
