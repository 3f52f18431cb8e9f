import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { startBackground } from '#app/server/background.ts';
import { serve } from '#app/server/serve.ts';
import { openServer } from '#app/server/start.ts';
import type { DemoServer } from '#tools/shots/demo-server.ts';
import { asAdmin, dropDatabase, withDatabase } from './template.ts';

/** A demonstration of this test file's own: a clone of the one that was played once for all, served on a free port. */
export async function openDemo(): Promise<DemoServer> {
  const { database, folder } = inject('demo');
  const adminUrl = inject('adminUrl');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const dataDir = mkdtempSync(join(tmpdir(), 'kervan-demo-'));
  cpSync(folder, dataDir, { recursive: true });
  await asAdmin(adminUrl, 'postgres', async (client) => {
    await client.query('select pg_advisory_lock(771002)'); // cloning refuses a template that another clone reads
    await client.query(`create database ${name} template ${database}`);
  });
  const given = { appUrl: withDatabase(inject('appUrl'), name), adminUrl: withDatabase(adminUrl, name) };
  const server = await openServer({ dataDir, database: given, keyFile: join(dataDir, 'master.key') });
  const app = await serve(server.kervan, { host: '127.0.0.1', port: 0, trustedProxies: [], log: false, secureCookie: false });
  const background = await startBackground(server.kervan, {
    appUrl: server.appUrl,
    role: 'all',
    report: (error) => console.error(error.message),
  });
  const address = app.server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    stop: async () => {
      await app.close();
      await background.close();
      await server.stop();
      await dropDatabase(adminUrl, name);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
