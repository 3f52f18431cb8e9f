import type { HandoverTold } from '../contract/handovers.ts';
import type { EventState, Oddity } from '../contract/shared.ts';
import { dueOf } from './entitlement.ts';
import type { Band } from './entitlement.ts';

/** A token of the list, as a hand-over is held against it. */
export interface KnownToken {
  readonly id: string;
  readonly laneId: string;
  readonly size: number;
  readonly state: 'valid' | 'lost';
  /** Its own lane had closed before. */
  readonly laneClosed: boolean;
  /** Hand-overs by it that stand, without this one. */
  readonly claims: number;
}

export interface Day {
  readonly state: EventState;
  readonly bands: readonly Band[];
  readonly token: KnownToken | undefined;
  /** The event's last opening and stop before this moment, by their own time. */
  readonly wasOpen: boolean;
  readonly wasStopped: boolean;
  /** What lies here of each item. */
  readonly here: ReadonlyMap<string, number>;
}

const overStates: readonly EventState[] = ['reconciled', 'closed', 'cancelled'];

/** What does not fit about a hand-over. It has happened all the same. */
export function judgeHandover(told: HandoverTold, day: Day): Oddity[] {
  const found: Oddity[] = [...judgeToken(told, day), ...judgeLines(told, day)];
  if (overStates.includes(day.state)) found.push('after-close');
  else if (day.wasStopped) found.push('after-stop');
  else if (!day.wasOpen) found.push('before-open');
  if (told.lines.some((line) => (day.here.get(line.itemId) ?? 0) < line.qty)) found.push('stock-short');
  return found;
}

function judgeToken(told: HandoverTold, { token }: Day): Oddity[] {
  if (told.way !== 'token') return [];
  if (!token) return ['unknown-token'];
  const found: Oddity[] = [];
  if (token.claims > 0) found.push('second-claim');
  if (token.state === 'lost') found.push('lost-token');
  if (told.laneId !== undefined && told.laneId !== token.laneId && !token.laneClosed) found.push('wrong-lane');
  return found;
}

function judgeLines(told: HandoverTold, { token, bands }: Day): Oddity[] {
  const due = dueOf(bands, token?.size ?? told.size ?? null, told.households);
  const given = new Map<string, number>();
  for (const line of told.lines) given.set(line.itemId, (given.get(line.itemId) ?? 0) + line.qty);
  const over = [...given].some(([itemId, qty]) => {
    const allowed = due.has(itemId) ? due.get(itemId)! : 0;
    return allowed !== null && qty > allowed;
  });
  const less = [...due].some(([itemId, qty]) => qty !== null && (given.get(itemId) ?? 0) < qty);
  return [...(over ? (['over-distribution'] as const) : []), ...(less ? (['less-than-due'] as const) : [])];
}

/** Stock in the order in which it is to go. */
export interface Pile<At> {
  readonly at: At;
  readonly itemId: string;
  readonly free: number;
}

/**
 * Takes goods from what lies there, first to expire first. What the books say is not there was handed out all the same: it is
 * taken from the item's first pile, or from where it would have lain, and the ledger asks about it.
 */
export function takeFrom<At>(
  piles: readonly Pile<At>[],
  lines: readonly { readonly itemId: string; readonly qty: number }[],
  otherwise: (itemId: string) => At,
): { at: At; itemId: string; qty: number }[] {
  const left = new Map(piles.map((pile) => [pile, Math.max(0, pile.free)]));
  const taken: { at: At; itemId: string; qty: number }[] = [];
  const add = (at: At, itemId: string, qty: number) => {
    const same = taken.find((one) => one.at === at);
    if (same) same.qty += qty;
    else taken.push({ at, itemId, qty });
  };
  for (const line of lines) {
    let open = line.qty;
    const own = piles.filter((pile) => pile.itemId === line.itemId);
    for (const pile of own) {
      const part = Math.min(open, left.get(pile)!);
      if (part === 0) continue;
      left.set(pile, left.get(pile)! - part);
      open -= part;
      add(pile.at, line.itemId, part);
    }
    if (open > 0) add(own[0]?.at ?? otherwise(line.itemId), line.itemId, open);
  }
  return taken;
}
