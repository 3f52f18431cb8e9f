-- Users of others belong to a real organisation. Those entered before organisations were kept get one in name only.
insert into organisations (id, name_en, roles, kind, created_by, created_at)
select org_id, 'Unnamed (' || min(org_kind) || ')', array[min(org_kind)], min(org_kind), '00000000-0000-7000-8000-000000000001', min(created_at)
  from users where org_id is not null group by org_id;
with unnamed as (
  insert into organisations (id, name_en, roles, kind, created_by, created_at)
  select gen_random_uuid(), 'Unnamed (' || org_kind || ')', array[org_kind], org_kind, '00000000-0000-7000-8000-000000000001', min(created_at)
    from users where org_id is null and org_kind <> 'own' group by org_kind
  returning id, kind
)
update users set org_id = unnamed.id from unnamed where users.org_id is null and users.org_kind = unnamed.kind;
-- Kind follows the organisation, and by assignments_user_fkey so does the rule on what authorities and donors may hold.
alter table users
  add constraint users_org_fkey foreign key (org_id, org_kind) references organisations (id, kind) on update cascade,
  add constraint users_org_check check (org_kind = 'own' or org_id is not null);
create index users_org_id_idx on users (org_id) where org_id is not null;

-- Rows written before are left as they are; every new one points to something that exists.
alter table sites
  add constraint sites_custodian_id_fkey foreign key (custodian_id) references organisations (id) not valid,
  add constraint sites_response_id_fkey foreign key (response_id) references responses (id) not valid;
create index sites_custodian_id_idx on sites (custodian_id) where custodian_id is not null;
create index sites_response_id_idx on sites (response_id) where response_id is not null;
