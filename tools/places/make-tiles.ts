import { writeFileSync } from 'node:fs';
import { baseLayers, packTiles } from './tiles.ts';

// Packs the base layers that lie in assets/geo (Natural Earth, public domain; see boundaries.ts) into vector tiles beside them.
// Run by hand after boundaries.ts; the result is committed.
const file = await packTiles(baseLayers('assets/geo/base.topo.json'));
writeFileSync('assets/geo/base.pmtiles', file);
console.log(`base.pmtiles: ${(file.length / 1024).toFixed(0)} kB`);
