import type { WebRoom } from '#foundation/web/room.ts';

/** What one part of the room adds to its browser side. */
export type WebPart = Partial<Omit<WebRoom, 'name'>>;

/** All parts as one room's browser side; a kind of record belongs to one part. */
export function together(parts: readonly WebPart[]): WebRoom {
  const maps = <K extends 'subjects' | 'listTools' | 'panels' | 'pickers' | 'names' | 'home' | 'pages'>(key: K): NonNullable<WebRoom[K]> =>
    Object.assign({}, ...parts.map((part) => part[key] ?? {})) as NonNullable<WebRoom[K]>;
  return {
    name: 'supply',
    subjects: maps('subjects'),
    listTools: maps('listTools'),
    panels: maps('panels'),
    pickers: maps('pickers'),
    names: maps('names'),
    home: maps('home'),
    pages: maps('pages'),
  };
}
