create table grants (
  id uuid not null,
  donor_id uuid not null,
  code text not null,
  title text not null,
  currency text not null,
  -- Minor units of the currency.
  amount bigint not null,
  starts_on date not null,
  ends_on date not null,
  status text not null default 'active',
  -- Sectors the agreement allows; empty allows all.
  sectors text[] not null default '{}',
  note text,
  created_at timestamptz not null,
  version int not null default 1,
  constraint grants_pkey primary key (id),
  constraint grants_code_key unique (code),
  constraint grants_donor_id_fkey foreign key (donor_id) references organisations (id),
  constraint grants_code_check check (code ~ '^[A-Z0-9][A-Z0-9-]{1,29}$'),
  constraint grants_currency_check check (currency ~ '^[A-Z]{3}$'),
  constraint grants_amount_check check (amount between 1 and 9007199254740991),
  constraint grants_dates_check check (ends_on >= starts_on),
  constraint grants_status_check check (status in ('planned', 'active', 'closed'))
);
create index grants_donor_id_idx on grants (donor_id);
comment on table grants is 'Donor agreements: what may be spent, on what, where, until when.';

create table grant_lines (
  grant_id uuid not null,
  code text not null,
  title text not null,
  amount bigint not null,
  constraint grant_lines_pkey primary key (grant_id, code),
  constraint grant_lines_grant_id_fkey foreign key (grant_id) references grants (id),
  constraint grant_lines_amount_check check (amount between 0 and 9007199254740991)
);
comment on table grant_lines is 'Budget lines of a grant, in its currency.';

create table grant_areas (
  grant_id uuid not null,
  pcode text not null,
  constraint grant_areas_pkey primary key (grant_id, pcode),
  constraint grant_areas_grant_id_fkey foreign key (grant_id) references grants (id),
  constraint grant_areas_pcode_fkey foreign key (pcode) references areas (pcode) on update cascade
);
comment on table grant_areas is 'Areas in which a grant may be spent; none: everywhere.';

create table grant_partners (
  grant_id uuid not null,
  org_id uuid not null,
  constraint grant_partners_pkey primary key (grant_id, org_id),
  constraint grant_partners_grant_id_fkey foreign key (grant_id) references grants (id),
  constraint grant_partners_org_id_fkey foreign key (org_id) references organisations (id)
);
comment on table grant_partners is 'Partners through whom a grant may be spent; none: all.';

create table grant_amendments (
  id uuid not null,
  grant_id uuid not null,
  kind text not null,
  amended_on date not null,
  reference text not null,
  former_ends_on date not null,
  new_ends_on date not null,
  added bigint not null default 0,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  constraint grant_amendments_pkey primary key (id),
  constraint grant_amendments_grant_id_fkey foreign key (grant_id) references grants (id),
  constraint grant_amendments_recorded_by_fkey foreign key (recorded_by) references users (id),
  constraint grant_amendments_kind_check check (kind in ('no-cost-extension', 'top-up')),
  constraint grant_amendments_extension_check check (kind <> 'no-cost-extension' or (added = 0 and new_ends_on > former_ends_on)),
  constraint grant_amendments_top_up_check check (kind <> 'top-up' or (added > 0 and new_ends_on >= former_ends_on))
);
create index grant_amendments_grant_id_idx on grant_amendments (grant_id);
comment on table grant_amendments is 'What was changed in a donor agreement after it was signed; append-only.';
revoke update, delete on grant_amendments from kervan_app;
