create table number_series (
  kind text not null,
  office text not null,
  year int not null,
  next int not null default 1,
  constraint number_series_pkey primary key (kind, office, year),
  constraint number_series_next_check check (next between 1 and 1000000),
  constraint number_series_kind_check check (kind ~ '^[A-Z]{2,4}$'),
  constraint number_series_office_check check (office ~ '^[A-Z0-9]{2,6}$')
);
comment on table number_series is 'The next serial of each kind, office and year. Taken inside the command''s transaction, so none is lost.';
revoke delete, truncate on number_series from kervan_app;

create table number_blocks (
  id uuid not null,
  kind text not null,
  office text not null,
  year int not null,
  first int not null,
  last int not null,
  device_id uuid,
  taken_by uuid not null,
  taken_at timestamptz not null,
  returned_at timestamptz,
  -- The last serial that was used of it; what follows stays unused for good, and is on record as such.
  used_to int,
  constraint number_blocks_pkey primary key (id),
  constraint number_blocks_range_key unique (kind, office, year, first),
  constraint number_blocks_series_fkey foreign key (kind, office, year) references number_series (kind, office, year),
  constraint number_blocks_device_id_fkey foreign key (device_id) references devices (id),
  constraint number_blocks_taken_by_fkey foreign key (taken_by) references users (id),
  constraint number_blocks_range_check check (first <= last),
  constraint number_blocks_returned_check check ((returned_at is null) = (used_to is null) and (used_to is null or used_to between first - 1 and last))
);
comment on table number_blocks is 'Serials that an offline device or a book of pre-printed forms holds.';
revoke delete, truncate on number_blocks from kervan_app;

create table numbers (
  kind text not null,
  office text not null,
  year int not null,
  serial int not null,
  subject_kind text not null,
  subject_id text not null,
  block_id uuid,
  command_id uuid not null,
  constraint numbers_pkey primary key (kind, office, year, serial),
  constraint numbers_subject_key unique (subject_kind, subject_id, kind),
  constraint numbers_block_id_fkey foreign key (block_id) references number_blocks (id)
);
comment on table numbers is 'Which document bears which number; a number is used once.';
revoke update, delete, truncate on numbers from kervan_app;
