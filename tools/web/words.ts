import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const prefix = 'virtual:words/';

/** All rooms' words of one language: one file compresses better than one of each room, and is one request. */
export function wordsOf(language: string): { words: Record<string, string>; files: string[] } {
  const files = globSync(`src/**/i18n/${language}.json`, { cwd: root })
    .sort()
    .map((path) => `${root}${path}`);
  const entries = files.flatMap((file) => Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>));
  return { words: Object.fromEntries(entries.filter(([key]) => !key.startsWith('@'))), files };
}

/** Answers `virtual:words/en` and its like with the words of all rooms. */
export function words(): Plugin {
  return {
    name: 'kervan-words',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const found = wordsOf(id.slice(prefix.length + 1));
      for (const file of found.files) this.addWatchFile(file);
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(found.words))})`;
    },
  };
}
