import type * as z from 'zod';
import { stockDimensions } from '../contract/stock.ts';
import type { StockDimension, StockRow, listStock } from '../contract/stock.ts';

export type Stock = z.output<typeof StockRow>;
type StockInput = Partial<z.input<typeof listStock.input>>;

/** What the address of the stock page may hold besides the list's own view. */
export const stockFilters = ['place', 'item', 'lot', 'grant', 'owner', 'asOf', 'expiringBy', 'minAgeDays'] as const;

const usual: readonly StockDimension[] = ['item', 'place', 'lot', 'condition'];

/** What the address says of grouping. */
export function groupOf(url: URLSearchParams): StockDimension[] {
  const asked = (url.get('by') ?? '')
    .split(',')
    .filter((one): one is StockDimension => (stockDimensions as readonly string[]).includes(one));
  return asked.length > 0 ? asked : [...usual];
}

/** The list's input from the address. */
export function inputOf(url: URLSearchParams): StockInput {
  const input: Record<string, unknown> = { groupBy: groupOf(url) };
  for (const name of stockFilters) {
    const value = url.get(name);
    if (value) input[name] = name === 'minAgeDays' ? Number(value) : value;
  }
  return input as StockInput;
}

const columnsOf: Readonly<Record<StockDimension, readonly string[]>> = {
  item: ['itemNames'],
  family: ['familyNames'],
  root: ['rootNames'],
  place: ['placeCode'],
  lot: ['lotCode', 'expiresOn'],
  grant: ['grantCode'],
  condition: ['condition'],
  owner: ['ownerNames'],
  age: ['age'],
};
const order: readonly StockDimension[] = ['family', 'item', 'root', 'place', 'lot', 'grant', 'condition', 'owner', 'age'];

/** Columns that say what is told apart, then the figures. */
export function columnsFor(dims: readonly StockDimension[], past: boolean): string[] {
  const apart = order.filter((dim) => dims.includes(dim)).flatMap((dim) => columnsOf[dim]);
  const measures = dims.length > 2 ? [] : ['weightKg', 'volumeM3']; // a small desk has no room for them beside so much
  return [...apart, ...(dims.includes('item') ? [] : ['items']), 'qty', ...(past ? [] : ['free']), ...measures];
}

/** Where a row leads: to its stock card when it is of one item at one place, else to what it is made of. */
export function openOf(row: Stock, url: URLSearchParams): string {
  const dims = groupOf(url);
  const place = row.placeId ?? row.rootId ?? url.get('place');
  const item = row.itemId ?? url.get('item');
  if (item && place && !row.onRoad && (dims.includes('place') || dims.includes('root') || url.get('place') !== null)) {
    const card = new URLSearchParams({ item, place });
    if (row.lotId ?? url.get('lot')) card.set('lot', (row.lotId ?? url.get('lot'))!);
    if (row.grantId ?? url.get('grant')) card.set('grant', (row.grantId ?? url.get('grant'))!);
    if (row.condition) card.set('condition', row.condition);
    if (dims.includes('owner') && row.owner) card.set('owner', row.owner);
    if (url.get('asOf')) card.set('asOf', url.get('asOf')!);
    return `/goods/stock-card?${card.toString()}`;
  }
  const next = new URLSearchParams(url);
  const set = (name: string, value: string | null) => value && next.set(name, value);
  set('item', row.itemId);
  set('place', row.placeId ?? row.rootId);
  set('lot', row.lotId);
  set('grant', row.grantId);
  if (dims.includes('owner')) set('owner', row.owner);
  if (dims.includes('family')) set('family', row.family);
  next.set('by', finer(dims, item !== null).join(','));
  return `/goods/stock?${next.toString()}`;
}

/** One step nearer to the shelf. */
function finer(dims: readonly StockDimension[], oneItem: boolean): StockDimension[] {
  if (!dims.includes('item') && !oneItem) return ['item'];
  return dims.includes('place') ? ['item', 'place', 'lot', 'grant', 'condition', 'owner'] : ['item', 'root', 'place'];
}
