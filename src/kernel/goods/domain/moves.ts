import type { Fault, Problem } from '#foundation/problem.ts';
import type { Line } from '#kernel/ledger/contract/documents.ts';
import type { Move, Outside, StockAt } from '../contract/moves.ts';
import { problems } from '../contract/problems.ts';
import type { Tracking } from '../contract/shared.ts';

export type Side = StockAt | Outside;

/** What is known of the things that a document names. */
export interface Known {
  readonly items: ReadonlyMap<string, { readonly code: string; readonly tracking: Tracking; readonly status: string }>;
  readonly lots: ReadonlyMap<string, { readonly code: string; readonly itemId: string }>;
  readonly places: ReadonlyMap<string, { readonly code: string; readonly status: string }>;
  readonly grants: ReadonlySet<string>;
  readonly orgs: ReadonlySet<string>;
  readonly packs: ReadonlyMap<string, { readonly itemId: string; readonly smallest: number; readonly per: number }>;
}

/** Something that a fact may do and that people must look at afterwards. */
export interface Oddity {
  readonly kind: 'goods.place-closed' | 'goods.lot-missing';
  readonly id: string;
  readonly code: string;
}

/** Kinds of documents that alone may change what every other document must leave as it is. */
const mayChange = {
  grant: ['grant-swap', 'grant-transfer'],
  owner: ['title-transfer'],
  lot: ['lot-correction', 'sorting'],
} as const;

const isReal = (side: Side): side is StockAt => !('virtual' in side);
const may = (what: keyof typeof mayChange, kind: string): boolean => (mayChange[what] as readonly string[]).includes(kind);

/** The line as the ledger books it: what lies outside takes lot, grant and owner from the goods. */
export function lineOf(move: Move): Line {
  return { from: filled(move.from, move.to), to: filled(move.to, move.from), qty: move.qty };
}

function filled(side: Side, other: Side): Side {
  if (isReal(side)) return side;
  const lot = side.lot ?? other.lot;
  const grant = side.grant ?? other.grant;
  const owner = side.owner ?? other.owner;
  return { ...side, ...(lot ? { lot } : {}), ...(grant ? { grant } : {}), ...(owner ? { owner } : {}) };
}

/** Every fault of a document's lines by itself, and what a fact is let through with. */
export function judgeMoves(kind: string, moves: readonly Move[], known: Known, fact: boolean): Problem | Oddity[] {
  const faults: Fault[] = [];
  const oddities = new Map<string, Oddity>();
  moves.forEach((move, at) => {
    const fault =
      faultOfSide(move.from, known) ??
      faultOfSide(move.to, known) ??
      faultOfChange(kind, move) ??
      faultOfPack(move, known) ??
      faultOfSerial(move, known);
    if (fault) faults.push({ ...fault, path: `lines.${at}` });
    for (const side of [move.from, move.to]) {
      for (const odd of odditiesOf(side, known)) {
        if (fact) oddities.set(`${odd.kind} ${odd.id}`, odd);
        else faults.push({ path: `lines.${at}`, code: odd.kind, figures: { code: odd.code } });
      }
    }
  });
  const mixed = mixedAssembly(kind, moves);
  if (mixed) faults.push(mixed);
  const first = faults[0];
  if (!first) return [...oddities.values()];
  return problems.problem(first.code.slice('goods.'.length) as 'lot-missing', { ...first.figures, lines: faults.length }, faults);
}

type Faulty = Omit<Fault, 'path'>;

function faultOfSide(side: Side, known: Known): Faulty | undefined {
  const item = known.items.get(side.item);
  if (!item) return { code: 'goods.item-not-found' };
  if (side.lot) {
    const lot = known.lots.get(side.lot);
    if (!lot) return { code: 'goods.lot-not-found', figures: { item: item.code } };
    if (lot.itemId !== side.item) return { code: 'goods.lot-of-other-item', figures: { item: item.code, lot: lot.code } };
    if (item.tracking === 'none') return { code: 'goods.lot-not-kept', figures: { item: item.code, lot: lot.code } };
  }
  if (side.place && !known.places.has(side.place)) return { code: 'goods.place-not-found', figures: { item: item.code } };
  if (side.grant && !known.grants.has(side.grant)) return { code: 'goods.grant-not-found', figures: { item: item.code } };
  const named = side.owner && !['own', 'government', 'unknown'].includes(side.owner);
  if (named && !known.orgs.has(side.owner!)) return { code: 'goods.owner-not-found', figures: { item: item.code } };
  return undefined;
}

/** Goods keep their item, lot, grant and owner from one side to the other, but for the documents made to change one of them. */
function faultOfChange(kind: string, { from, to }: Move): Faulty | undefined {
  if (from.item !== to.item) return { code: 'goods.item-changes' };
  const differs = (what: 'lot' | 'grant' | 'owner') => {
    if (isReal(from) && isReal(to)) return from[what] !== to[what];
    return from[what] !== undefined && to[what] !== undefined && from[what] !== to[what];
  };
  // A virtual side that names a grant while the goods have none would give them one.
  const gives = (what: 'lot' | 'grant') =>
    (isReal(from) && from[what] === undefined && to[what] !== undefined) ||
    (isReal(to) && to[what] === undefined && from[what] !== undefined);
  if ((differs('lot') || gives('lot')) && !may('lot', kind)) return { code: 'goods.lot-changes' };
  if ((differs('grant') || gives('grant')) && !may('grant', kind)) return { code: 'goods.grant-changes' };
  if (differs('owner') && !may('owner', kind)) return { code: 'goods.owner-changes' };
  return undefined;
}

/** The quantity is what the packs come to by the ratio they were counted with. */
function faultOfPack(move: Move, known: Known): Faulty | undefined {
  if (!move.pack) return undefined;
  const pack = known.packs.get(move.pack.packId);
  if (!pack || pack.itemId !== move.from.item) return { code: 'goods.pack-not-found' };
  // Counts have at most six decimals: in millionths they are whole, and so is the comparison.
  const count = BigInt(Math.round(move.pack.count * 1_000_000));
  if (count * BigInt(pack.smallest) === BigInt(move.qty) * BigInt(pack.per) * 1_000_000n) return undefined;
  return {
    code: 'goods.pack-count-differs',
    figures: { count: move.pack.count, qty: move.qty, smallest: pack.smallest, per: pack.per },
  };
}

function faultOfSerial(move: Move, known: Known): Faulty | undefined {
  const item = known.items.get(move.from.item);
  if (item?.tracking !== 'serial' || move.qty === 1) return undefined;
  return { code: 'goods.serial-count', figures: { item: item.code, qty: move.qty } };
}

function odditiesOf(side: Side, known: Known): Oddity[] {
  if (!isReal(side)) return [];
  const found: Oddity[] = [];
  const item = known.items.get(side.item);
  if (item && item.tracking !== 'none' && !side.lot) found.push({ kind: 'goods.lot-missing', id: side.item, code: item.code });
  const place = known.places.get(side.place);
  if (place?.status === 'closed') found.push({ kind: 'goods.place-closed', id: side.place, code: place.code });
  return found;
}

/** What is put together or taken apart in one document has one grant and one owner on both ends. */
function mixedAssembly(kind: string, moves: readonly Move[]): Fault | undefined {
  const real = moves.flatMap(({ from, to }) => {
    if (!isReal(to) && to.virtual === 'assembly' && isReal(from)) return [from];
    if (!isReal(from) && from.virtual === 'assembly' && isReal(to)) return [to];
    return [];
  });
  const grants = new Set(real.map((side) => side.grant ?? ''));
  const owners = new Set(real.map((side) => side.owner));
  if ((grants.size <= 1 || may('grant', kind)) && (owners.size <= 1 || may('owner', kind))) return undefined;
  return { path: 'lines', code: 'goods.grants-mixed', figures: { grants: grants.size, owners: owners.size } };
}
