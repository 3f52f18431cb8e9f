import type { ClientPort } from './client.ts';
import type { WebSession } from './session.ts';

/** One line of what needs a person: how much, in words, and the page on which it is dealt with. */
export interface AttentionItem {
  readonly id: string;
  /** Key of words that say it with `count`. */
  readonly words: string;
  readonly count: number;
  /** `person`: late or wrong; `waiting`: can be done today. */
  readonly tone: 'person' | 'waiting';
  readonly path: string;
}

/** Asks what of a room needs this person; answers nothing where there is nothing, or nothing that they may see. */
export type Attention = (ask: {
  readonly client: ClientPort;
  readonly session: WebSession;
  readonly signal: AbortSignal;
}) => Promise<readonly AttentionItem[]>;

/** Leaves out what counts nothing; what is late comes first. */
export function needing(items: readonly AttentionItem[]): AttentionItem[] {
  const late = (item: AttentionItem) => (item.tone === 'person' ? 0 : 1);
  return items.filter((item) => item.count > 0).toSorted((a, b) => late(a) - late(b));
}
