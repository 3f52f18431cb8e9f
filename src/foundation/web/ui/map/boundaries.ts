import { feature } from 'topojson-client';
import type { FeatureCollection } from 'geojson';

export type Layers = Readonly<Record<'adm1' | 'adm2' | 'adm3', FeatureCollection>>;
let loading: Promise<Layers> | undefined;

/** Boundaries of areas from the own server, once for all maps: whole, since each is named, coloured and clicked by its P-code. */
export function loadBoundaries(): Promise<Layers> {
  loading ??= get('/geo/areas.topo.json') as unknown as Promise<Layers>;
  loading.catch(() => (loading = undefined));
  return loading;
}

async function get(url: string): Promise<Record<string, FeatureCollection>> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const made = (await answer.json()) as Parameters<typeof feature>[0];
  return Object.fromEntries(
    Object.entries(made.objects).map(([name, object]) => [name, feature(made, object) as unknown as FeatureCollection]),
  );
}
