import type { Feature, FeatureCollection, Geometry } from 'geojson';

/** A mission's own boundary of an area: on screen and paper it stands in place of the one that comes with the system. */
export interface OwnBoundary {
  readonly pcode: string;
  /** 1 to 3; what lies deeper is drawn as the third. */
  readonly level: number;
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  readonly shape: Geometry;
}

const levels = [1, 2, 3] as const;

/** The layers `adm1` to `adm3` with a mission's own boundaries in them, the others as they were. */
export function withOwn<L extends Readonly<Record<string, FeatureCollection>>>(layers: L, own: readonly OwnBoundary[]): L {
  if (own.length === 0) return layers;
  const replaced = new Set(own.map(({ pcode }) => pcode));
  const drawn = levels.map((level) => {
    const kept = (layers[`adm${level}`]?.features ?? []).filter(({ properties }) => !replaced.has(String(properties?.['pcode'])));
    const ours = own.filter((area) => Math.min(3, Math.max(1, area.level)) === level).map(featureOf);
    return [`adm${level}`, { type: 'FeatureCollection', features: [...kept, ...ours] }] as const;
  });
  return { ...layers, ...Object.fromEntries(drawn) };
}

const featureOf = ({ pcode, nameEn, nameTr, nameAr, shape }: OwnBoundary): Feature => ({
  type: 'Feature',
  geometry: shape,
  properties: { pcode, name_en: nameEn, name_tr: nameTr, name_ar: nameAr },
});
