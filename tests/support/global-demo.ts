import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { firstMission } from '#app/server/first-mission.ts';
import { openServer } from '#app/server/start.ts';
import { asAdmin, dropDatabase, prepareTemplate, withDatabase } from './template.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A database that holds the demonstration, to be cloned, and the folder of its key and files. */
    demo: { readonly database: string; readonly folder: string };
  }
}

/** One real PostgreSQL for all journeys, and the demonstration played into it once: each file clones it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  mkdirSync('var', { recursive: true });
  const server = await prepareTemplate();
  const folder = mkdtempSync(join(tmpdir(), 'kervan-demo-'));
  const database = `demo_${process.pid}`;
  await asAdmin(server.adminUrl, 'postgres', (client) => client.query(`create database ${database}`));
  await play(folder, withDatabase(server.appUrl, database), withDatabase(server.adminUrl, database));
  project.provide('adminUrl', server.adminUrl);
  project.provide('appUrl', server.appUrl);
  project.provide('demo', { database, folder });
  return async () => {
    await dropDatabase(server.adminUrl, database);
    rmSync(folder, { recursive: true, force: true });
    await server.stop();
  };
}

async function play(dataDir: string, appUrl: string, adminUrl: string): Promise<void> {
  const played = await openServer({ dataDir, database: { appUrl, adminUrl }, keyFile: join(dataDir, 'master.key') });
  await firstMission(played, { empty: false, publicUrl: 'http://localhost', say: () => undefined });
  await played.stop();
}
