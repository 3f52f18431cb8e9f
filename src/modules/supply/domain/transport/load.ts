import type { Figures } from '#foundation/problem.ts';
import type { Goods } from './moves.ts';
import type { LegLine } from './aboard.ts';
import type { LegState } from './leg.ts';

/** A line of a truck's waybill as loading sees it. */
export interface LoadLine extends LegLine {
  readonly lineId: string;
  readonly goods: Goods;
  readonly itemCode: string;
  readonly lotCode: string | null;
  readonly expiresOn: string | null;
  /** The bin it is taken from. */
  readonly place: string;
  readonly holdId: string | null;
  readonly liveHoldId: string | null;
  /** Of the live promise, while it holds. */
  readonly heldQty: number | null;
  /** What other trucks that are not loaded yet wait for of the same line. */
  readonly elsewhere: number;
  readonly weightG: number | null;
  readonly volumeCm3: number | null;
  /** The authority's answer for the gate of this truck; null when nobody asked. */
  readonly answer: 'waiting' | 'accepted' | 'refused' | null;
}

/** What of a line speaks for or against its loading. */
export type Weighed = Pick<
  LoadLine,
  'lineId' | 'planned' | 'loaded' | 'itemCode' | 'lotCode' | 'expiresOn' | 'weightG' | 'volumeCm3' | 'answer'
>;
export interface LoadView<L extends Weighed = LoadLine> {
  readonly waybill: string;
  readonly state: LegState;
  readonly crossing: { readonly id: string; readonly day: string; readonly status: 'open' | 'closed' | 'restricted' | 'unknown' } | null;
  readonly maxKg: number;
  readonly maxLitres: number;
  readonly lines: readonly L[];
}

export type MisfitCode =
  | 'leg-not-planned'
  | 'line-not-found'
  | 'line-overdrawn'
  | 'nothing-to-load'
  | 'not-notified'
  | 'not-answered'
  | 'line-refused'
  | 'crossing-closed'
  | 'lot-expired'
  | 'over-weight'
  | 'over-volume';
/** What speaks against a loading: the refusal of a decision, the exception of a fact. */
export interface Misfit {
  readonly code: MisfitCode;
  readonly figures: Figures;
}

export interface Loading<L extends Weighed = LoadLine> {
  readonly lines: readonly { readonly line: L; readonly qty: number }[];
  readonly kg: number;
  readonly litres: number;
  readonly misfits: readonly Misfit[];
}

/** What lines weigh and fill, in kilograms and litres, rounded up; what the catalogue does not know counts as nothing. */
export function loadOf(lines: readonly { readonly line: Pick<LoadLine, 'weightG' | 'volumeCm3'>; readonly qty: number }[]) {
  const sum = (of: (line: Pick<LoadLine, 'weightG' | 'volumeCm3'>) => number | null) =>
    Math.ceil(lines.reduce((total, { line, qty }) => total + (of(line) ?? 0) * qty, 0) / 1000);
  return { kg: sum((line) => line.weightG), litres: sum((line) => line.volumeCm3) };
}

/**
 * What a loading comes to, with everything that speaks against it, the gravest first.
 * @param asked what goes aboard; all that was planned and is not loaded yet when absent.
 * @param today the day on which it is loaded.
 */
export function weighLoading<L extends Weighed = LoadLine>(
  view: LoadView<L>,
  asked: readonly { readonly lineId: string; readonly qty: number }[] | undefined,
  today: string,
): Loading<L> {
  const misfits: Misfit[] = [];
  const byId = new Map(view.lines.map((line) => [line.lineId, line]));
  const wanted =
    asked ??
    view.lines.filter((line) => line.loaded === null && line.planned > 0).map((line) => ({ lineId: line.lineId, qty: line.planned }));
  const lines: { line: L; qty: number }[] = [];
  if (view.state !== 'planned') misfits.push({ code: 'leg-not-planned', figures: { waybill: view.waybill, state: view.state } });
  for (const { lineId, qty } of wanted) {
    const line = byId.get(lineId);
    if (!line) misfits.push({ code: 'line-not-found', figures: { line: lineId } });
    else lines.push({ line, qty });
  }
  if (wanted.length === 0) misfits.push({ code: 'nothing-to-load', figures: { waybill: view.waybill } });
  misfits.push(
    ...borderMisfits(
      view,
      lines.map(({ line }) => line),
    ),
    ...lines.flatMap(({ line, qty }) => ofLine(line, qty, today)),
  );
  const { kg, litres } = loadOf(lines);
  if (kg > view.maxKg) misfits.push({ code: 'over-weight', figures: { waybill: view.waybill, kg, max: view.maxKg } });
  if (litres > view.maxLitres) misfits.push({ code: 'over-volume', figures: { waybill: view.waybill, litres, max: view.maxLitres } });
  return { lines, kg, litres, misfits };
}

/** What the border has against lines on their way over its gate; that it is shut comes first: no list opens it. */
export function borderMisfits(view: Pick<LoadView, 'waybill' | 'crossing'>, lines: readonly Weighed[]): Misfit[] {
  if (!view.crossing) return [];
  const { id, day, status } = view.crossing;
  const misfits: Misfit[] = [];
  const of = (answer: LoadLine['answer']) => lines.filter((line) => line.answer === answer);
  const figures = (rows: readonly Weighed[]) => ({
    waybill: view.waybill,
    crossing: id,
    day,
    count: rows.length,
    items: rows.map((line) => line.itemCode),
  });
  const [unasked, waiting, refused] = [of(null), of('waiting'), of('refused')];
  if (status === 'closed') misfits.push({ code: 'crossing-closed', figures: { waybill: view.waybill, crossing: id, day } });
  if (refused.length > 0) misfits.push({ code: 'line-refused', figures: figures(refused) });
  if (unasked.length > 0) misfits.push({ code: 'not-notified', figures: figures(unasked) });
  if (waiting.length > 0) misfits.push({ code: 'not-answered', figures: figures(waiting) });
  return misfits;
}

function ofLine(line: Weighed, qty: number, today: string): Misfit[] {
  const misfits: Misfit[] = [];
  if (qty > line.planned) misfits.push({ code: 'line-overdrawn', figures: { item: line.itemCode, asked: qty, left: line.planned } });
  if (line.expiresOn !== null && line.expiresOn < today) {
    misfits.push({ code: 'lot-expired', figures: { item: line.itemCode, lot: line.lotCode ?? '', expired: line.expiresOn } });
  }
  return misfits;
}

/** Which exception a fact opens for what a decision would have been refused for; undefined for what is only news. */
export function exceptionOf(code: MisfitCode): string | undefined {
  const kinds: Partial<Record<MisfitCode, string>> = {
    'line-overdrawn': 'supply.loaded-more',
    'not-notified': 'supply.left-unauthorised',
    'not-answered': 'supply.left-unauthorised',
    'line-refused': 'supply.left-unauthorised',
    'crossing-closed': 'supply.crossing-closed',
    'lot-expired': 'supply.expired-loaded',
    'over-weight': 'supply.overloaded',
    'over-volume': 'supply.overloaded',
    'leg-not-planned': 'supply.loaded-twice',
  };
  return kinds[code];
}
