create table audit_seals (
  seq int not null,
  command_count int not null,
  batch_hash text not null,
  -- sha256 over the former seal's hash and this batch's: a change anywhere breaks every later seal.
  chain_hash text not null,
  sealed_at timestamptz not null,
  constraint audit_seals_pkey primary key (seq),
  constraint audit_seals_count_check check (command_count > 0)
);
comment on table audit_seals is 'Hash chain over batches of the command log.';
revoke update, delete, truncate on audit_seals from kervan_app;

create table command_seals (
  command_id uuid not null,
  seal int not null,
  place int not null,
  constraint command_seals_pkey primary key (command_id),
  constraint command_seals_seal_place_key unique (seal, place),
  constraint command_seals_seal_fkey foreign key (seal) references audit_seals (seq),
  constraint command_seals_command_id_fkey foreign key (command_id) references command_log (id)
);
comment on table command_seals is 'Which command lies at which place of which seal.';
revoke update, delete, truncate on command_seals from kervan_app;

create table proof_runs (
  id uuid not null,
  run_at timestamptz not null,
  checked bigint not null,
  fault_count int not null,
  -- [{name, checked, faults}]
  proofs jsonb not null,
  constraint proof_runs_pkey primary key (id)
);
create index proof_runs_run_at_idx on proof_runs (run_at desc);
comment on table proof_runs is 'Each run of all proofs, and what it found.';
