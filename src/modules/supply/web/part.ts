import type { WebRoom } from '#foundation/web/room.ts';

/** What one part of the room adds to its browser side. */
export type WebPart = Partial<Omit<WebRoom, 'name'>>;

/** All parts as one room's browser side; a kind of record belongs to one part. */
export function together(parts: readonly WebPart[]): WebRoom {
  const maps = <K extends 'subjects' | 'listTools' | 'panels' | 'pickers' | 'names' | 'home' | 'mapLayers' | 'pages'>(
    key: K,
  ): NonNullable<WebRoom[K]> => Object.assign({}, ...parts.map((part) => part[key] ?? {})) as NonNullable<WebRoom[K]>;
  const attentions = parts.flatMap((part) => part.attention ?? []);
  return {
    name: 'supply',
    find: () => import('./find.ts'),
    attention: async () => {
      const asks = await Promise.all(attentions.map((load) => load()));
      return { default: async (ask) => (await Promise.all(asks.map((one) => one.default(ask)))).flat() };
    },
    subjects: maps('subjects'),
    listTools: maps('listTools'),
    panels: maps('panels'),
    pickers: maps('pickers'),
    names: maps('names'),
    home: maps('home'),
    mapLayers: maps('mapLayers'),
    pages: maps('pages'),
    fieldTasks: parts.flatMap((part) => part.fieldTasks ?? []),
  };
}
