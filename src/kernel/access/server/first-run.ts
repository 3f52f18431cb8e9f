import { tokenHash } from '#foundation/http/requests.ts';
import { newId } from '#foundation/ids.ts';
import { handle } from '#foundation/pipeline/context.ts';
import { beginMission } from '../contract/first-run.ts';
import { problems } from '../contract/problems.ts';
import { findIdentity, insertIdentity } from './identities.repo.ts';
import { refuseWeak } from './identity.ts';
import { burnLink, updateMission } from './links.repo.ts';
import { hashPassword } from './password.ts';
import { insertAssignment, insertUser } from './users.repo.ts';

/** Everything of the first run in one transaction: a link that has begun a mission has begun it whole. */
export const handleBeginMission = handle(beginMission, async (ctx, input) => {
  refuseWeak(input.password, [input.name, input.email, ...Object.values(input.names)]);
  const burnt = await burnLink.maybe(ctx.tx, { tokenHash: tokenHash(input.token) });
  if (!burnt || burnt.kind !== 'first-run' || burnt.mission_slug !== ctx.mission.slug) throw problems.problem('link-gone');
  await updateMission.run(ctx.tx, {
    slug: ctx.mission.slug,
    name: input.names[input.language],
    names: JSON.stringify(input.names),
    timeZone: input.timeZone,
    currency: input.currency,
    countries: input.countries,
  });
  // Whoever holds the link is not yet known to own the address: an identity that is there already keeps its password.
  if (await findIdentity.maybe(ctx.tx, { email: input.email })) throw problems.problem('email-taken');
  const passwordHash = await hashPassword(input.password);
  const identity = await insertIdentity.one(ctx.tx, { id: newId(), email: input.email, passwordHash, mustChange: false });
  const { userId, name, email, language } = input;
  const at = ctx.now.toISOString();
  await insertUser.run(ctx.tx, { id: userId, identityId: identity.id, name, email, language, orgId: null, orgKind: 'own', at });
  await insertAssignment.one(ctx.tx, {
    id: input.assignmentId,
    userId,
    roleId: 'administrator',
    scopeKind: 'mission',
    scopeId: null,
    from: at,
    until: null,
    by: null,
  });
  ctx.touch('user', userId);
  ctx.touch('mission', ctx.mission.slug);
  return {};
});
