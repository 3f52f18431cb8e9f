import { resolve } from 'node:path';
import { eraseAgain, readErased, writeErased } from '#foundation/backup/erased.ts';
import type { Settings } from '#foundation/settings/read.ts';
import { finishErasures } from '#kernel/people/contract/erasure.ts';
import { openServer } from '../start.ts';
import { apply } from './commands.ts';
import { asOwner } from './owner.ts';
import { counted, read } from './words.ts';
import type { Verb } from './words.ts';

/** `kervan erased`: what a backup made before an erasure cannot know. */
export const erased: Verb = {
  usage: 'erased <file>',
  help: 'write down which keys were destroyed, so that a restore of an older backup can erase again',
  run: async (args, { settings, say, from }) => {
    const path = resolve(from, read(erased.usage, args, 1).words[0]!);
    const count = await asOwner(settings, ({ adminUrl }) => writeErased(adminUrl, path));
    say(`${path}\nnames ${counted(count, 'destroyed key')}. Keep it apart from the backups; it says of nobody who they were.`);
  },
};

/** `kervan erase-again`: after a restore or a recovery to a moment before an erasure. */
export const eraseAgainVerb: Verb = {
  usage: 'erase-again <file>',
  help: 'erase anew what a list of "kervan erased" names, after a restore or a recovery',
  run: async (args, { settings, say, from }) => {
    const path = resolve(from, read(eraseAgainVerb.usage, args, 1).words[0]!);
    await eraseByList(settings, path, say);
  },
};

/** Destroys the keys first, for which nothing else is needed; then the register lets go of what it holds beside them. */
export async function eraseByList(settings: Settings, path: string, say: (line: string) => void): Promise<void> {
  const lines = readErased(path);
  const count = await asOwner(settings, ({ adminUrl }) => eraseAgain(adminUrl, lines));
  say(`${counted(count, 'key')} of ${lines.length} on the list had come back and ${count === 1 ? 'is' : 'are'} destroyed again.`);
  const server = await openServer(settings);
  try {
    for (const mission of server.kervan.missions.all()) {
      const { persons } = await apply(server.kervan, mission, finishErasures, {});
      if (persons > 0) say(`${mission.slug}: ${counted(persons, 'person')} forgotten again.`);
    }
  } finally {
    await server.stop();
  }
}
