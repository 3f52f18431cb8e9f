import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readErased } from '#foundation/backup/erased.ts';
import { restore as restoreFrom } from '#foundation/backup/restore.ts';
import { backUp } from '#foundation/backup/write.ts';
import { openDatabase } from '#foundation/db/pool.ts';
import { keyMark, keyReminder, openMasterKey } from '#foundation/keys/master-key.ts';
import { sealerOf } from '#foundation/keys/sealer.ts';
import type { Settings } from '#foundation/settings/read.ts';
import { StartError } from '#foundation/start-error.ts';
import { setFileVault } from '#kernel/files/server/index.ts';
import { fileStoreOf, storedFilesOf } from '../file-places.ts';
import { proveMission } from '../proofs.ts';
import { eraseByList } from './erased.ts';
import { asOwner } from './owner.ts';
import { wordsOfProof } from './prove.ts';
import { counted, read } from './words.ts';
import type { Verb } from './words.ts';

function markOf(settings: Settings): string | null {
  return existsSync(settings.keyFile) ? keyMark(openMasterKey(settings.keyFile, false).key) : null;
}

/** The proof opens every file; without the master key it says that it could not. */
function openVault(settings: Settings): void {
  const sealer = existsSync(settings.keyFile) ? sealerOf(openMasterKey(settings.keyFile, false).key) : null;
  setFileVault(sealer && { store: fileStoreOf(settings), sealer });
}

/** `kervan backup`: one file, while the system runs. */
export const backup: Verb = {
  usage: 'backup [<file.zip>]',
  help: 'copy all missions, sign-ins and files into one file',
  run: async (args, { settings, version, say, from }) => {
    const given = read(backup.usage, args, Math.min(args.length, 1));
    const path = resolve(from, given.words[0] ?? `kervan-${new Date().toISOString().slice(0, 16).replace(/[-:]/g, '')}.zip`);
    if (existsSync(path)) throw new StartError(`${path} exists already: choose another name.`);
    const files = storedFilesOf(settings);
    const manifest = await asOwner(settings, ({ adminUrl }) =>
      backUp({ adminUrl, path, files, kervan: version, keyMark: markOf(settings), say }),
    );
    const rows = manifest.schemas.flatMap((copy) => copy.tables).reduce((sum, table) => sum + table.rows, 0);
    say(
      `\n${path}\nholds ${counted(manifest.schemas.length - 1, 'mission')}, ${counted(rows, 'row')} and ${counted(manifest.files.count, 'file')}. ${manifest.masterKey.note}`,
    );
    say(`The master key lies in ${settings.keyFile}.`);
  },
};

/** `kervan restore`: into an empty server of either kind; the proof is run again. */
export const restore: Verb = {
  usage: 'restore <file.zip> [--erased <file>]',
  help: 'bring a backup into an empty server and prove it',
  run: async (args, { settings, say, from }) => {
    const given = read(restore.usage, args, 1, { erased: { type: 'string' } });
    const path = resolve(from, given.words[0]!);
    const list = given.option('erased');
    // Read before anything is restored: a list that cannot be read must not leave people readable who were erased.
    if (list) readErased(resolve(from, list));
    const files = storedFilesOf(settings);
    openVault(settings);
    await asOwner(settings, async ({ adminUrl, appUrl }) => {
      const db = openDatabase({ connectionString: appUrl, max: 2 });
      const prove = async (schema: string) => {
        const proofs = await proveMission(db, schema);
        for (const proof of proofs) say(wordsOfProof(proof));
        return proofs.flatMap((proof) => proof.faults.map((fault) => `${proof.name}: ${fault}`));
      };
      try {
        const back = await restoreFrom({ adminUrl, path, files, keyMark: markOf(settings), prove, say });
        say(
          `\nRestored ${counted(back.rows, 'row')} of ${counted(back.manifest.schemas.length - 1, 'mission')} and ${counted(back.manifest.files.count, 'file')}, as of ${back.manifest.madeAt}.`,
        );
        say('Everybody signs in again. Rights and devices that were ended after the backup was made must be ended again.');
        // Nothing was sealed under a key: a new one may begin.
        if (back.manifest.masterKey.mark === null && openMasterKey(settings.keyFile, true).created) say(keyReminder(settings.keyFile));
        if (!list)
          say('Who was erased after the backup was made is readable again: name a list of "kervan erased" to "kervan erase-again".');
        for (const warning of back.warnings) say(`Warning: ${warning}`);
        if (back.warnings.length > 0) process.exitCode = 1;
      } finally {
        await db.close();
      }
    });
    if (list) await eraseByList(settings, resolve(from, list), say);
  },
};
