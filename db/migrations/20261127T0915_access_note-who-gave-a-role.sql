alter table assignments
  -- Who gave the role; null: given before this was kept, or by the first run.
  add column given_by uuid,
  add constraint assignments_given_by_fkey foreign key (given_by) references users (id);
