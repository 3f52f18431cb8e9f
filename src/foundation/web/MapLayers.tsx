import { Suspense, lazy, useCallback, useState } from 'react';
import type { ComponentType } from 'react';

/** A line that a room draws on the map, from one point to another. */
export interface MapLine {
  readonly id: string;
  /** Longitude, latitude. */
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** Pixels, 1 to 12. */
  readonly width: number;
  readonly label: string;
  /** Colour group: `past` or `planned`, which is drawn broken. */
  readonly group: 'past' | 'planned';
}

/** What a room draws over the map: it shows its own controls and hands over what it draws, nothing where nobody may see it. */
export type MapLayer = ComponentType<{ onLines: (lines: readonly MapLine[]) => void }>;

const layers: { name: string; Layer: MapLayer }[] = [];

/** Takes the rooms' layers; called once when the app is put together. */
export function setMapLayers(
  rooms: readonly { readonly mapLayers?: Readonly<Record<string, () => Promise<{ default: MapLayer }>>> }[],
): void {
  layers.length = 0;
  for (const room of rooms) for (const [name, load] of Object.entries(room.mapLayers ?? {})) layers.push({ name, Layer: lazy(load) });
}

const none: readonly MapLine[] = [];

/** The controls of all rooms' layers, and the lines that they draw now. */
export function useMapLayers(): { readonly controls: React.ReactNode; readonly lines: readonly MapLine[] } {
  const [drawn, setDrawn] = useState<Readonly<Record<string, readonly MapLine[]>>>({});
  const draw = useCallback((name: string, lines: readonly MapLine[]) => setDrawn((now) => ({ ...now, [name]: lines })), []);
  const controls = layers.map(({ name, Layer }) => (
    <Suspense key={name} fallback={null}>
      <Drawing name={name} Layer={Layer} draw={draw} />
    </Suspense>
  ));
  const all = Object.values(drawn);
  return { controls, lines: all.length === 0 ? none : all.length === 1 ? all[0]! : all.flat() };
}

function Drawing({ name, Layer, draw }: { name: string; Layer: MapLayer; draw: (name: string, lines: readonly MapLine[]) => void }) {
  const onLines = useCallback((lines: readonly MapLine[]) => draw(name, lines), [draw, name]);
  return <Layer onLines={onLines} />;
}
