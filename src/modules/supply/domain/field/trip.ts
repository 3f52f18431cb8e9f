import type { TripLine, TripPack } from '../../contract/field/trip.ts';
import { givenBy, isCountedOut, keepRefused, takeOff, takenOver } from '../transport/aboard.ts';
import type { CountHere } from '../transport/aboard.ts';
import { foldLeg } from '../transport/leg.ts';
import type { FactKind, LegFact, LegNow } from '../transport/leg.ts';

/** What a phone recorded, as far as folding needs it. */
export interface Recorded {
  readonly id: string;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly occurredAt: string;
  readonly state: 'kept' | 'sent' | 'applied' | 'refused' | 'waits';
}

/** A truck as this phone knows it: what the server told, and what was recorded here since. */
export interface TripNow extends LegNow {
  readonly lines: readonly TripLine[];
  /** Its own records that the pack does not hold yet. */
  readonly own: readonly Recorded[];
  /** Lines that were refused here. */
  readonly refused: ReadonlySet<string>;
}

interface Telling {
  readonly lines: readonly TripLine[];
  readonly facts: readonly LegFact[];
  readonly refused: ReadonlySet<string>;
}
type Folder = (now: Telling, told: Recorded, trip: TripPack) => Telling;
interface Counted extends CountHere {
  readonly lineId: string;
  /** What of it was refused before and waits aboard. */
  readonly waits?: number;
}

const list = <T>(value: unknown): readonly T[] => (Array.isArray(value) ? (value as T[]) : []);
const factOf = (told: Recorded, kind: FactKind, more: Partial<LegFact> = {}): LegFact => ({
  id: told.id,
  kind,
  at: told.occurredAt,
  ...more,
});
const seals = (told: Recorded) => ({ put: list<string>(told.input['seals']) });

/** Puts aboard what was told; nothing is loaded twice. */
function load(lines: readonly TripLine[], told: Recorded): TripLine[] {
  const given = told.input['lines'] === undefined ? undefined : list<{ lineId: string; qty: number }>(told.input['lines']);
  return lines.map((line) => {
    if (line.loaded !== null) return line;
    const qty = given ? given.find((row) => row.lineId === line.lineId)?.qty : line.planned;
    return qty === undefined ? line : { ...line, loaded: qty };
  });
}

/** Takes counted goods off; with `last`, what was not counted of these lines is missing and no longer aboard. */
function unloadLines(lines: readonly TripLine[], counts: readonly Counted[], last: boolean): TripLine[] {
  return lines.map((line) => {
    const own = counts.filter((count) => count.lineId === line.lineId);
    if (own.length === 0) return line;
    const counted = { good: sum(own, 'good'), damaged: sum(own, 'damaged') };
    const refused = sum(own, 'refused');
    const taken = takeOff(givenBy(line, { ...counted, good: counted.good + refused }, own[0]!.waits), counted);
    const { missing, over } = keepRefused(taken.left, refused);
    const left = last ? missing : { good: 0, damaged: 0 };
    return {
      ...line,
      loaded: line.loaded === null ? null : line.loaded + (last ? over : 0),
      offGood: line.offGood + taken.goodFromGood + taken.damagedFromGood + left.good,
      offDamaged: line.offDamaged + taken.goodFromDamaged + taken.damagedFromDamaged + left.damaged,
    };
  });
}
const sum = (rows: readonly Counted[], key: 'good' | 'damaged' | 'refused') => rows.reduce((total, row) => total + (row[key] ?? 0), 0);

const received = (now: Telling, told: Recorded, counts: readonly Counted[]): Telling => {
  const ofRefused = told.input['returned'] === true || told.input['ofRefused'] === true;
  const open = new Map(
    now.lines.filter((line) => !line.counted || (ofRefused && line.refused > 0)).map((line) => [line.lineId, line.refused]),
  );
  const fresh = counts.filter((count) => open.has(count.lineId)).map((count) => ({ ...count, waits: open.get(count.lineId)! }));
  const refused = new Map([...Map.groupBy(fresh, (count) => count.lineId)].map(([id, rows]) => [id, sum(rows, 'refused')]));
  const lines = unloadLines(now.lines, fresh, true).map((line) =>
    refused.has(line.lineId) ? { ...line, counted: true, refused: refused.get(line.lineId)! } : line,
  );
  const done = isCountedOut(lines, (line) => line);
  const kind: FactKind = told.input['returned'] === true ? 'returned' : 'received';
  return {
    ...now,
    lines,
    facts: [...now.facts, factOf(told, kind, { done, took: fresh.some((count) => count.good + count.damaged > 0) })],
  };
};

const crossLoaded: Folder = (now, told, trip) => {
  const parts = list<{ toLegId: string; lines: Counted[] }>(told.input['parts']);
  const put = (legId: string) =>
    list<{ legId: string; seals: string[] }>(told.input['sealsPut']).flatMap((row) => (row.legId === legId ? row.seals : []));
  if (told.input['legId'] !== trip.legId) {
    const mine = parts.filter((part) => part.toLegId === trip.legId).flatMap((part) => part.lines);
    const lines = now.lines.map((line) =>
      mine.filter((row) => row.lineId === line.lineId).reduce((row, count) => takenOver(row, count).line, line),
    );
    return { ...now, lines, facts: [...now.facts, factOf(told, 'taken-over', { put: put(trip.legId) })] };
  }
  const down = told.input['putDown'] as { lines: Counted[] } | undefined;
  const passed = [...parts.flatMap((part) => part.lines), ...(down?.lines ?? [])];
  const done = told.input['empty'] === true;
  const all = done ? now.lines.map(({ lineId }) => ({ lineId, good: 0, damaged: 0 })) : [];
  const lines = unloadLines(unloadLines(now.lines, passed, false), all, done);
  const fact = factOf(told, parts.length === 0 && down ? 'put-down' : 'cross-loaded', {
    done,
    broken: list<string>(told.input['sealsBroken']),
    put: put(trip.legId),
  });
  return { ...now, lines, facts: [...now.facts, fact] };
};

const folders: Readonly<Record<string, Folder>> = {
  'supply.record-loading': (now, told) => ({
    ...now,
    lines: load(now.lines, told),
    facts: [...now.facts, factOf(told, 'loaded', seals(told))],
  }),
  'supply.record-departure': (now, told, trip) => ({
    ...now,
    lines: trip.begins ? load(now.lines, told) : now.lines,
    facts: [...now.facts, factOf(told, 'departed', seals(told))],
  }),
  'supply.record-passage': (now, told) => ({ ...now, facts: [...now.facts, factOf(told, told.input['passage'] as FactKind)] }),
  'supply.record-seals': (now, told) => ({
    ...now,
    facts: [...now.facts, factOf(told, 'seals', { broken: list<string>(told.input['broken']), put: list<string>(told.input['put']) })],
  }),
  'supply.record-loss': (now, told) => {
    const lost = list<{ lineId: string; lost: number; damaged: number }>(told.input['lines']);
    const lines = unloadLines(
      now.lines,
      lost.map((row) => ({ lineId: row.lineId, good: row.lost, damaged: 0 })),
      false,
    ).map((line) => ({ ...line, damaged: line.damaged + (lost.find((row) => row.lineId === line.lineId)?.damaged ?? 0) }));
    return { ...now, lines, facts: [...now.facts, factOf(told, 'loss')] };
  },
  'supply.record-cross-load': crossLoaded,
  'supply.record-delivery': (now, told) => received(now, told, list<Counted>(told.input['lines'])),
  'supply.receive-by-waybill': (now, told) => {
    const rows = list<{ lineNo: number; good: number; damaged: number; refused?: number }>(told.input['lines']);
    const byNo = new Map(now.lines.map((line) => [line.lineNo, line.lineId]));
    const counts = rows.flatMap(({ lineNo, good, damaged, refused }) =>
      byNo.has(lineNo) ? [{ lineId: byNo.get(lineNo)!, good, damaged, refused }] : [],
    );
    return received(now, told, counts);
  },
  'supply.record-refusal': (now, told) => {
    const ids = told.input['lineIds'] === undefined ? now.lines.map((line) => line.lineId) : list<string>(told.input['lineIds']);
    return { ...now, refused: new Set([...now.refused, ...ids]), facts: [...now.facts, factOf(told, 'refused')] };
  },
};

/** Whether a record is about this truck. */
export function concerns(trip: Pick<TripPack, 'legId' | 'waybill'>, { name, input }: Recorded): boolean {
  if (!(name in folders)) return false;
  if (name === 'supply.receive-by-waybill') return input['waybill'] === trip.waybill;
  return input['legId'] === trip.legId || list<{ toLegId: string }>(input['parts']).some((part) => part.toLegId === trip.legId);
}

/**
 * The truck as it stands on this phone: the pack with its own records over it, by the same rules as the server's. What the
 * server refused has not happened; what the pack holds already is not told twice.
 */
export function foldTrip(trip: TripPack, queue: readonly Recorded[]): TripNow {
  const known = new Set(trip.facts.map((fact) => fact.commandId));
  const own = queue.filter((told) => told.state !== 'refused' && !known.has(told.id) && concerns(trip, told));
  const first: Telling = {
    lines: trip.lines,
    facts: trip.facts.map(({ kind, ...fact }) => ({ ...fact, kind: kind as FactKind })),
    refused: new Set(),
  };
  const told = own
    .toSorted((a, b) => a.occurredAt.localeCompare(b.occurredAt))
    .reduce((now, one) => folders[one.name]!(now, one, trip), first);
  return { ...foldLeg(told.facts), lines: told.lines, own, refused: told.refused };
}
