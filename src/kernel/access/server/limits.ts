import type { Database } from '#foundation/db/pool.ts';
import { problems } from '../contract/problems.ts';
import { limitRules } from '../domain/limits.ts';
import type { LimitRule } from '../domain/limits.ts';
import { forgetFailures, giveBack, takeAttempt, waitOf } from './limits.repo.ts';
import { vault } from './vault.ts';

/** One thing that is counted: under which rule, and of whom. Keys are marks: the table tells no address. */
export interface Limit {
  readonly key: string;
  readonly rule: LimitRule;
  /** Cleared when its owner comes in; a source that others share only gets the one attempt back. */
  readonly own: boolean;
}

/** The limit of a rule for some source. */
export function limitOf(kind: keyof typeof limitRules, of: string, own = true): Limit {
  return { key: `${kind}:${vault().mark('limit', of).toString('base64url').slice(0, 27)}`, rule: limitRules[kind], own };
}

/**
 * Counts an attempt under every limit, before it is looked at and in transactions of their own, so that the count holds
 * whatever happens next, over several processes and restarts.
 * @throws access.locked-out with the seconds to wait.
 */
export async function takeAttempts(db: Database, limits: readonly Limit[]): Promise<void> {
  for (const [index, limit] of limits.entries()) {
    const taken = await db.transaction({ schema: 'kervan' }, (tx) => takeAttempt.maybe(tx, limit));
    if (taken) continue;
    // What the earlier limits counted was no guess: it never came to be looked at.
    for (const earlier of limits.slice(0, index)) await db.transaction({ schema: 'kervan' }, (tx) => giveBack.run(tx, earlier));
    const wait = await db.transaction({ schema: 'kervan', readOnly: true }, (tx) => waitOf.maybe(tx, limit));
    throw problems.problem('locked-out', { seconds: wait?.seconds ?? 1 });
  }
}

/** The attempt was good: own limits are forgotten, shared ones get it back. */
export async function attemptsPassed(db: Database, limits: readonly Limit[]): Promise<void> {
  await db.transaction({ schema: 'kervan' }, async (tx) => {
    for (const limit of limits) await (limit.own ? forgetFailures : giveBack).run(tx, limit);
  });
}

/** The attempt was neither good nor bad, as when only the code is still missing. */
export async function attemptsUndone(db: Database, limits: readonly Limit[]): Promise<void> {
  await db.transaction({ schema: 'kervan' }, async (tx) => {
    for (const limit of limits) await giveBack.run(tx, limit);
  });
}
