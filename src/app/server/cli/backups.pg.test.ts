import { copyFileSync, chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { readSettings } from '#foundation/settings/read.ts';
import type { Settings } from '#foundation/settings/read.ts';
import { keepBytes } from '#kernel/files/server/content.ts';
import { insertFile } from '#kernel/files/server/files.repo.ts';
import { systemUser } from '#tests/support/mission.ts';
import { createMission, openServer } from '../start.ts';
import { backup, restore } from './backups.ts';

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
});
