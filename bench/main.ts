// `npm run bench`: measures, and with --write puts the table into docs/benchmarks.md. Names after it choose benches.
import { cpus, totalmem } from 'node:os';
import { benchHttp } from './http.ts';
import { benchLedger } from './ledger.ts';
import { openWorld } from './world.ts';
import type { Row, World } from './world.ts';

const benches: Readonly<Record<string, (world: World) => Promise<Row[]>>> = { ledger: benchLedger, http: benchHttp };

const chosen = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const names = Object.keys(benches).filter((name) => chosen.length === 0 || chosen.includes(name));
if (names.length === 0) throw new Error(`no such bench; there are ${Object.keys(benches).join(', ')}`);

console.log(
  `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`,
);
for (const name of names) {
  const world = await openWorld();
  try {
    console.log(`\n${name}`);
    for (const row of await benches[name]!(world)) console.log(lineOf(row));
  } finally {
    await world.stop();
  }
}

function lineOf(row: Row): string {
  const value = row.value >= 100 ? row.value.toFixed(0) : row.value.toPrecision(3);
  const ratio = row.ratio === undefined ? '' : `ratio ${row.ratio.toFixed(2)}`;
  return `  ${row.what.padEnd(70)} ${`${value} ${row.unit}`.padStart(16)}  ${ratio.padEnd(12)} ${row.asked ? `(asked: ${row.asked})` : ''}`;
}
