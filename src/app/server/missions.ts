import type { Database } from '#foundation/db/pool.ts';
import { insertMission } from '#foundation/db/missions.repo.ts';
import type { NewMission } from '#foundation/db/missions.repo.ts';
import { fillRole, upsertPermissions } from '#kernel/access/server/catalogue.repo.ts';
import { modules } from '../modules.ts';

/** Every permission of the program: one per command, query and pack name, and the rights of their own. */
export function allPermissions(): { name: string; opens: string | null }[] {
  const byName = new Map<string, string | null>();
  for (const room of modules) {
    for (const def of room.commands) byName.set(def.name, def.opens ?? byName.get(def.name) ?? null);
    for (const def of room.queries) byName.set(def.permission, def.opens ?? byName.get(def.permission) ?? null);
    for (const def of room.packs) byName.set(def.name, def.opens ?? byName.get(def.name) ?? null);
    for (const def of room.permissions) byName.set(def.name, def.opens ?? byName.get(def.name) ?? null);
  }
  return [...byName].map(([name, opens]) => ({ name, opens }));
}

/** Writes the program's permissions into a mission and gives them to its built-in roles; run at every start. */
export async function syncPermissions(db: Database, schema: string): Promise<void> {
  await db.transaction({ schema }, async (tx) => {
    await upsertPermissions.run(tx, { permissions: allPermissions() });
    await fillRole.run(tx, { roleId: 'system' });
    await fillRole.run(tx, { roleId: 'administrator' });
  });
}

/** Enters a mission in the server's list; its schema is made by the migration runner. */
export async function registerMission(db: Database, mission: NewMission): Promise<void> {
  await db.transaction({ schema: 'kervan' }, (tx) => insertMission.run(tx, mission));
}
