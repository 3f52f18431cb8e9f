import type { useClient } from '#foundation/web/client.ts';
import { getItem, searchItems } from '#kernel/goods/contract/items.ts';
import { getLot } from '#kernel/goods/contract/lots.ts';
import type { Named } from '../../domain/stores/find-line.ts';
import { readScan } from '../../domain/stores/scan.ts';

type Client = ReturnType<typeof useClient>;
export type ItemHit = (typeof searchItems)['output']['_output']['rows'][number];

/** A maker prints 8 to 14 figures; the catalogue may hold them with or without the zeros in front. */
export async function itemByGtin(client: Client, gtin: string): Promise<ItemHit | undefined> {
  for (const text of new Set([gtin, gtin.replace(/^0+/, '')])) {
    const found = await client.ask(searchItems, { text, limit: 1 });
    if (found.rows[0]) return found.rows[0];
  }
  return undefined;
}

/** What a code names, asked of the catalogue where it does not say so itself. What stands in no code is a pallet's own sign. */
export async function namedBy(client: Client, text: string): Promise<Named | undefined> {
  const scan = readScan(text);
  if (scan.kind === 'text') return { unitCode: scan.text };
  if (scan.kind === 'gs1') {
    if (scan.sscc) return { sscc: scan.sscc };
    const item = scan.gtin ? await itemByGtin(client, scan.gtin) : undefined;
    return item && { itemId: item.id, lotCode: scan.lot };
  }
  if (scan.of === 'unit') return { unitId: scan.id };
  if (scan.of === 'place') return { placeId: scan.id };
  if (scan.of === 'item') return { itemId: (await client.ask(getItem, { itemId: scan.id })).id };
  const lot = await client.ask(getLot, { lotId: scan.id });
  return { itemId: lot.itemId, lotCode: lot.code };
}
