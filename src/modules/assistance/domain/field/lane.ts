import { fromBase64Url, toBase64Url } from '#foundation/signed-code.ts';
import type { LanePack, LaneToken } from '../../contract/field/lane.ts';

/** A record of this phone, as the fold reads it. */
export interface OwnRecord {
  readonly id: string;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly occurredAt: string;
  readonly state: string;
}

export interface LaneNow {
  readonly stopped: boolean;
  readonly closed: boolean;
  /** Households given to on this phone and those the pack knew of. */
  readonly served: number;
  readonly expected: number;
  /** When each token was given to here; of those the pack knew of, no moment. */
  readonly given: ReadonlyMap<string, string | null>;
  /** Lanes that closed and were taken over, with the numbers they had served. */
  readonly takenOver: ReadonlyMap<number, ReadonlySet<number>>;
  /** Hand-overs of this phone that stand, the latest last. */
  readonly own: readonly OwnRecord[];
}

const text = (record: OwnRecord, key: string) => record.input[key] as string | undefined;

/** How the lane stands on this phone: the pack, and what the phone itself recorded over it. */
export function foldLane(pack: LanePack, records: readonly OwnRecord[]): LaneNow {
  const of = records.filter((record) => text(record, 'eventId') === pack.eventId);
  const undone = new Set(of.filter((record) => record.name === 'assistance.undo-handover').map((record) => text(record, 'handoverId')));
  const own = of.filter((record) => record.name === 'assistance.record-handover' && !undone.has(text(record, 'handoverId')));
  const given = new Map<string, string | null>(pack.tokens.filter((token) => token.served).map((token) => [token.hash, null]));
  for (const record of own) if (text(record, 'tokenHash')) given.set(text(record, 'tokenHash')!, record.occurredAt);
  const counted = own
    .filter((record) => !text(record, 'tokenHash'))
    .reduce((sum, record) => sum + ((record.input['households'] as number | undefined) ?? 1), 0);
  const takenOver = new Map<number, ReadonlySet<number>>();
  for (const record of of.filter((one) => one.name === 'assistance.take-over-lane'))
    takenOver.set(record.input['from'] as number, new Set(record.input['served'] as number[]));
  const unserved = pack.others.filter(
    (token) => !token.served && takenOver.has(token.lane) && !takenOver.get(token.lane)!.has(token.number),
  );
  return {
    stopped: stoppedNow(pack, of),
    closed: pack.closed || of.some((record) => record.name === 'assistance.close-lane' && text(record, 'laneId') === pack.laneId),
    served: given.size + counted,
    expected: pack.admits === 'list' ? pack.tokens.filter((token) => !token.lost).length + unserved.length : pack.expected,
    given,
    takenOver,
    own,
  };
}

/** The last word on it: a stop told here, or the one the pack was made with, unless the day was opened again here. */
function stoppedNow(pack: LanePack, records: readonly OwnRecord[]): boolean {
  const last = records.filter((record) => ['assistance.stop-event', 'assistance.open-event'].includes(record.name)).at(-1);
  return last ? last.name === 'assistance.stop-event' : pack.stoppedAt !== null;
}

export type Verdict =
  | { readonly kind: 'green'; readonly token: LaneToken }
  | {
      readonly kind: 'red';
      readonly why:
        | 'served'
        | 'other-lane'
        | 'lost'
        | 'revoked'
        | 'unknown'
        | 'stopped'
        | 'closed'
        | 'other-mission'
        | 'tampered'
        | 'not-a-card';
      readonly token?: LaneToken | undefined;
      readonly lane?: number;
      readonly at?: string | null;
    };

/** One look, one answer: whether this token is served here now. */
export function judgeToken(pack: LanePack, now: LaneNow, token: { hash?: string; number?: number }): Verdict {
  const same = (one: LaneToken) => (token.hash === undefined ? one.number === token.number && !one.lost : one.hash === token.hash);
  const here = pack.tokens.find(same);
  const other = here ? undefined : pack.others.find(same);
  const found = here ?? other;
  // Also then the household is named: what a crowd took all the same is told all the same.
  if (now.stopped) return { kind: 'red', why: 'stopped', token: found };
  if (now.closed) return { kind: 'red', why: 'closed', token: found };
  if (!found) return { kind: 'red', why: 'unknown' };
  if (found.lost) return { kind: 'red', why: pack.register ? 'revoked' : 'lost', token: found };
  if (now.given.has(found.hash)) return { kind: 'red', why: 'served', token: found, at: now.given.get(found.hash) ?? null };
  if (!other) return { kind: 'green', token: found };
  // Also of a lane that has not closed: who has got it is not sent to stand in another queue.
  if (other.served) return { kind: 'red', why: 'served', token: found, at: null };
  const served = now.takenOver.get(other.lane);
  if (!served) return { kind: 'red', why: 'other-lane', token: found, lane: other.lane };
  return served.has(other.number) ? { kind: 'red', why: 'served', token: found, at: null } : { kind: 'green', token: found };
}

const head = 'KL1';
/** What a closed lane shows to the others: its number and one bit for each number it has served. */
export function laneCode(eventId: string, lane: number, served: readonly number[]): string {
  const bits = new Uint8Array(Math.ceil((Math.max(0, ...served) + 1) / 8));
  for (const number of served) bits[number >> 3]! |= 1 << (number & 7);
  return `${head}.${eventId}.${lane}.${toBase64Url(bits)}`;
}

/** A closed lane's code of this distribution; undefined: something else, or of another day. */
export function readLaneCode(eventId: string, code: string): { from: number; served: number[] } | undefined {
  const found = /^KL1\.([0-9a-f-]{36})\.(\d{1,2})\.([A-Za-z0-9_-]*)$/.exec(code.trim());
  if (!found || found[1] !== eventId) return undefined;
  const bits = fromBase64Url(found[3]!);
  const served: number[] = [];
  for (let number = 1; number < bits.length * 8; number += 1) if (bits[number >> 3]! & (1 << (number & 7))) served.push(number);
  return { from: Number(found[2]), served };
}
