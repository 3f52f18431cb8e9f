-- Programs’ tokens follow the waivers of visibility from supply to places, as roles have done.
update api_tokens
   set permissions = array_replace(array_replace(array_replace(permissions, 'supply.waive-visibility', 'places.waive-visibility'),
                       'supply.lift-waiver', 'places.lift-waiver'), 'supply.list-waivers', 'places.review-waivers')
 where permissions && array['supply.waive-visibility', 'supply.lift-waiver', 'supply.list-waivers'];

-- Pages with thumb-marks are deleted one by one.
update permissions set name = 'files.forget-thumb-page' where name = 'files.forget-thumb-pages';

-- Who attaches files could add such a page before it had a right of its own, and still can.
insert into permissions (name) select 'files.keep-thumb-page'
 where exists (select from role_permissions where permission = 'notes.attach-file') on conflict (name) do nothing;
insert into role_permissions (role_id, role_protected, permission, permission_protected)
select h.role_id, h.role_protected, q.name, q.protected
  from role_permissions h join permissions q on q.name = 'files.keep-thumb-page'
 where h.permission = 'notes.attach-file' on conflict (role_id, permission) do nothing;

-- Rights are kept by version: whoever holds one of these gets them anew.
update users set grants_version = grants_version + 1
 where id in (select a.user_id from assignments a join role_permissions p on p.role_id = a.role_id
               where a.revoked_at is null
                 and p.permission in ('files.keep-thumb-page', 'files.forget-thumb-page', 'places.waive-visibility', 'places.lift-waiver', 'places.review-waivers'));
