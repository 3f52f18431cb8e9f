/** Where a device's command stands against the last one that has an outcome. */
export type Place = 'past' | 'next' | 'ahead';

/** Numbers of a device begin with 1 and have no gaps. */
export function placeOf(seq: number, lastSeq: number): Place {
  if (seq <= lastSeq) return 'past';
  return seq === lastSeq + 1 ? 'next' : 'ahead';
}

/** How long a command waits for earlier ones of its device before a person must look. */
export const heldForHours = 48;

/** The moment before which held commands are given up. */
export function giveUpBefore(now: Date): Date {
  return new Date(now.getTime() - heldForHours * 3_600_000);
}

/** What clocks of phones may differ from the server's without a word. */
const clockPlay = 10;

/** Minutes by which something is dated after the moment at which it was told; 0 within what clocks differ anyway. */
export function minutesAhead(occurredAt: string, now: Date): number {
  const minutes = Math.round((Date.parse(occurredAt) - now.getTime()) / 60_000);
  return minutes > clockPlay ? minutes : 0;
}

/** How long an invitation to enrol can be used. */
export const inviteMinutes = 15;
