import { answer, handle } from '#foundation/pipeline/context.ts';
import { getMe, setLanguage } from '../contract/me.ts';
import { getIdentity } from './identities.repo.ts';
import { listGrants } from './rights.repo.ts';
import { findUser, updateLanguage } from './users.repo.ts';
import { listMyMissions } from './missions.repo.ts';

export const answerGetMe = answer(getMe, async (ctx) => {
  const user = (await findUser.maybe(ctx.tx, { id: ctx.actor.userId }))!;
  const held = ctx.actor.must ? [] : await listGrants.all(ctx.tx, { userId: user.id });
  const { only } = ctx.actor;
  const grants = only ? held.filter((row) => only.includes(row.permission)) : held;
  const identity = user.identity_id ? await getIdentity.maybe(ctx.tx, { id: user.identity_id }) : undefined;
  const { slug, name, demo, practice, timeZone } = ctx.mission;
  const missions = user.identity_id ? await listMyMissions.all(ctx.tx, {}) : [];
  return {
    user: { id: user.id, name: user.name, email: user.email, language: user.language as 'en', orgId: user.org_id },
    signIn: { twoStep: (identity?.two_step_since ?? null) !== null, must: ctx.actor.must ?? null },
    mission: { slug, name, demo, practice, timeZone, now: ctx.now.toISOString() },
    missions: missions.map((row) => ({ slug: row.slug, name: row.name, demo: row.demo, practice: row.practice_of !== null })),
    grants: grants.map((row) => ({
      permission: row.permission,
      scope: { kind: row.scope_kind, id: row.scope_id },
      from: row.valid_from.toISOString(),
      until: row.valid_to?.toISOString() ?? null,
    })),
    grantsVersion: user.grants_version,
  };
});

export const handleSetLanguage = handle(setLanguage, async (ctx, input) => {
  await updateLanguage.run(ctx.tx, { id: ctx.actor.userId, language: input.language });
  ctx.touch('user', ctx.actor.userId);
  return {};
});
