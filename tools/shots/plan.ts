import type { Page } from 'playwright-core';
import { modules } from '#app/modules.ts';
import { shellPages } from '#app/web/shell-pages.ts';
import type { Language } from '#foundation/i18n/server.ts';
import { askIn, withIds } from './page.ts';
import { otherLooks, samples } from './samples.ts';
import { scenesOf } from './scenes.ts';

/** One picture to take. */
export interface Shot {
  readonly name: string;
  /** Undefined: the demonstration has nothing for it to show. */
  readonly address: (page: Page) => Promise<string | undefined>;
  readonly open?: (page: Page, language: Language) => Promise<void>;
}

const everyPage: readonly Shot[] = [...shellPages, ...modules.flatMap((room) => room.pages)].map(({ name, path, shot }) => {
  const sample = samples[name];
  if (sample) return { name, address: (page) => sample((query, input) => askIn(page, query, input)) };
  const filled = path.replace(/\$(\w+)/g, (_all, key: string) => (shot ? shot[key] : undefined) ?? 'first');
  return { name, address: (page) => withIds(page, filled) };
});

const others: readonly Shot[] = Object.entries(otherLooks).map(([name, sample]) => ({
  name,
  address: (page) => sample((query, input) => askIn(page, query, input)),
}));

/** Every page of every room, its dialogs and what keys open; or those whose name has one of the words. */
export function shotsOf(words: readonly string[]): readonly Shot[] {
  const scenes = scenesOf(modules).map(({ path, ...scene }) => ({ ...scene, address: async () => path }));
  return [...everyPage, ...others, ...scenes].filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
}
