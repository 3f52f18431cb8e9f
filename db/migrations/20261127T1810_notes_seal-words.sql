-- What people write under a record may name persons, so it lies sealed under the record's own key: who erases a person erases it too.
-- The key lies outside the database: words that were written before cannot be sealed here, and are not kept.
alter table comments
  drop constraint comments_text_check,
  drop column text,
  -- Null once the comment was taken back.
  add column sealed bytea;
alter table comments add constraint comments_sealed_check check (removed_at is null or sealed is null);
comment on column comments.sealed is 'The words, sealed for the record.';

alter table tasks
  drop constraint tasks_title_check,
  drop column title,
  add column sealed bytea;
comment on column tasks.sealed is 'What is to be done, sealed for the record.';

alter table attachments
  drop constraint attachments_name_check,
  drop column name,
  add column sealed bytea;
comment on column attachments.sealed is 'The file''s name, sealed for the record.';
