import { tokenHash } from '#foundation/http/requests.ts';
import type { Database } from '#foundation/db/pool.ts';
import { newId } from '#foundation/ids.ts';
import type { Mission } from '#foundation/pipeline/context.ts';
import { newLinkToken } from '../domain/two-step.ts';
import { lifetimes } from '../domain/lifetimes.ts';
import { insertLink, withdrawFirstRunLinks } from './links.repo.ts';
import { countAdministrators } from './users.repo.ts';

/**
 * The token of a new first-run link for a mission that has no administrator yet; earlier ones die. Undefined: it has one.
 * Only the program that starts the server calls it: the link is printed on its console and nowhere else.
 */
export async function offerFirstRun(db: Database, mission: Mission): Promise<string | undefined> {
  const at = new Date().toISOString();
  const { count } = await db.transaction({ schema: mission.schema, readOnly: true }, (tx) => countAdministrators.one(tx, { at }));
  if (count > 0) return undefined;
  const token = newLinkToken();
  await db.transaction({ schema: 'kervan' }, async (tx) => {
    await withdrawFirstRunLinks.run(tx, { mission: mission.slug });
    const link = { id: newId(), kind: 'first-run', identityId: null, mission: mission.slug, madeBy: null } as const;
    await insertLink.run(tx, { ...link, tokenHash: tokenHash(token), seconds: lifetimes.firstRun });
  });
  return token;
}
