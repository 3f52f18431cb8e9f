import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, roomOf } from './word-books.ts';

/** What the sources behind a screen say, read from their text. */
export interface WordUse {
  readonly files: readonly string[];
  /** Texts in quotes: those that are keys are words that the screen asks for. */
  readonly quoted: ReadonlySet<string>;
  /** What stands before the first gap of a text with gaps, by the file it stands in: `command.` of `command.${name}`. */
  readonly heads: ReadonlyMap<string, readonly string[]>;
  /** Rooms whose contracts or parts are used: their lists, forms and fields come with their words. */
  readonly rooms: ReadonlySet<string>;
}

/**
 * Follows the imports of browser sources: all of them, or only those that load at once. Contracts and domain are not
 * followed: they hold no words, but they name the room that has them.
 */
export function usedBy(starts: readonly string[], which: 'all' | 'at once'): WordUse {
  const seen = new Set<string>();
  const quoted = new Set<string>();
  const heads = new Map<string, string[]>();
  const rooms = new Set<string>();
  const read = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, found] of text.matchAll(/'([a-z][A-Za-z0-9. -]*\.[A-Za-z0-9. -]+)'/g)) quoted.add(found!);
    for (const [, head] of text.matchAll(/`([a-z][A-Za-z0-9.-]*\.[A-Za-z0-9.-]*)\$\{/g))
      heads.set(head!, [...(heads.get(head!) ?? []), file]);
    // The foundation's parts that load later come without a room's words: the first ones must do for them.
    for (const name of importsOf(text, file.includes('/src/foundation/') ? 'all' : which)) {
      const next = resolved(file, name);
      if (!next) continue;
      if (/\/(contract|domain)\//.test(next)) rooms.add(roomOf(next)!);
      else if (next.includes('/web/') && !isList(next)) read(next);
    }
  };
  for (const start of starts) read(join(root, start));
  return { files: [...seen], quoted, heads, rooms };
}

/** The lists of all rooms and pages name them without saying anything of theirs. */
const isList = (file: string) => /\/app\/web\/(rooms|pages\.gen)\.ts$/.test(file);

function importsOf(text: string, which: 'all' | 'at once'): string[] {
  const atOnce = [...text.matchAll(/^(?:import|export) (?!type )(?:[^;']*? from )?'([^']+)'/gm)];
  const later = which === 'all' ? [...text.matchAll(/\bimport\(\s*'([^']+)'/g)] : [];
  return [...atOnce, ...later].map(([, name]) => name!);
}

function resolved(from: string, name: string): string | undefined {
  const path = name.startsWith('#') ? join(root, 'src', name.slice(1)) : name.startsWith('.') ? join(dirname(from), name) : undefined;
  return path && /\.tsx?$/.test(path) && existsSync(path) ? path : undefined;
}
