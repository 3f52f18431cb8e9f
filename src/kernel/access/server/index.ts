import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { access } from '../module.ts';
import { answerGetMe, handleSetLanguage } from './me.ts';
import { answerExplain, answerListPermissions, answerListRoles, handleChangeRole, handleCreateRole } from './roles.ts';
import {
  answerGetUser,
  answerListUsers,
  handleAssignRole,
  handleCreateUser,
  handleDisableUser,
  handleEnableUser,
  handleEndAssignment,
} from './users.ts';
import { findUser } from './users.repo.ts';

export { accessPort } from './port.ts';
export { setVault, vaultOf } from './vault.ts';
export { fillRole, upsertPermissions } from './catalogue.repo.ts';
export { addSignInRoutes } from './sign-in.ts';
export type { ShownLogin, SignInDeps } from './sign-in.ts';

export const room: ServerRoom = {
  module: access,
  commands: [
    handleSetLanguage,
    handleCreateUser,
    handleDisableUser,
    handleEnableUser,
    handleAssignRole,
    handleEndAssignment,
    handleCreateRole,
    handleChangeRole,
  ],
  queries: [answerGetMe, answerListUsers, answerGetUser, answerListRoles, answerListPermissions, answerExplain],
  positions: {
    user: async (tx, id) => {
      const user = await findUser.maybe(tx, { id });
      return user && { users: [user.id], ...(user.org_id ? { orgs: [user.org_id] } : {}) };
    },
  },
};
