/** One person's reading of a paper sheet. */
export interface Keying {
  readonly by: string;
  readonly hash: string;
}

/** Two different persons who read the same agree, whatever others read before them. */
export function judgeKeyings(keyings: readonly Keying[]): 'waits' | 'agrees' | 'differs' {
  const readers = new Set(keyings.map((keying) => keying.by));
  if (readers.size < 2) return 'waits';
  const agree = keyings.some((one, at) => keyings.slice(at + 1).some((other) => other.by !== one.by && other.hash === one.hash));
  return agree ? 'agrees' : 'differs';
}
