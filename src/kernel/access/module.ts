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
});
