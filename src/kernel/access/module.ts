import { defineModule } from '#foundation/module.ts';
import {
  changeName,
  changePassword,
  endOtherSessions,
  endSession,
  getAccount,
  listMySessions,
  listMySignIns,
  listSignIns,
  renewRecoveryCodes,
  startTwoStep,
  stopTwoStep,
} from './contract/account.ts';
import { beginMission } from './contract/first-run.ts';
import {
  askReset,
  endUserSessions,
  forceChange,
  getSignInState,
  inviteUser,
  resetAsked,
  resetUser,
  useLink,
  withdrawLink,
} from './contract/links.ts';
import { getMe, setLanguage } from './contract/me.ts';
import { problems } from './contract/problems.ts';
import { addPasskey, listMyPasskeys, removePasskey, removeUserPasskeys, renamePasskey } from './contract/passkeys.ts';
import { unlinkProvider } from './contract/provider.ts';
import { approveRecovery, askRecovery, getSignInRules, listRecoveries, refuseRecovery, setSignInRules } from './contract/recovery.ts';
import { changeRole, createRole, explain, listPermissions, listRoles } from './contract/roles.ts';
import { createToken, endToken, endUserToken, listMyTokens, listTokens } from './contract/tokens.ts';
import { assignRole, createUser, disableUser, enableUser, endAssignment, getUser, listUsers } from './contract/users.ts';

/** Who may act, where and until when. */
export const access = defineModule({
  name: 'access',
  commands: [
    setLanguage,
    createUser,
    disableUser,
    enableUser,
    assignRole,
    endAssignment,
    createRole,
    changeRole,
    changeName,
    changePassword,
    startTwoStep,
    stopTwoStep,
    renewRecoveryCodes,
    endSession,
    endOtherSessions,
    inviteUser,
    resetUser,
    withdrawLink,
    useLink,
    askReset,
    forceChange,
    endUserSessions,
    askRecovery,
    approveRecovery,
    refuseRecovery,
    setSignInRules,
    beginMission,
    addPasskey,
    renamePasskey,
    removePasskey,
    removeUserPasskeys,
    unlinkProvider,
    createToken,
    endToken,
    endUserToken,
  ],
  queries: [
    getMe,
    listUsers,
    getUser,
    listRoles,
    listPermissions,
    explain,
    getAccount,
    listMySessions,
    listMySignIns,
    listSignIns,
    getSignInState,
    getSignInRules,
    listRecoveries,
    listMyTokens,
    listTokens,
    listMyPasskeys,
  ],
  events: [resetAsked],
  jobs: [{ name: 'access.tidy-sign-in', schedule: '20 3 * * *' }],
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
    {
      path: '/admin/sign-ins',
      name: 'access.sign-ins',
      nav: { area: 'administration', icon: 'audit', order: 13 },
      permission: 'access.list-sign-ins',
    },
    {
      path: '/admin/sign-in-rules',
      name: 'access.rules',
      nav: { area: 'administration', icon: 'proof', order: 14 },
      permission: 'access.list-sign-ins',
    },
    {
      path: '/admin/tokens',
      name: 'access.tokens',
      nav: { area: 'administration', icon: 'proof', order: 15 },
      permission: 'access.list-tokens',
    },
    { path: '/account', name: 'access.account' },
    { path: '/admin/why', name: 'access.why', nav: { area: 'administration', icon: 'why', order: 12 }, permission: 'access.explain' },
  ],
});
