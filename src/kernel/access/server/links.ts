import { tokenHash } from '#foundation/http/requests.ts';
import { newId } from '#foundation/ids.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import {
  askReset,
  endUserSessions,
  forceChange,
  inviteUser,
  resetAsked,
  resetUser,
  useLink,
  userInvited,
  withdrawLink,
} from '../contract/links.ts';
import { problems } from '../contract/problems.ts';
import { lifetimes } from '../domain/lifetimes.ts';
import { getIdentity, setMustChange, setPassword } from './identities.repo.ts';
import { personOf, refuseAbove, refuseElsewhere, refuseInPractice, refuseWeak, sessionOf } from './identity.ts';
import { burnLink, insertLink, withdrawLinkRow, withdrawLinksOf } from './links.repo.ts';
import type { LinkKind } from './links.repo.ts';
import { hashPassword } from './password.ts';
import { endSessionsOf } from './sessions.repo.ts';
import { vault } from './vault.ts';

/** The token of a link that the server itself made: known from its id and the master key, so it is kept nowhere. */
export function linkTokenOf(linkId: string): string {
  return vault().mark('link', linkId).toString('base64url');
}

interface WantedLink {
  readonly id: string;
  readonly kind: LinkKind;
  readonly identityId: string;
  readonly token: string;
  readonly seconds: number;
}

async function makeLink(ctx: CommandContext, link: WantedLink): Promise<void> {
  await withdrawLinksOf.run(ctx.tx, { identityId: link.identityId });
  await addLink(ctx, link);
}

async function addLink(ctx: CommandContext, { token, ...rest }: WantedLink): Promise<void> {
  await insertLink.run(ctx.tx, { ...rest, tokenHash: tokenHash(token), mission: ctx.mission.slug, madeBy: ctx.actor.userId });
}

export const handleInviteUser = handle(inviteUser, async (ctx, input) => {
  refuseInPractice(ctx);
  const person = await personOf(ctx.tx, input.userId);
  if ((await getIdentity.one(ctx.tx, { id: person.identity_id })).has_password) throw problems.problem('has-password');
  await refuseAbove(ctx, person.id);
  const link = { kind: 'invitation', identityId: person.identity_id, seconds: lifetimes.invitation } as const;
  await makeLink(ctx, { ...link, id: input.linkId, token: input.token });
  if (input.mail) {
    const linkId = newId(ctx.now.getTime());
    await addLink(ctx, { ...link, id: linkId, token: linkTokenOf(linkId) });
    ctx.emit(userInvited, { userId: person.id, linkId });
  }
  ctx.touch('user', person.id);
  return {};
});

export const handleResetUser = handle(resetUser, async (ctx, input) => {
  refuseInPractice(ctx);
  const person = await personOf(ctx.tx, input.userId);
  if (!(await getIdentity.one(ctx.tx, { id: person.identity_id })).has_password) throw problems.problem('no-password');
  await refuseAbove(ctx, person.id);
  await refuseElsewhere(ctx, person.identity_id);
  const link = { id: input.linkId, kind: 'reset', identityId: person.identity_id, token: input.token } as const;
  await makeLink(ctx, { ...link, seconds: lifetimes.reset });
  ctx.touch('user', person.id);
  return {};
});

export const handleWithdrawLink = handle(withdrawLink, async (ctx, input) => {
  refuseInPractice(ctx);
  const person = await personOf(ctx.tx, input.userId);
  if ((await withdrawLinkRow.run(ctx.tx, { id: input.linkId, identityId: person.identity_id })) === 0) throw problems.problem('link-gone');
  await withdrawLinksOf.run(ctx.tx, { identityId: person.identity_id }); // on paper and by mail: both
  ctx.touch('user', person.id);
  return {};
});

export const handleUseLink = handle(useLink, async (ctx, input) => {
  const person = await personOf(ctx.tx, ctx.actor.userId);
  refuseWeak(input.password, [person.name, person.email]);
  const burnt = await burnLink.maybe(ctx.tx, { tokenHash: tokenHash(input.token) });
  if (!burnt || burnt.identity_id !== person.identity_id) throw problems.problem('link-gone');
  await withdrawLinksOf.run(ctx.tx, { identityId: person.identity_id });
  await setPassword.run(ctx.tx, { id: person.identity_id, passwordHash: await hashPassword(input.password) });
  await endSessionsOf.run(ctx.tx, { identityId: person.identity_id, except: null });
  ctx.touch('user', person.id);
  return {};
});

export const handleAskReset = handle(askReset, async (ctx, input) => {
  const person = await personOf(ctx.tx, ctx.actor.userId);
  const link = { id: input.linkId, kind: 'own-reset', identityId: person.identity_id, token: linkTokenOf(input.linkId) } as const;
  await makeLink(ctx, { ...link, seconds: lifetimes.ownReset });
  ctx.emit(resetAsked, { userId: person.id, linkId: input.linkId });
  ctx.touch('user', person.id);
  return {};
});

export const handleForceChange = handle(forceChange, async (ctx, input) => {
  refuseInPractice(ctx);
  const person = await personOf(ctx.tx, input.userId);
  if (!(await getIdentity.one(ctx.tx, { id: person.identity_id })).has_password) throw problems.problem('no-password');
  await setMustChange.run(ctx.tx, { id: person.identity_id });
  ctx.touch('user', person.id);
  return {};
});

export const handleEndUserSessions = handle(endUserSessions, async (ctx, input) => {
  refuseInPractice(ctx);
  const person = await personOf(ctx.tx, input.userId);
  const except = person.id === ctx.actor.userId ? sessionOf(ctx.actor) : null;
  await endSessionsOf.run(ctx.tx, { identityId: person.identity_id, except });
  ctx.touch('user', person.id);
  return {};
});
