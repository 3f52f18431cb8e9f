import type { MessageFormatElement } from 'react-intl';
import type { Language } from '#foundation/web/session.ts';

/** A message as the formatter takes it: its parts. */
type Parts = MessageFormatElement[];
export type Words = Record<string, Parts>;
/** As a file holds it: a text without gaps stays a text. */
export type FiledWords = Readonly<Record<string, string | readonly object[]>>;

/** Where words come from: the build's files, and which of them each room needs (`tools/web/words.ts`). */
export interface WordShelf {
  readonly files: Readonly<Record<string, Readonly<Record<Language, () => Promise<{ default: FiledWords }>>>>>;
  readonly needs: Readonly<Record<string, readonly string[]>>;
}

/**
 * The words in memory. One object a language, which only grows: what is on the screen keeps its words, and a page is
 * drawn after `need` has put its room's words in.
 */
export class WordStore {
  readonly #shelf: WordShelf;
  readonly #wanted = new Set(['first']);
  readonly #kept = new Map<Language, { words: Words; files: Map<string, Promise<void>> }>();
  /** The language on the screen, and the one that is being fetched to replace it. */
  readonly #inUse = new Set<Language>();

  constructor(shelf: WordShelf) {
    this.#shelf = shelf;
  }

  /** All words that have been needed so far, in another language: nothing on the screen stays in the old one. */
  async choose(language: Language): Promise<Words> {
    this.#inUse.add(language);
    await Promise.all([...this.#wanted].map((file) => this.#load(language, file)));
    return this.#of(language).words;
  }

  /** The screens now speak this language; the others are fetched no more. */
  settle(language: Language): void {
    for (const other of this.#inUse) if (other !== language) this.#inUse.delete(other);
  }

  /** Resolves when the words of a room are there, in every language that may be on the screen when it is drawn. */
  async need(room: string): Promise<void> {
    const files = this.#shelf.needs[room] ?? [];
    for (const file of files) this.#wanted.add(file);
    await Promise.all([...this.#inUse].flatMap((language) => files.map((file) => this.#load(language, file))));
  }

  #of(language: Language) {
    const kept = this.#kept.get(language) ?? { words: {}, files: new Map<string, Promise<void>>() };
    this.#kept.set(language, kept);
    return kept;
  }

  #load(language: Language, file: string): Promise<void> {
    const { words, files } = this.#of(language);
    const underWay = files.get(file);
    if (underWay) return underWay;
    const loading = this.#shelf.files[file]![language]().then(({ default: filed }) => {
      for (const [key, said] of Object.entries(filed)) words[key] = partsOf(said);
    });
    files.set(file, loading);
    // What did not arrive is asked for again the next time.
    loading.catch(() => files.delete(file));
    return loading;
  }
}

/** The build has parsed every message; a text without gaps is one literal part. */
function partsOf(said: string | readonly object[]): Parts {
  return typeof said === 'string' ? [{ type: 0, value: said }] : (said as Parts);
}
