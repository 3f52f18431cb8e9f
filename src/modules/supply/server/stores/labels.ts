import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { definePaper } from '#foundation/pdf/paper.ts';
import type { Label, Press } from '#foundation/pdf/paper.ts';
import { getItem } from '#kernel/goods/contract/items.ts';
import { getLot } from '#kernel/goods/contract/lots.ts';
import { getPlace, listPlaces } from '#kernel/goods/contract/stock-places.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import { getShipment } from '../../contract/transport/shipments.ts';
import { labelText } from '../../domain/stores/scan.ts';

/** Most labels on one print. */
const most = 500;

/**
 * Labels for what lies in a store. They carry codes, names of things and days: never a grant, a donor, an owner or the
 * mission, for a carton travels where these can harm.
 */
export const labelsPaper = definePaper(
  'supply.labels',
  z.strictObject({
    /** `unit`: the pallets and cartons of these shipments. */
    kind: z.enum(['lot', 'place', 'item', 'unit']),
    ids: z.array(Id).min(1).max(most),
    /** With every place under it. */
    under: z.boolean().default(false),
    copies: z.int().min(1).max(100).default(1),
    size: z.enum(['large', 'small']).default('large'),
  }),
  async (press, input) => {
    const labels = await labelsOf(press, input);
    const count = labels.length * input.copies;
    if (count > most) throw storeProblems.problem('too-many-labels', { labels: count, most });
    const all = labels.flatMap((label) => Array.from({ length: input.copies }, () => label));
    return { template: 'labels', title: press.t('supply.labels'), size: input.size, labels: all };
  },
);

async function labelsOf(
  press: Press,
  { kind, ids, under }: { kind: 'lot' | 'place' | 'item' | 'unit'; ids: readonly string[]; under: boolean },
): Promise<Label[]> {
  if (kind === 'place') return placeLabels(press, ids, under);
  if (kind === 'unit') return (await Promise.all(ids.map((id) => unitLabels(press, id)))).flat();
  return thingLabels(press, kind, ids);
}

/** A pallet says what stands on it and its own number: the one of its maker (SSCC) where it has one; never for whom it is. */
async function unitLabels(press: Press, shipmentId: string): Promise<Label[]> {
  const { units, lines } = await press.ask(getShipment, { shipmentId });
  const byId = new Map(lines.map((line) => [line.id, line]));
  return units.map((unit): Label => ({
    code: unit.code,
    lines: unit.contents.flatMap(({ lineId, qty }) => {
      const line = byId.get(lineId);
      if (!line) return [];
      const { code, en, tr, ar } = line.item;
      // Whoever carries it reads one of the three; on a mixed pallet there is room for one.
      const names = unit.contents.length > 2 ? [{ en, tr, ar }[press.language] ?? en] : [...new Set([en, tr, ar])];
      const what = `${code}${line.lotCode ? ` · ${line.lotCode}` : ''} · ${press.number(qty)}`;
      return [what, ...names.filter((name) => name !== null)];
    }),
    note: unit.sscc ? `SSCC (00) ${unit.sscc}` : '',
    scan: labelText('unit', unit.unitId),
  }));
}

const both = (names: { nameEn: string; nameTr: string | null; nameAr: string | null }): string[] =>
  [...new Set([names.nameEn, names.nameTr, names.nameAr])].filter((name): name is string => Boolean(name));

async function thingLabels(press: Press, kind: 'lot' | 'item', ids: readonly string[]): Promise<Label[]> {
  const labels: Label[] = [];
  for (const id of ids) labels.push(kind === 'lot' ? await lotLabel(press, id) : await itemLabel(press, id));
  return labels;
}

async function lotLabel(press: Press, lotId: string): Promise<Label> {
  const lot = await press.ask(getLot, { lotId });
  const names = [lot.itemNames['en'], lot.itemNames['tr'], lot.itemNames['ar']].filter((name): name is string => Boolean(name));
  return {
    code: lot.code,
    lines: [lot.itemCode, ...new Set(names)],
    note: lot.expiresOn ? press.t('supply.label-expires', { day: lot.expiresOn }) : '',
    scan: labelText('lot', lot.id),
  };
}

async function itemLabel(press: Press, itemId: string): Promise<Label> {
  const item = await press.ask(getItem, { itemId });
  return { code: item.code, lines: both(item), note: '', scan: labelText('item', item.id) };
}

async function placeLabels(press: Press, ids: readonly string[], under: boolean): Promise<Label[]> {
  const labels: Label[] = [];
  for (const placeId of ids) {
    const place = await press.ask(getPlace, { placeId });
    labels.push(placeLabel(place));
    if (!under) continue;
    const inside = await press.askAll(listPlaces, { under: placeId, status: 'open' });
    labels.push(...inside.filter((row) => row.id !== placeId).map(placeLabel));
  }
  return labels;
}

/** A place bears its code alone: the name of a store may tell whose it is. */
const placeLabel = (place: { id: string; code: string }): Label => ({
  code: place.code,
  lines: [],
  note: '',
  scan: labelText('place', place.id),
});
