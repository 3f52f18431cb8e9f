import type { Client } from 'pg';
import type { Mission } from '#foundation/pipeline/context.ts';
import { moveMission, removeMission } from '#foundation/db/missions.repo.ts';
import { migrateMission } from '#foundation/db/migrate.ts';
import { StartError } from '#foundation/start-error.ts';
import type { Kervan } from './compose.ts';
import { loadDemonstration } from './demo/load.ts';
import { syncPermissions } from './missions.ts';
import { invitePractice } from './practice-people.ts';
import { asOwner, createMission } from './start.ts';
import type { OpenServer } from './start.ts';

type Server = Pick<OpenServer, 'adminUrl' | 'kervan'>;
type Say = (words: string) => void;

/** The practice mission of a mission, if one has been made. */
export function practiceOf(kervan: Kervan, parent: Mission): Mission | undefined {
  return kervan.missions.all().find((mission) => mission.practiceOf === parent.slug);
}

/**
 * Makes a mission for training: a schema of its own with the invented story in it, and everybody who works in the real
 * one. Nothing of the real mission but its people's names, addresses and roles comes along. Cut off, it goes on when
 * called again. Answers how many people came in.
 */
export async function makePractice(server: Server, parent: Mission, say: Say): Promise<{ practice: Mission; invited: number }> {
  if (parent.practice) throw new StartError(`${parent.slug} is a practice mission itself.`);
  const { kervan } = server;
  if (!practiceOf(kervan, parent)) {
    const slug = `${parent.slug.slice(0, 22)}-practice`;
    await createMission(server, { slug, name: parent.name, demo: true, practiceOf: parent.slug, timeZone: parent.timeZone });
  }
  const practice = practiceOf(kervan, parent)!;
  if (!kervan.missions.isLoaded(practice)) await loadDemonstration(kervan, practice, say);
  const invited = await invitePractice(kervan, parent, practice);
  kervan.hub.missionsChanged();
  return { practice, invited };
}

/** Begins practice anew: built aside under the same name, then put in its place; what was practised is gone. */
export async function resetPractice(server: Server, parent: Mission, say: Say): Promise<{ practice: Mission; invited: number }> {
  const { kervan } = server;
  const before = practiceOf(kervan, parent);
  if (!before) throw new StartError(`${parent.slug} has no practice mission yet: kervan practice create.`);
  const admin = ownerOf(server);
  const schema = await freeSchema(admin, before.slug);
  await asOwner(admin, (client) => migrateMission(client, schema));
  await syncPermissions(kervan.db, schema);
  const fresh = { ...before, schema };
  await loadDemonstration(kervan, fresh, say);
  const invited = await invitePractice(kervan, parent, fresh);
  await kervan.db.transaction({ schema: 'kervan' }, (tx) => moveMission.run(tx, { slug: before.slug, schema }));
  await kervan.missions.reload();
  kervan.hub.missionsChanged();
  await dropSchemas(admin, before.slug, schema);
  return { practice: practiceOf(kervan, parent)!, invited };
}

/** Takes practice away, with all that was practised. */
export async function removePractice(server: Server, parent: Mission): Promise<void> {
  const { kervan } = server;
  const practice = practiceOf(kervan, parent);
  if (!practice) throw new StartError(`${parent.slug} has no practice mission.`);
  const admin = ownerOf(server);
  await kervan.db.transaction({ schema: 'kervan' }, (tx) => removeMission.run(tx, { slug: practice.slug }));
  await kervan.missions.reload();
  kervan.hub.missionsChanged();
  await dropSchemas(admin, practice.slug, null);
}

function ownerOf({ adminUrl }: Server): string {
  if (!adminUrl) throw new StartError('A practice mission is made by the owner role: set DATABASE_ADMIN_URL.');
  return adminUrl;
}

const baseOf = (slug: string) => `m_${slug.replaceAll('-', '_')}`;

/** The schemas that a practice mission has had: `m_esem_practice`, `m_esem_practice_2` and so on. */
async function schemasOf(client: Client, slug: string): Promise<string[]> {
  const found = await client.query<{ nspname: string }>('select nspname from pg_namespace where nspname ~ $1', [
    `^${baseOf(slug)}(_[0-9]+)?$`,
  ]);
  return found.rows.map((row) => row.nspname);
}

function freeSchema(adminUrl: string, slug: string): Promise<string> {
  return asOwner(adminUrl, async (client) => {
    const taken = new Set(await schemasOf(client, slug));
    for (let number = 2; ; number += 1) if (!taken.has(`${baseOf(slug)}_${number}`)) return `${baseOf(slug)}_${number}`;
  });
}

/** Drops what practice leaves behind, also what a cut reset left; it waits its turn behind what is still being read. */
function dropSchemas(adminUrl: string, slug: string, kept: string | null): Promise<void> {
  return asOwner(adminUrl, async (client) => {
    await client.query(`set lock_timeout = '60s'`);
    for (const schema of await schemasOf(client, slug)) if (schema !== kept) await client.query(`drop schema "${schema}" cascade`);
  });
}
