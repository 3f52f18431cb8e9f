import { answer, handle } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { getMe, setLanguage } from '../contract/me.ts';
import { enterSchema, getIdentity, isUserHere } from './identities.repo.ts';
import { listGrants } from './rights.repo.ts';
import { findUser, updateLanguage } from './users.repo.ts';
import { listReadyMissions } from './missions.repo.ts';

export const answerGetMe = answer(getMe, async (ctx) => {
  const user = (await findUser.maybe(ctx.tx, { id: ctx.actor.userId }))!;
  const held = ctx.actor.must ? [] : await listGrants.all(ctx.tx, { userId: user.id });
  const { only } = ctx.actor;
  const grants = only ? held.filter((row) => only.includes(row.permission)) : held;
  const identity = user.identity_id ? await getIdentity.maybe(ctx.tx, { id: user.identity_id }) : undefined;
  const { slug, name, demo, practice, timeZone } = ctx.mission;
  const missions = user.identity_id && !ctx.actor.must ? await missionsElsewhere(ctx, user.identity_id) : [];
  return {
    user: { id: user.id, name: user.name, email: user.email, language: user.language as 'en', orgId: user.org_id },
    signIn: { twoStep: (identity?.two_step_since ?? null) !== null, must: ctx.actor.must ?? null },
    mission: { slug, name, demo, practice, timeZone, now: ctx.now.toISOString() },
    missions,
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

/** The other missions in which a person works; a name of a mission is no business of who does not. */
async function missionsElsewhere({ tx, mission }: RequestContext, identityId: string) {
  const found = [];
  try {
    for (const row of await listReadyMissions.all(tx, {})) {
      if (row.slug === mission.slug) continue;
      await enterSchema.run(tx, { path: `${row.schema_name}, kervan, extensions` });
      const { slug, name, demo, practice, home } = row;
      if (await isUserHere.maybe(tx, { identityId })) found.push({ slug, name, demo, practice, home });
    }
  } finally {
    await enterSchema.run(tx, { path: `${tx.schema}, kervan, extensions` });
  }
  return found;
}
