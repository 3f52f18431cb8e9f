-- The picture of a delivery that somebody also attached as a file has two reasons to stay: taking off the one leaves the other.
alter table file_links drop constraint file_links_pkey;
alter table file_links add constraint file_links_pkey primary key (file_id, subject_kind, subject_id, permission);
comment on table file_links is 'Which records a file belongs to, and by which right: who may read one of them so may read the file.';
