import { answer, handle } from '#foundation/pipeline/context.ts';
import { forceChange, endUserSessions, getSignInState, inviteUser, resetUser, withdrawLink } from '../contract/links.ts';
import { unlinkProvider } from '../contract/provider.ts';
import { deleteProviderLinks } from './provider.repo.ts';
import { removeUserPasskeys } from '../contract/passkeys.ts';
import { problems } from '../contract/problems.ts';
import { approveRecovery, askRecovery, getSignInRules, listRecoveries, refuseRecovery, setSignInRules } from '../contract/recovery.ts';
import { getIdentity } from './identities.repo.ts';
import { personOf, refuseAbove, refuseElsewhere, refuseInPractice } from './identity.ts';
import { listLinks } from './links.repo.ts';
import { decideRecovery, insertRecovery, listOpenRecoveries } from './recovery.repo.ts';
import { endSessionsOf } from './sessions.repo.ts';
import { everyone } from './sign-ins.repo.ts';
import { deleteAuthenticator, getRules } from './two-step.repo.ts';

export const handleAskRecovery = handle(askRecovery, async (ctx, input) => {
  refuseInPractice(ctx);
  const person = await personOf(ctx.tx, input.userId);
  if (person.id === ctx.actor.userId) throw problems.problem('not-for-oneself');
  if (!(await getIdentity.one(ctx.tx, { id: person.identity_id })).two_step_since) throw problems.problem('two-step-off');
  await refuseElsewhere(ctx, person.identity_id);
  const asked = { id: input.recoveryId, userId: person.id, reason: input.reason, askedBy: ctx.actor.userId };
  await insertRecovery.run(ctx.tx, { ...asked, at: ctx.now.toISOString() });
  ctx.touch('user', person.id);
  return {};
});

/** The table's own checks refuse who asked, and whom it concerns: two people open a lost second step. */
export const handleApproveRecovery = handle(approveRecovery, async (ctx, input) => {
  refuseInPractice(ctx);
  const person = await personOf(ctx.tx, input.userId);
  await refuseAbove(ctx, person.id);
  await refuseElsewhere(ctx, person.identity_id);
  const decision = { id: input.recoveryId, userId: person.id, by: ctx.actor.userId, at: ctx.now.toISOString() };
  if ((await decideRecovery.run(ctx.tx, { ...decision, outcome: 'approved' })) === 0) throw problems.problem('recovery-not-found');
  await deleteAuthenticator.run(ctx.tx, { identityId: person.identity_id });
  await endSessionsOf.run(ctx.tx, { identityId: person.identity_id, except: null });
  ctx.touch('user', person.id);
  return {};
});

export const handleRefuseRecovery = handle(refuseRecovery, async (ctx, input) => {
  const decision = { id: input.recoveryId, userId: input.userId, by: ctx.actor.userId, at: ctx.now.toISOString() };
  if ((await decideRecovery.run(ctx.tx, { ...decision, outcome: 'refused' })) === 0) throw problems.problem('recovery-not-found');
  ctx.touch('user', input.userId);
  return {};
});

export const handleUnlinkProvider = handle(unlinkProvider, async (ctx, input) => {
  refuseInPractice(ctx);
  const person = await personOf(ctx.tx, input.userId);
  await refuseElsewhere(ctx, person.identity_id);
  if ((await deleteProviderLinks.run(ctx.tx, { identityId: person.identity_id })) === 0) throw problems.problem('provider-untied');
  await endSessionsOf.run(ctx.tx, { identityId: person.identity_id, except: null });
  ctx.touch('user', person.id);
  return {};
});

export const answerListRecoveries = answer(listRecoveries, async (ctx) => {
  const rows = await listOpenRecoveries.all(ctx.tx, { reach: ctx.reach(listRecoveries.name, { org: 'u.org_id' }), userId: null });
  return {
    rows: rows.map((row) => ({
      id: row.id,
      userId: row.user_id,
      user: row.user_name,
      reason: row.reason,
      askedById: row.asked_by,
      askedBy: row.asked_by_name,
      askedAt: row.asked_at.toISOString(),
    })),
  };
});

export const answerGetSignInRules = answer(getSignInRules, async (ctx) => {
  const rules = await getRules.one(ctx.tx, {});
  return {
    twoStep: rules.two_step,
    people: rules.people,
    withTwoStep: rules.with_two_step,
    abilities: ctx.abilities([setSignInRules.name], {}),
  };
});

const commands = [
  inviteUser,
  resetUser,
  withdrawLink,
  forceChange,
  endUserSessions,
  removeUserPasskeys,
  unlinkProvider,
  askRecovery,
  approveRecovery,
  refuseRecovery,
];

export const answerGetSignInState = answer(getSignInState, async (ctx, input) => {
  const person = await personOf(ctx.tx, input.userId);
  const identity = await getIdentity.one(ctx.tx, { id: person.identity_id });
  const [open] = await listOpenRecoveries.all(ctx.tx, { reach: everyone, userId: person.id });
  const links = await listLinks.all(ctx.tx, { identityId: person.identity_id });
  const at = { users: [person.id], ...(person.org_id ? { orgs: [person.org_id] } : {}) };
  return {
    hasPassword: identity.has_password,
    mustChange: identity.must_change,
    twoStepSince: identity.two_step_since?.toISOString() ?? null,
    codesLeft: identity.codes_left,
    passkeys: identity.passkeys,
    providerSince: identity.provider_since?.toISOString() ?? null,
    sessions: identity.sessions,
    lastIn: identity.last_in?.toISOString() ?? null,
    links: links.map((link) => ({
      id: link.id,
      kind: link.kind,
      madeAt: link.made_at.toISOString(),
      expiresAt: link.expires_at.toISOString(),
    })),
    recovery: open
      ? { id: open.id, reason: open.reason, askedBy: open.asked_by_name, askedById: open.asked_by, askedAt: open.asked_at.toISOString() }
      : null,
    abilities: ctx.abilities(
      commands.map((def) => def.name),
      at,
    ),
  };
});
