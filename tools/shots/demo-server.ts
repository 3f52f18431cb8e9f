import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBackground } from '#app/server/background.ts';
import { firstMission } from '#app/server/first-mission.ts';
import { serve } from '#app/server/serve.ts';
import { openServer } from '#app/server/start.ts';
import { playStory } from '#app/server/demo/story/play.ts';

export interface DemoServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** A demonstration of its own on a free port, gone when stopped; or the one at KERVAN_URL. Its months are played only when asked for. */
export async function startDemo({ story = false } = {}): Promise<DemoServer> {
  const given = process.env['KERVAN_URL'];
  if (given) return { url: given, stop: async () => undefined };
  const dataDir = mkdtempSync(join(tmpdir(), 'kervan-demo-'));
  chmodSync(dataDir, 0o755); // else the database, which never runs as root, would lie elsewhere and stay
  const server = await openServer({ dataDir, database: undefined, keyFile: join(dataDir, 'master.key') });
  await firstMission(server, { empty: false, publicUrl: 'http://localhost', say: () => undefined });
  if (story) await playStory(server.kervan.deps, server.kervan.missions.find(undefined)!, async () => undefined);
  const app = await serve(server.kervan, { host: '127.0.0.1', port: 0, trustedProxies: [], log: false, secureCookie: false });
  const background = await startBackground(server.kervan, {
    appUrl: server.appUrl,
    role: 'all',
    report: (error) => console.error(error.message),
  });
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      await app.close();
      await background.close();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
