import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from '#foundation/settings/read.ts';
import { Browser, openDoors } from '#tests/support/sign-in.ts';
import { createMission, openServer } from '../start.ts';
import { listMissions, newMission } from './missions.ts';
import { linkUser, newUser } from './users.ts';

const base = mkdtempSync(join(tmpdir(), 'kervan-users-'));
const settings = readSettings({ KERVAN_DATA: join(base, 'data'), PUBLIC_URL: 'https://kervan.example.org' }, base);
const said: string[] = [];
const context = { settings, version: '0.1.0', from: base, say: (line: string) => void said.push(line) };
const person = ['--name', 'Selin Aksoy', '--email', 'selin@example.org'];

beforeAll(async () => {
  chmodSync(base, 0o755);
  const server = await openServer(settings);
  await createMission(server, { slug: 'esem', name: 'ESEM', demo: false, practiceOf: null, timeZone: 'Europe/Istanbul' });
  await server.stop();
});
beforeEach(() => {
  said.length = 0;
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** Signs in at the doors of that server. */
async function signIn(email: string, password: string): Promise<number> {
  const server = await openServer(settings);
  const app = await openDoors(server, {});
  const { status } = await new Browser(app).signIn(email, password);
  await app.close();
  await server.stop();
  return status;
}

describe('kervan mission and user', () => {
  it('enter a person who signs in with the password that is printed', async () => {
    await newUser.run(person, context);
    expect(said.join('\n')).toContain('Selin Aksoy is administrator of esem.');
    const password = /with the password (\S+) and/.exec(said.join('\n'))![1]!;
    expect(await signIn('selin@example.org', password)).toBe(200);
    expect(await signIn('selin@example.org', `${password}x`)).not.toBe(200);
  });

  it('refuse in one sentence what is missing, or twice there', async () => {
    await expect(newUser.run(['--name', 'A'], context)).rejects.toThrow(/--email is missing\. Usage: kervan user create/);
    await expect(newUser.run(person, context)).rejects.toThrow();
    await expect(newUser.run([...person, '--mission', 'nowhere'], context)).rejects.toThrow(/nowhere/);
  });

  it('print a link into a mission for who is locked out, and for nobody else', async () => {
    await linkUser.run(['--email', 'Selin@example.org'], context);
    expect(said.join('\n')).toMatch(/https:\/\/kervan\.example\.org\/join#\S{40,}/);
    await expect(linkUser.run(['--email', 'nobody@example.org'], context)).rejects.toThrow('Nobody signs in to esem as nobody@example.org');
  });

  it('make a second mission, which is listed beside the first and shares only the sign-in', async () => {
    await newMission.run(['kilis', '--name', 'Kilis 2027'], context);
    await listMissions.run([], context);
    expect(said.join('\n')).toMatch(/esem[\s\S]*kilis/);
    await expect(linkUser.run(['--email', 'selin@example.org', '--mission', 'kilis'], context)).rejects.toThrow('kilis');
  });

  it('enter there who works here already: the sign-in stays what it was, and no password is made up', async () => {
    await newUser.run([...person, '--mission', 'kilis'], context);
    expect(said).toEqual([
      'Selin Aksoy is administrator of kilis.\nSign in as selin@example.org, as in the other missions of this server.',
    ]);
  });

  it('of a role that is not there name those that are, and enter nobody', async () => {
    const wrong = ['--name', 'Deniz Ak', '--email', 'deniz@example.org', '--mission', 'esem', '--role'];
    await expect(newUser.run([...wrong, 'no-such-role'], context)).rejects.toThrow(
      /no role no-such-role in esem; there are: administrator/,
    );
    await newUser.run([...wrong, 'administrator'], context);
    expect(said.join()).toContain('Deniz Ak is administrator of esem.');
  });
});
