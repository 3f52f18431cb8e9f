import { feature } from 'topojson-client';
import type { Feature, FeatureCollection, Geometry } from 'geojson';

export type Layers = Readonly<Record<'adm1' | 'adm2' | 'adm3', FeatureCollection>>;
let loading: Promise<Layers> | undefined;

/** Boundaries of areas from the own server, once for all maps: whole, since each is named, coloured and clicked by its P-code. */
export function loadBoundaries(): Promise<Layers> {
  loading ??= get('/geo/areas.topo.json') as unknown as Promise<Layers>;
  loading.catch(() => (loading = undefined));
  return loading;
}

/** A mission's own boundary of an area: on the map it stands in place of the one that comes with the system. */
export interface OwnBoundary {
  readonly pcode: string;
  /** 1 to 3; what lies deeper is drawn as the third. */
  readonly level: number;
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  readonly shape: Geometry;
}

/** The layers with a mission's own boundaries in them. */
export function withOwn(layers: Layers, own: readonly OwnBoundary[]): Layers {
  if (own.length === 0) return layers;
  const replaced = new Set(own.map(({ pcode }) => pcode));
  const levels = [1, 2, 3].map((level) => {
    const name = `adm${level}` as 'adm1' | 'adm2' | 'adm3';
    const kept = layers[name].features.filter(({ properties }) => !replaced.has(String(properties?.['pcode'])));
    const drawn = own.filter((area) => Math.min(3, Math.max(1, area.level)) === level).map(featureOf);
    return [name, { type: 'FeatureCollection', features: [...kept, ...drawn] }] as const;
  });
  return { ...layers, ...Object.fromEntries(levels) };
}

const featureOf = ({ pcode, nameEn, nameTr, nameAr, shape }: OwnBoundary): Feature => ({
  type: 'Feature',
  geometry: shape,
  properties: { pcode, name_en: nameEn, name_tr: nameTr, name_ar: nameAr },
});

async function get(url: string): Promise<Record<string, FeatureCollection>> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const made = (await answer.json()) as Parameters<typeof feature>[0];
  return Object.fromEntries(
    Object.entries(made.objects).map(([name, object]) => [name, feature(made, object) as unknown as FeatureCollection]),
  );
}
