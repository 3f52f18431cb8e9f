import { copyFileSync, chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Tx } from '#foundation/db/tx.ts';
import { newId } from '#foundation/ids.ts';
import { readSettings } from '#foundation/settings/read.ts';
import type { Settings } from '#foundation/settings/read.ts';
import { keepBytes } from '#kernel/files/server/content.ts';
import { insertFile } from '#kernel/files/server/files.repo.ts';
import { systemUser } from '#tests/support/mission.ts';
import { sealer } from '#foundation/keys/personal.ts';
import { createMission, openServer } from '../start.ts';
import { backup, restore } from './backups.ts';
import { erased } from './erased.ts';

const base = mkdtempSync(join(tmpdir(), 'kervan-cli-'));
const zip = join(base, 'all.zip');
const settingsOf = (name: string): Settings => readSettings({ KERVAN_DATA: join(base, name) }, base);
const source = settingsOf('source');
const said: string[] = [];
const context = (settings: Settings) => ({ settings, version: '0.1.0', from: base, say: (line: string) => void said.push(line) });

beforeAll(async () => {
  chmodSync(base, 0o755);
  const server = await openServer(source);
  await createMission(server, { slug: 'esem', name: 'ESEM', demo: false, practiceOf: null, timeZone: 'Europe/Istanbul' });
  await server.kervan.db.transaction({ schema: 'm_esem' }, async (tx) => {
    const hash = await keepBytes(tx, Buffer.from('a receipt'));
    const at = '2023-03-01T09:00:00Z';
    const shape = { mediaType: 'text/plain', size: 9, width: null, height: null, thumbHash: null };
    await insertFile.run(tx, { id: newId(), hash, ...shape, by: systemUser, at });
  });
  await server.stop();
});
beforeEach(() => {
  said.length = 0;
  process.exitCode = undefined;
});
afterAll(() => {
  process.exitCode = undefined;
  rmSync(base, { recursive: true, force: true });
});
const warnings = () => said.filter((line) => line.startsWith('Warning'));

describe('kervan backup and restore', () => {
  it('carry the files, and with the key at hand every file is opened and proved', async () => {
    await backup.run(['all.zip'], context(source)); // beside the person who asks, not beside the program
    expect(existsSync(zip)).toBe(true);
    expect(said.join('\n')).toContain('and 1 file.');
    const target = settingsOf('target');
    await restore.run([zip], context({ ...target, keyFile: source.keyFile }));
    expect(warnings()).toEqual([]);
    expect(readdirSync(join(target.dataDir, 'files/m_esem'), { recursive: true })).toHaveLength(2);
  });

  it('without the master key say that the files stay closed', async () => {
    await restore.run([zip], context(settingsOf('keyless')));
    expect(warnings().join('\n')).toMatch(/1 files could not be opened: the master key is not here/);
    expect(process.exitCode).toBe(1);
  });

  it('with the key of another mission say so', async () => {
    const other = settingsOf('other');
    const stranger = settingsOf('stranger');
    await (await openServer(stranger)).stop();
    copyFileSync(stranger.keyFile, join(base, 'other.key'));
    await restore.run([zip], context({ ...other, keyFile: join(base, 'other.key') }));
    expect(warnings().join('\n')).toMatch(/The master key here is not the one/);
  });

  it('bring nobody back who was erased since: a list of destroyed keys is erased again, and a restore without one says so', async () => {
    const key = { class: 'personal', subject: 'person:0192aaaa-0000-7000-8000-0000000000e1' } as const;
    const within = async (settings: Settings, work: (tx: Tx) => Promise<void>) => {
      const server = await openServer(settings);
      await server.kervan.db.transaction({ schema: 'm_esem' }, work).finally(() => server.stop());
    };
    let sealed: Buffer = Buffer.alloc(0);
    await within(source, async (tx) => void (sealed = await sealer().seal(tx, key, Buffer.from('Salwa'))));
    await backup.run(['before.zip'], context(source));
    await within(source, (tx) => sealer().erase(tx, key));
    await erased.run(['erased.txt'], context(source));
    expect(readFileSync(join(base, 'erased.txt'), 'utf8')).not.toContain('person');
    const opens = async (settings: Settings) => {
      let plain: string | undefined;
      await within(settings, async (tx) => void (plain = (await sealer().openAll(tx, [sealed]))[0]?.toString()));
      return plain;
    };
    const [without, withList] = ['without', 'with-list'].map((name) => ({ ...settingsOf(name), keyFile: source.keyFile })) as [
      Settings,
      Settings,
    ];
    await restore.run(['before.zip'], context(without));
    expect(said.join('\n')).toContain('is readable again');
    expect(await opens(without)).toBe('Salwa');
    const whole = readFileSync(join(base, 'erased.txt'), 'utf8');
    await erased.run(['erased.txt'], context(without)); // as the documented timer does, on a database that was set back
    expect(readFileSync(join(base, 'erased.txt'), 'utf8')).toBe(whole);
    said.length = 0;
    await restore.run(['before.zip', '--erased', 'erased.txt'], context(withList));
    expect(said.join('\n')).toMatch(/1 key of 1 on the list had come back/);
    expect(await opens(withList)).toBeUndefined();
  });

  it('begin nothing with a list that cannot be read', async () => {
    writeFileSync(join(base, 'torn.txt'), '{"schema":"m_esem","key":');
    const torn = settingsOf('torn');
    await expect(restore.run([zip, '--erased', 'torn.txt'], context(torn))).rejects.toThrow(/is no list of what was erased/);
    expect(existsSync(torn.dataDir)).toBe(false);
  });
});
