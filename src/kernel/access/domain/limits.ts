/** How failures make a source wait: so many are free, then each one doubles the wait up to a cap. Seconds. */
export interface LimitRule {
  readonly free: number;
  readonly base: number;
  readonly cap: number;
  /** After so long without a failure all is forgotten. */
  readonly forget: number;
}

/**
 * The rules of signing in. A stranger's guesses make the stranger wait: the account's owner, at a browser that has
 * signed in before, is counted apart, and no rule waits longer than its cap.
 */
export const limitRules = {
  /** One address on the network, whomever it tries; an office shares one. */
  source: { free: 60, base: 30, cap: 900, forget: 1800 },
  /** One account from one source. */
  pair: { free: 5, base: 15, cap: 900, forget: 3600 },
  /** One account from all unknown browsers together. */
  account: { free: 100, base: 60, cap: 900, forget: 3600 },
  /** One browser that the account's owner has signed in with. */
  known: { free: 8, base: 15, cap: 300, forget: 3600 },
  /** Showing the password once more within a session. */
  proof: { free: 5, base: 15, cap: 900, forget: 3600 },
  /** Opening one-time links, from one source. */
  link: { free: 30, base: 30, cap: 900, forget: 1800 },
  /** What one guest's pass may ask: each request counts. */
  guest: { free: 240, base: 15, cap: 300, forget: 1800 },
  /** Asking what a passkey should sign, from one source: each asking counts. */
  challenge: { free: 120, base: 15, cap: 300, forget: 900 },
  /** Asking for a link by mail, for one account and from one source: each asking counts. */
  reset: { free: 3, base: 900, cap: 3600, forget: 7200 },
  resetSource: { free: 20, base: 60, cap: 900, forget: 1800 },
} as const satisfies Record<string, LimitRule>;

/** Seconds to wait after this many failures. */
export function waitAfter(failures: number, rule: LimitRule): number {
  return failures < rule.free ? 0 : Math.min(rule.cap, rule.base * 2 ** Math.min(failures - rule.free, 20));
}
