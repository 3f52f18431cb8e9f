import { mkdirSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { prepareTemplate } from './template.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    adminUrl: string;
    appUrl: string;
    /** Files of the server that the tests started; null where another was given. */
    rawServer: { dataDir: string; superUrl: string } | null;
  }
}

/** Starts one real PostgreSQL for all database tests and makes the migrated template that each file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  mkdirSync('var', { recursive: true });
  const prepared = await prepareTemplate();
  project.provide('adminUrl', prepared.adminUrl);
  project.provide('appUrl', prepared.appUrl);
  project.provide('rawServer', prepared.raw ?? null);
  return () => prepared.stop();
}
