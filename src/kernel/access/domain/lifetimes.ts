/** How long things of sign-in last. Seconds, by the server's own clock: a demonstration's set clock opens no door longer. */
export const lifetimes = {
  /** From sign-in to the end, however busy. */
  session: 12 * 3600,
  /** Without any request. */
  idle: 2 * 3600,
  /** An exchanged token still serves answers that were on the way. */
  replaced: 20,
  /** How old a shown password may be for dangerous commands. */
  proof: 15 * 60,
  /** For changing the password itself, the old one is shown just now. */
  passwordProof: 60,
  invitation: 7 * 86_400,
  reset: 2 * 86_400,
  ownReset: 3600,
  firstRun: 86_400,
  /** What an authenticator is asked to sign. */
  challenge: 300,
  /** To the identity provider and back. */
  providerTrip: 600,
  /** A program's token, at most: days. */
  tokenDays: 365,
  /** A browser that has signed in before is known for so long; strangers' guesses do not make it wait. */
  knownBrowser: 180 * 86_400,
  /** The sign-in log is kept for so long. */
  log: 400 * 86_400,
} as const;
