import type { Find } from '#foundation/web/room.ts';
import { searchPlaces } from '../contract/areas.ts';
import { nameOf } from './names.ts';

const icons = { area: 'tree', town: 'pin', site: 'pin', crossing: 'gate' } as const;
const paths = {
  area: (ref: string) => `/places/areas/${ref}`,
  town: (_ref: string) => '/map',
  site: (ref: string) => `/places/sites/${ref}`,
  crossing: (_ref: string) => '/places/crossings',
};

/** Places by name or code, in any language and with typing errors. */
const find: Find = async ({ text, client, session, language, signal }) => {
  if (!session.can(searchPlaces.permission)) return [];
  const { rows } = await client.ask(searchPlaces, { text, limit: 8 }, signal);
  return rows.map((row) => ({
    id: `${row.kind}:${row.ref}`,
    label: nameOf(row, language),
    detail: [row.within, row.kind === 'area' || row.kind === 'crossing' ? row.ref : ''].filter(Boolean).join(' · '),
    icon: icons[row.kind],
    path: paths[row.kind](row.ref),
  }));
};
export default find;
