import { fold } from '#foundation/fold.ts';

/** Pairs of neighbouring letters of a folded text. */
function pairs(text: string): Map<string, number> {
  const found = new Map<string, number>();
  const key = ` ${fold(text)} `;
  for (let at = 0; at + 1 < key.length; at += 1) {
    const pair = key.slice(at, at + 2);
    found.set(pair, (found.get(pair) ?? 0) + 1);
  }
  return found;
}

/** How alike two texts are to a reader, 0 to 1 (Dice over pairs of letters). */
export function alike(one: string, other: string): number {
  const [a, b] = [pairs(one), pairs(other)];
  const size = (of: Map<string, number>) => [...of.values()].reduce((sum, count) => sum + count, 0);
  let shared = 0;
  for (const [pair, count] of a) shared += Math.min(count, b.get(pair) ?? 0);
  return (2 * shared) / (size(a) + size(b) || 1);
}

/** The choices most like what was typed, best first. */
export function mostAlike<T>(typed: string, choices: readonly T[], wordsOf: (choice: T) => readonly string[], limit = 4): T[] {
  return choices
    .map((choice) => ({ choice, score: Math.max(...wordsOf(choice).map((word) => alike(typed, word))) }))
    .sort((one, other) => other.score - one.score)
    .slice(0, limit)
    .map(({ choice }) => choice);
}
