import { randomBytes } from 'node:crypto';
import { newId } from '#foundation/ids.ts';
import { sessionCookie, tokenHash } from '#foundation/http/requests.ts';
import type { TestMission } from './mission.ts';

/** A signed-in person with these permissions everywhere, without the way through the sign-in page. */
export async function signInAs(mission: TestMission, permissions: readonly string[]): Promise<{ id: string; cookie: string }> {
  const id = await mission.user({ permissions });
  return { id, cookie: await cookieOf(mission, id) };
}

/** The cookie of somebody who is known, signed in. */
export async function cookieOf(mission: TestMission, id: string): Promise<string> {
  const identityId = newId();
  const token = randomBytes(32).toString('base64url');
  await mission.asOwner(async (client) => {
    await client.query('insert into kervan.identities (id, email) values ($1, $2)', [identityId, `${identityId}@example.org`]);
    await client.query('update users set identity_id = $2 where id = $1', [id, identityId]);
    await client.query(`insert into kervan.sessions (token_hash, identity_id, expires_at) values ($1, $2, now() + interval '1 hour')`, [
      tokenHash(token),
      identityId,
    ]);
  });
  return `${sessionCookie}=${token}`;
}
