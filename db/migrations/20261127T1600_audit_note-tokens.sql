-- A person may hold several tokens: when one leaks, what that one did must be told from the rest.
alter table command_log
  add column token_id uuid,
  add constraint command_log_token_id_fkey foreign key (token_id) references api_tokens (id),
  add constraint command_log_token_check check (token_id is null or via = 'token');
create index command_log_token_id_idx on command_log (token_id, recorded_at desc) where token_id is not null;
alter table read_log
  add column token_id uuid,
  add constraint read_log_token_id_fkey foreign key (token_id) references api_tokens (id);
