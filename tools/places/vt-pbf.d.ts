declare module 'vt-pbf' {
  import type { LegacyTile } from 'geojson-vt';
  const vtPbf: {
    /** A vector tile of named layers, uncompressed. */
    fromGeojsonVt(layers: Readonly<Record<string, LegacyTile>>, options?: { version?: 1 | 2; extent?: number }): Uint8Array;
  };
  export default vtPbf;
}
