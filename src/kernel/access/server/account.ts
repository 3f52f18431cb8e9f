import { answer, handle } from '#foundation/pipeline/context.ts';
import {
  changeName,
  changePassword,
  endOtherSessions,
  endSession,
  getAccount,
  listMySessions,
  listMySignIns,
  listSignIns,
} from '../contract/account.ts';
import { problems } from '../contract/problems.ts';
import { placeOf } from '../domain/browsers.ts';
import { getIdentity, setPassword } from './identities.repo.ts';
import { personOf, refuseWeak, sessionOf } from './identity.ts';
import { hashPassword } from './password.ts';
import { endSessionRow, endSessionsOf, listSessions } from './sessions.repo.ts';
import { everyone, listSignInRows } from './sign-ins.repo.ts';
import type { FoundSignIn } from './sign-ins.repo.ts';
import { twoStepAsked } from './two-step.repo.ts';
import { updateName } from './users.repo.ts';

export const handleChangeName = handle(changeName, async (ctx, input) => {
  await updateName.run(ctx.tx, { id: ctx.actor.userId, name: input.name });
  ctx.touch('user', ctx.actor.userId);
  return {};
});

export const handleChangePassword = handle(changePassword, async (ctx, input) => {
  const person = await personOf(ctx.tx, ctx.actor.userId);
  refuseWeak(input.password, [person.name, person.email]);
  await setPassword.run(ctx.tx, { id: person.identity_id, passwordHash: await hashPassword(input.password) });
  await endSessionsOf.run(ctx.tx, { identityId: person.identity_id, except: sessionOf(ctx.actor) });
  ctx.touch('user', ctx.actor.userId);
  return {};
});

export const handleEndSession = handle(endSession, async (ctx, input) => {
  if ((await endSessionRow.run(ctx.tx, { userId: ctx.actor.userId, id: input.sessionId })) === 0)
    throw problems.problem('session-not-found');
  ctx.touch('user', ctx.actor.userId);
  return {};
});

export const handleEndOtherSessions = handle(endOtherSessions, async (ctx) => {
  const person = await personOf(ctx.tx, ctx.actor.userId);
  await endSessionsOf.run(ctx.tx, { identityId: person.identity_id, except: sessionOf(ctx.actor) });
  ctx.touch('user', ctx.actor.userId);
  return {};
});

export const answerGetAccount = answer(getAccount, async (ctx) => {
  const person = await personOf(ctx.tx, ctx.actor.userId);
  const identity = await getIdentity.one(ctx.tx, { id: person.identity_id });
  return {
    name: person.name,
    email: person.email,
    twoStepSince: identity.two_step_since?.toISOString() ?? null,
    twoStepAsked: (await twoStepAsked.one(ctx.tx, { userId: person.id })).asked,
    codesLeft: identity.codes_left,
    passwordSetAt: identity.password_set_at?.toISOString() ?? null,
  };
});

export const answerListMySessions = answer(listMySessions, async (ctx) => {
  const rows = await listSessions.all(ctx.tx, { userId: ctx.actor.userId });
  return {
    rows: rows.map((row) => ({
      id: row.id,
      current: row.id === ctx.actor.session,
      twoStep: row.two_step,
      address: row.address,
      browser: row.browser,
      system: row.system,
      place: placeOf(row.address),
      since: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      until: row.expires_at.toISOString(),
    })),
  };
});

const shown = (row: FoundSignIn) => ({
  id: row.id,
  at: row.at.toISOString(),
  userId: row.user_id,
  user: row.user_name,
  outcome: row.outcome,
  address: row.address,
  browser: row.browser,
  system: row.system,
  place: placeOf(row.address),
});

export const answerListMySignIns = answer(listMySignIns, async (ctx, input) => {
  const rows = await listSignInRows.all(ctx.tx, {
    ...input,
    reach: everyone,
    userId: ctx.actor.userId,
    search: null,
    outcome: null,
    unknown: false,
    sort: input.sort,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(shown) };
});

export const answerListSignIns = answer(listSignIns, async (ctx, input) => {
  const rows = await listSignInRows.all(ctx.tx, {
    reach: ctx.reach(listSignIns.name, { org: 'u.org_id' }),
    userId: input.userId ?? null,
    search: input.search ?? null,
    outcome: input.outcome ?? null,
    unknown: ctx.can(listSignIns.name, {}) && input.userId === undefined && input.search === undefined,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(shown) };
});
