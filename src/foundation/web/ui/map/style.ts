import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { groupColours } from '#foundation/map-colours.ts';
import type { Layers } from './boundaries.ts';

const palette = {
  light: {
    sea: '#DCE7EE',
    land: '#F7F5EF',
    water: '#C9DCE8',
    urban: '#EAE4D8',
    line: '#C9C2B4',
    strong: '#8C8577',
    label: '#4A525C',
    halo: '#FBFAF7',
  },
  dark: {
    sea: '#10161C',
    land: '#1B222B',
    water: '#16202A',
    urban: '#242C36',
    line: '#36404B',
    strong: '#5B6470',
    label: '#C4CAD0',
    halo: '#141A21',
  },
};

const fonts = ['Noto Sans', 'Noto Sans Arabic'];

/** Names in the reader's language first, then English, then what there is. */
function nameIn(language: 'en' | 'tr' | 'ar'): ExpressionSpecification {
  return ['coalesce', ['get', `name_${language}`], ['get', 'name_en'], ['get', 'name_tr']];
}

/** The base in tiles, of which a map reads what it shows. The deepest zoom cut is tools/places/tiles.ts' own. */
const baseSource = (origin: string) => ({
  type: 'vector' as const,
  tiles: [`pmtiles://${origin}/geo/base.pmtiles/{z}/{x}/{y}`],
  minzoom: 0,
  maxzoom: 8,
});

export interface MapInk {
  readonly language: 'en' | 'tr' | 'ar';
  readonly scheme: 'light' | 'dark';
  /** The own server: nobody else is asked. */
  readonly origin: string;
}

/** A quiet base from our own data: no glyph server, no tile server, no outside request. */
export function baseStyle(layers: Layers, { language, scheme, origin }: MapInk): StyleSpecification {
  const ink = palette[scheme];
  const areas = Object.fromEntries(
    Object.entries(layers).map(([name, data]) => [name, { type: 'geojson' as const, data, tolerance: 0.2 }]),
  );
  return {
    version: 8,
    sources: { ...areas, base: baseSource(origin) },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': ink.sea } },
      { id: 'land', type: 'fill', source: 'base', 'source-layer': 'land', paint: { 'fill-color': ink.land } },
      { id: 'adm1-fill', type: 'fill', source: 'adm1', paint: { 'fill-color': ink.land } },
      { id: 'adm2-fill', type: 'fill', source: 'adm2', paint: { 'fill-color': ink.land, 'fill-opacity': 0.01 } },
      { id: 'urban', type: 'fill', source: 'base', 'source-layer': 'urban', paint: { 'fill-color': ink.urban } },
      { id: 'lakes', type: 'fill', source: 'base', 'source-layer': 'lakes', paint: { 'fill-color': ink.water } },
      { id: 'rivers', type: 'line', source: 'base', 'source-layer': 'rivers', paint: { 'line-color': ink.water, 'line-width': 1 } },
      {
        id: 'adm3-line',
        type: 'line',
        source: 'adm3',
        minzoom: 8,
        paint: { 'line-color': ink.line, 'line-width': 0.5, 'line-dasharray': [2, 2] },
      },
      { id: 'adm2-line', type: 'line', source: 'adm2', minzoom: 6.2, paint: { 'line-color': ink.line, 'line-width': 0.6 } },
      {
        id: 'adm1-line',
        type: 'line',
        source: 'adm1',
        paint: { 'line-color': ink.strong, 'line-width': ['interpolate', ['linear'], ['zoom'], 4, 0.6, 9, 1.6] },
      },
      label('adm2-label', 'adm2', 8, 11, nameIn(language), ink),
      label('adm1-label', 'adm1', 4, ['interpolate', ['linear'], ['zoom'], 4, 10, 6, 13], nameIn(language), ink),
    ],
  };
}

function label(
  id: string,
  source: string,
  minzoom: number,
  size: number | ExpressionSpecification,
  name: ExpressionSpecification,
  ink: (typeof palette)['light'],
): LayerSpecification {
  return {
    id,
    type: 'symbol',
    source,
    minzoom,
    layout: { 'text-field': name, 'text-font': fonts, 'text-size': size, 'text-max-width': 8 },
    paint: { 'text-color': ink.label, 'text-halo-color': ink.halo, 'text-halo-width': 1.5 },
  };
}

/** Our data above the base: a filled circle for a known point, an open one for a place that stands at its area. */
export function dataLayers(scheme: 'light' | 'dark'): LayerSpecification[] {
  const ink = palette[scheme];
  const colour = ['match', ['get', 'group'], ...Object.entries(groupColours).flat(), '#5B6470'] as unknown as ExpressionSpecification;
  return [
    {
      id: 'points',
      type: 'circle',
      source: 'points',
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 5, ['match', ['get', 'group'], 'mission', 6, 4.5], 10, 9],
        'circle-color': ['case', ['get', 'vague'], ink.halo, colour],
        'circle-stroke-color': ['case', ['get', 'vague'], colour, ink.halo],
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'point-labels',
      type: 'symbol',
      source: 'points',
      minzoom: 6.5,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': fonts,
        'text-size': 12,
        'text-anchor': 'top',
        'text-offset': [0, 0.8],
        'text-max-width': 9,
        'text-optional': true,
      },
      paint: { 'text-color': ink.label, 'text-halo-color': ink.halo, 'text-halo-width': 1.5 },
    },
  ];
}

/** Movements between places, under the points: as wide as there were many, broken where they are only planned. */
export function lineLayers(scheme: 'light' | 'dark'): LayerSpecification[] {
  const ink = palette[scheme];
  const colour = scheme === 'dark' ? '#7FB2D6' : '#14527A';
  const line = (id: string, group: string, dash?: [number, number]): LayerSpecification => ({
    id,
    type: 'line',
    source: 'lines',
    filter: ['==', ['get', 'group'], group],
    layout: { 'line-cap': dash ? 'butt' : 'round' },
    paint: {
      'line-color': dash ? '#D98E04' : colour,
      'line-width': ['get', 'width'],
      'line-opacity': 0.65,
      ...(dash ? { 'line-dasharray': dash } : {}),
    },
  });
  return [
    line('lines-past', 'past'),
    line('lines-planned', 'planned', [2, 1.5]),
    {
      id: 'line-labels',
      type: 'symbol',
      source: 'lines',
      minzoom: 5,
      layout: {
        'symbol-placement': 'line-center',
        'text-field': ['get', 'label'],
        'text-font': fonts,
        'text-size': 12,
        'text-optional': true,
      },
      paint: { 'text-color': ink.label, 'text-halo-color': ink.halo, 'text-halo-width': 1.5 },
    },
  ];
}
