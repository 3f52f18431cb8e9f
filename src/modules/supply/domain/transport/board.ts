import type { columnsOfBoard } from '../../contract/transport/board.ts';

type Column = (typeof columnsOfBoard)[number];

/** In which column of the board a truck stands. */
export function boardColumn(state: string, way: { readonly crosses: boolean; readonly toHub: boolean }): Column {
  if (state === 'planned') return 'planned';
  if (state === 'loaded') return 'loaded';
  if (state === 'at-crossing') return 'crossing';
  if (state === 'departed' || state === 'turned-back') return 'road';
  // Behind the gate the hub is next; a truck that goes on to a store is on the road again.
  if (state === 'crossed') return way.toHub ? 'hub' : 'road';
  if (state === 'arrived' || state === 'emptied') return way.toHub ? 'hub' : 'arrived';
  return 'arrived';
}

/** What the border says of a truck's load, in one word. */
export function notifiedWord(n: { readonly asked: number; readonly accepted: number; readonly refused: number; readonly lines: number }) {
  if (n.asked === 0) return 'none' as const;
  if (n.refused >= n.lines && n.accepted === 0) return 'refused' as const;
  if (n.accepted >= n.lines) return 'accepted' as const;
  return n.accepted > 0 || n.refused > 0 ? ('partly' as const) : ('waiting' as const);
}

/** Hours after which a truck that is still in a state asks for a look. */
const patience: Readonly<Record<string, number>> = {
  planned: 2,
  loaded: 6,
  departed: 8,
  'at-crossing': 6,
  crossed: 4,
  arrived: 12,
  'turned-back': 12,
};

export function isLate(state: string, since: Date, now: Date): boolean {
  const hours = patience[state];
  return hours !== undefined && now.getTime() - since.getTime() > hours * 3_600_000;
}

/** The first moment of a day and of the next one, as people of a time zone count days. */
export function dayBounds(timeZone: string, day: string): { readonly start: Date; readonly end: Date } {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return { start: midnight(timeZone, day), end: midnight(timeZone, next.toISOString().slice(0, 10)) };
}

function midnight(timeZone: string, day: string): Date {
  const guess = new Date(`${day}T00:00:00Z`);
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(guess);
  const offset = /GMT([+-])(\d{2}):(\d{2})/.exec(parts.find((part) => part.type === 'timeZoneName')?.value ?? '');
  if (!offset) return guess;
  const minutes = (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === '-' ? -1 : 1);
  return new Date(guess.getTime() - minutes * 60_000);
}
