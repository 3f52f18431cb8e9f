import { mkdirSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { prepareTemplate } from './template.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    adminUrl: string;
    appUrl: string;
  }
}

/** Starts one real PostgreSQL for all database tests and makes the migrated template that each file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  mkdirSync('var', { recursive: true });
  const prepared = await prepareTemplate();
  project.provide('adminUrl', prepared.adminUrl);
  project.provide('appUrl', prepared.appUrl);
  return () => prepared.stop();
}
