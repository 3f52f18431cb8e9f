import { defineModule } from '#foundation/module.ts';
import { getMe, setLanguage } from './contract/me.ts';
import { problems } from './contract/problems.ts';
import { changeRole, createRole, explain, listPermissions, listRoles } from './contract/roles.ts';
import { assignRole, createUser, disableUser, enableUser, endAssignment, getUser, listUsers } from './contract/users.ts';

/** Who may act, where and until when. */
export const access = defineModule({
  name: 'access',
  commands: [setLanguage, createUser, disableUser, enableUser, assignRole, endAssignment, createRole, changeRole],
  queries: [getMe, listUsers, getUser, listRoles, listPermissions, explain],
  problems: [problems],
  pages: [
    {
      path: '/admin/users',
      name: 'access.users',
      nav: { area: 'administration', icon: 'users', order: 10, key: 'u' },
      actions: ['access.create-user'],
      permission: 'access.list-users',
    },
    { path: '/admin/users/$userId', name: 'access.user', permission: 'access.get-user' },
    {
      path: '/admin/roles',
      name: 'access.roles',
      nav: { area: 'administration', icon: 'roles', order: 11 },
      actions: ['access.create-role'],
      permission: 'access.list-roles',
    },
    { path: '/admin/why', name: 'access.why', nav: { area: 'administration', icon: 'why', order: 12 }, permission: 'access.explain' },
  ],
});
