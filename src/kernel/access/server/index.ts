import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { access } from '../module.ts';
import {
  answerGetAccount,
  answerListMySessions,
  answerListMySignIns,
  answerListSignIns,
  handleChangeName,
  handleChangePassword,
  handleEndOtherSessions,
  handleEndSession,
} from './account.ts';
import { handleBeginMission } from './first-run.ts';
import {
  handleAskReset,
  handleEndUserSessions,
  handleForceChange,
  handleInviteUser,
  handleResetUser,
  handleUseLink,
  handleWithdrawLink,
} from './links.ts';
import { answerGetMe, handleSetLanguage } from './me.ts';
import { answerListMyPasskeys, handleAddPasskey, handleRemovePasskey, handleRemoveUserPasskeys, handleRenamePasskey } from './passkeys.ts';
import {
  answerGetSignInRules,
  answerGetSignInState,
  answerListRecoveries,
  handleApproveRecovery,
  handleAskRecovery,
  handleRefuseRecovery,
  handleUnlinkProvider,
} from './recovery.ts';
import { answerExplain, answerListPermissions, answerListRoles, handleChangeRole, handleCreateRole } from './roles.ts';
import { tidyJob } from './tidy.ts';
import { handleRenewRecoveryCodes, handleSetSignInRules, handleStartTwoStep, handleStopTwoStep } from './two-step.ts';
import { addTokenUse, answerListMyTokens, answerListTokens, handleCreateToken, handleEndToken, handleEndUserToken } from './tokens.ts';
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
export { openSession, tellSignIn } from './doors.ts';
export type { ShownLogin, SignInDeps } from './doors.ts';
export { addLinkRoutes } from './link-doors.ts';
export { linkTokenOf } from './links.ts';
export { addressOf } from './users.ts';
export { listHolders } from './holders.ts';
export { mustBeOwn, onlyOrg } from './outsiders.ts';
export { findIdentity } from './identities.repo.ts';
export { offerFirstRun } from './offer.ts';
export { addTokenUse };
export { addGuestGuard, admitGuest, endGuest } from './guest-passes.ts';
export { addProviderRoutes } from './provider-doors.ts';
export type { ProviderSettings } from './provider-client.ts';
export { addPasskeyRoutes } from './passkey-doors.ts';
export { relyingPartyOf } from '../domain/relying-party.ts';
export { setPasskeyHost } from './webauthn.ts';
export { addSignInRoutes } from './sign-in.ts';

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
    handleChangeName,
    handleChangePassword,
    handleStartTwoStep,
    handleStopTwoStep,
    handleRenewRecoveryCodes,
    handleEndSession,
    handleEndOtherSessions,
    handleInviteUser,
    handleResetUser,
    handleWithdrawLink,
    handleUseLink,
    handleAskReset,
    handleForceChange,
    handleEndUserSessions,
    handleAskRecovery,
    handleApproveRecovery,
    handleRefuseRecovery,
    handleSetSignInRules,
    handleBeginMission,
    handleAddPasskey,
    handleRenamePasskey,
    handleRemovePasskey,
    handleRemoveUserPasskeys,
    handleUnlinkProvider,
    handleCreateToken,
    handleEndToken,
    handleEndUserToken,
  ],
  queries: [
    answerGetMe,
    answerListUsers,
    answerGetUser,
    answerListRoles,
    answerListPermissions,
    answerExplain,
    answerGetAccount,
    answerListMySessions,
    answerListMySignIns,
    answerListSignIns,
    answerGetSignInState,
    answerGetSignInRules,
    answerListRecoveries,
    answerListMyTokens,
    answerListTokens,
    answerListMyPasskeys,
  ],
  jobs: [tidyJob],
  positions: {
    user: async (tx, id) => {
      const user = await findUser.maybe(tx, { id });
      return user && { users: [user.id], ...(user.org_id ? { orgs: [user.org_id] } : {}) };
    },
  },
};
