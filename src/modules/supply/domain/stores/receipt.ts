import type { Move, Outside, StockAt } from '#kernel/goods/contract/moves.ts';
import type { Condition, Owner, Pack } from '../../contract/stores/shapes.ts';
import { movesOf, outsideOf } from './moves.ts';
import type { Ratios } from './moves.ts';

export type ReceiptSource = 'order' | 'gift' | 'unknown';

/** What a line says, with its lot known and its condition decided. */
export interface CountedLine {
  readonly item: string;
  readonly lot?: string | undefined;
  readonly place: string;
  readonly grant?: string | undefined;
  readonly owner: Owner;
  readonly pack?: Pack | undefined;
  readonly expected?: number | undefined;
  readonly good: number;
  readonly damaged: number;
  readonly condition: Condition;
}

/** Where goods come from in the books. Of a truck without papers nobody knows: they stand in dispute until it is matched. */
export function originOf(source: ReceiptSource): Outside['virtual'] {
  return source === 'order' ? 'supplier' : source === 'gift' ? 'donor-in-kind' : 'in-dispute';
}

/** What is missing of the expected, and what came beyond it: sent = good + damaged + missing - extra. */
export function differenceOf(line: Pick<CountedLine, 'expected' | 'good' | 'damaged'>): { missing: number; extra: number } {
  const arrived = line.good + line.damaged;
  const expected = line.expected ?? arrived;
  return { missing: Math.max(expected - arrived, 0), extra: Math.max(arrived - expected, 0) };
}

/**
 * What a line moves. What the sender says to have sent leaves the sender; what of it did not arrive stands in dispute, and
 * what came beyond it is drawn from there, so that each difference has its place until somebody ends it.
 */
export function receiptMoves(source: ReceiptSource, line: CountedLine, ratios: Ratios): Move[] {
  const at: StockAt = {
    item: line.item,
    place: line.place,
    condition: line.condition,
    owner: line.owner,
    ...(line.lot ? { lot: line.lot } : {}),
    ...(line.grant ? { grant: line.grant } : {}),
  };
  const origin = outsideOf(originOf(source), at);
  const dispute = outsideOf('in-dispute', at);
  const damagedAt: StockAt = { ...at, condition: 'damaged' };
  const known = source !== 'unknown';
  const { missing, extra } = differenceOf(line);
  const sent = known ? line.good + line.damaged - extra : line.good + line.damaged;
  const good = Math.min(line.good, sent);
  const damaged = Math.min(line.damaged, sent - good);
  const packed = line.pack && good === line.good ? { pack: line.pack, ratios } : undefined;
  return [
    ...movesOf(origin, at, good, packed),
    ...movesOf(origin, damagedAt, damaged),
    ...(known ? movesOf(dispute, at, line.good - good) : []),
    ...(known ? movesOf(dispute, damagedAt, line.damaged - damaged) : []),
    ...(known ? movesOf(origin, dispute, missing) : []),
  ];
}

export type ReceivedAs = 'good' | 'quarantine' | 'unsorted' | 'expired';

/** A lot past its day is never received as good; a sample that does not conform holds all of its item. */
export function conditionOf(said: ReceivedAs, seen: { readonly verdicts: readonly string[]; readonly expired: boolean }): ReceivedAs {
  if (said === 'unsorted') return said;
  if (seen.expired) return 'expired';
  return seen.verdicts.some((verdict) => verdict !== 'conforms') ? 'quarantine' : said;
}

export type DifferenceOutcome = 'found' | 'credited' | 'written-off' | 'kept' | 'given-back';

/** Which difference an outcome ends. */
export function endsMissing(outcome: DifferenceOutcome): boolean {
  return outcome === 'found' || outcome === 'credited' || outcome === 'written-off';
}

/** What ending a difference moves; undefined where the outcome does not fit the line or is for more than is open. */
export function settlementMoves(
  source: ReceiptSource,
  line: CountedLine & { readonly settled: number },
  outcome: DifferenceOutcome,
  qty: number,
): Move[] | undefined {
  const { missing, extra } = differenceOf(line);
  const open = (endsMissing(outcome) ? missing : extra) - line.settled;
  if (source === 'unknown' || qty > open) return undefined;
  const { item, lot, place, grant, owner } = line;
  const at: StockAt = {
    item,
    place,
    owner,
    condition: line.condition,
    ...(lot ? { lot } : {}),
    ...(grant ? { grant } : {}),
  };
  const dispute = outsideOf('in-dispute', at);
  const ways: Record<DifferenceOutcome, Move> = {
    found: { from: dispute, to: at, qty },
    credited: { from: dispute, to: outsideOf(originOf(source), at), qty },
    'written-off': { from: dispute, to: outsideOf('lost', at), qty },
    kept: { from: outsideOf(originOf(source), at), to: dispute, qty },
    'given-back': { from: at, to: dispute, qty },
  };
  return [ways[outcome]];
}
