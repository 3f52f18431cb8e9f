import type { Find, Found } from '#foundation/web/room.ts';
import { listItems, searchItems } from '../contract/items.ts';
import { searchLots } from '../contract/lots.ts';
import { listPlaces, searchPlaces } from '../contract/stock-places.ts';
import { nameOf, namesOf } from './names.ts';

/** Items by name and code, stock places by code and name, lots by their number. */
const find: Find = async ({ text, client, session, language, signal }) => {
  const may = (name: string) => session.can(name);
  const [items, places, lots] = await Promise.all([
    may(listItems.name) ? client.ask(searchItems, { text, limit: 6 }, signal) : null,
    may(listPlaces.name) ? client.ask(searchPlaces, { text, limit: 4 }, signal) : null,
    may(searchLots.permission) ? client.ask(searchLots, { text, limit: 4 }, signal) : null,
  ]);
  const found: Found[] = [];
  for (const row of items?.rows ?? [])
    found.push({ id: `item:${row.id}`, label: nameOf(row, language), detail: row.code, icon: 'box', path: `/goods/items/${row.id}` });
  for (const row of places?.rows ?? [])
    found.push({
      id: `stock-place:${row.id}`,
      label: nameOf(row, language),
      detail: [row.code, row.within].filter(Boolean).join(' · '),
      icon: 'warehouse',
      path: `/goods/places/${row.id}`,
    });
  for (const row of lots?.rows ?? [])
    found.push({ id: `lot:${row.id}`, label: row.code, detail: namesOf(row.itemNames), icon: 'hash', path: `/goods/lots/${row.id}` });
  return found;
};
export default find;
