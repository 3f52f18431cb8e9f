import 'maplibre-gl/dist/maplibre-gl.css';
import './map.css';
import { AttributionControl, Map as MapLibre, NavigationControl, addProtocol, setRTLTextPlugin, setWorkerUrl } from 'maplibre-gl';
import type { GeoJSONSource } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { FeatureCollection } from 'geojson';
import { useComputedColorScheme } from '@mantine/core';
import { Protocol } from 'pmtiles';
import { useEffect, useRef } from 'react';
import { withOwn } from '#foundation/own-boundaries.ts';
import type { OwnBoundary } from '#foundation/own-boundaries.ts';
import { loadBoundaries } from './boundaries.ts';
import type { MapLine } from '../../MapLayers.tsx';
import { baseStyle, dataLayers, lineLayers } from './style.ts';
import rtlUrl from '../../../../../node_modules/@mapbox/mapbox-gl-rtl-text/dist/mapbox-gl-rtl-text.js?url';

setWorkerUrl(workerUrl);
addProtocol('pmtiles', new Protocol().tile);
void setRTLTextPlugin(rtlUrl, false).catch(() => undefined);

export interface MapPoint {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  /** Colour group: mission, goods, people, services, border, gate-open, gate-closed. */
  readonly group: string;
  /** Shown hollow: the point is only its area's. */
  readonly vague?: boolean;
}

export interface MapViewProps {
  readonly language: 'en' | 'tr' | 'ar';
  readonly points: readonly MapPoint[];
  /** Lines under the points. */
  readonly lines?: readonly MapLine[];
  readonly onOpen: (point: { kind: string; id: string }) => void;
  readonly onArea?: (pcode: string) => void;
  /** West, south, east, north. */
  readonly bounds?: readonly [number, number, number, number];
  readonly disclaimer: string;
  /** The mission's own boundaries; the same array until they change. */
  readonly own?: readonly OwnBoundary[];
}

const noLines: readonly MapLine[] = [];
const home: [number, number, number, number] = [34.5, 34.8, 42.6, 39.2];

/** The map: own boundaries and base, no outside request; names in the reader's language, Arabic shaped. */
export default function MapView({ language, points, lines = noLines, onOpen, onArea, bounds, disclaimer, own }: MapViewProps) {
  const holder = useRef<HTMLDivElement>(null);
  const map = useRef<MapLibre | null>(null);
  const handlers = useRef({ onOpen, onArea });
  handlers.current = { onOpen, onArea };
  const drawn = useRef({ points, lines });
  drawn.current = { points, lines };
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    let gone = false;
    const start = async () => {
      const [layers] = await Promise.all([
        loadBoundaries(),
        document.fonts.load('14px "Noto Sans"'),
        document.fonts.load('14px "Noto Sans Arabic"', 'حلب'),
      ]);
      if (gone || !holder.current) return;
      const made = new MapLibre({
        container: holder.current,
        style: baseStyle(withOwn(layers, own ?? []), { language, scheme, origin: window.location.origin }),
        bounds: [...(bounds ?? home)] as [number, number, number, number],
        attributionControl: false,
        minZoom: 4,
        maxZoom: 14,
        dragRotate: false,
        pitchWithRotate: false,
      });
      made.addControl(new NavigationControl({ showCompass: false }), language === 'ar' ? 'top-left' : 'top-right');
      made.addControl(new AttributionControl({ compact: false, customAttribution: `<span dir="auto">${disclaimer}</span>` }));
      made.on('load', () => {
        made.addSource('lines', { type: 'geojson', data: linesOf(drawn.current.lines) });
        made.addSource('points', { type: 'geojson', data: featuresOf(drawn.current.points) });
        for (const layer of [...lineLayers(scheme), ...dataLayers(scheme)]) made.addLayer(layer);
        made.on('click', (event) => {
          const [hit] = made.queryRenderedFeatures(event.point, { layers: ['points'] });
          if (hit) return handlers.current.onOpen({ kind: String(hit.properties['kind']), id: String(hit.properties['id']) });
          const [area] = made.queryRenderedFeatures(event.point, { layers: ['adm2-fill'] });
          if (area) handlers.current.onArea?.(String(area.properties['pcode']));
        });
        made.on('mousemove', (event) => {
          made.getCanvas().style.cursor = made.queryRenderedFeatures(event.point, { layers: ['points'] }).length > 0 ? 'pointer' : '';
        });
        holder.current?.setAttribute('data-ready', 'true');
      });
      map.current = made;
    };
    void start();
    return () => {
      gone = true;
      map.current?.remove();
      map.current = null;
    };
    // Language, scheme and own boundaries are the style; points change on their own below.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [language, scheme, own]);

  useEffect(() => {
    const source = map.current?.getSource('points');
    if (source && 'setData' in source) void (source as GeoJSONSource).setData(featuresOf(points));
  }, [points]);
  useEffect(() => {
    const source = map.current?.getSource('lines');
    if (source && 'setData' in source) void (source as GeoJSONSource).setData(linesOf(lines));
  }, [lines]);

  return <div ref={holder} dir="ltr" role="region" aria-label="map" style={{ width: '100%', height: '100%', minHeight: 320 }} />;
}

function featuresOf(points: readonly MapPoint[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: points.map(({ lat, lon, vague, ...rest }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [lon, lat] },
      properties: { ...rest, vague: vague ?? false },
    })),
  };
}

/** Each line as a flat arc, so that there and back lie apart. */
function linesOf(lines: readonly MapLine[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: lines.map(({ from, to, ...rest }) => ({
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: arcOf(from, to) },
      properties: { ...rest },
    })),
  };
}

const steps = 24;
function arcOf(from: readonly [number, number], to: readonly [number, number]): [number, number][] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  return Array.from({ length: steps + 1 }, (_, at) => {
    const part = at / steps;
    const bend = 0.36 * part * (1 - part);
    return [from[0] + dx * part - dy * bend, from[1] + dy * part + dx * bend];
  });
}
