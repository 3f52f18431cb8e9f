// `npm run bench`: measures, and with --write puts each table into docs/benchmarks.md. Names after it choose benches.
import { benchBooks } from './books.ts';
import { benchFaults, benchReplay } from './long.ts';
import { benchHttp } from './http.ts';
import { benchLedger } from './ledger.ts';
import { machineLine } from './machine.ts';
import { benchOpening } from './opening.ts';
import { benchPages } from './pages.ts';
import { benchPeople } from './people.ts';
import { benchPhone } from './phone.ts';
import { benchRace } from './race.ts';
import { lineOf, writeTable } from './report.ts';
import { benchSearch } from './search.ts';
import { benchShipments } from './shipments.ts';
import { benchStart } from './start.ts';
import { benchStock } from './stock.ts';
import { openWorld } from './world.ts';
import type { Row, World } from './world.ts';

/** With a world: an empty mission on a database of its own. */
const inWorld =
  (work: (world: World) => Promise<Row[]>): (() => Promise<Row[]>) =>
  async () => {
    const world = await openWorld();
    try {
      return await work(world);
    } finally {
      await world.stop();
    }
  };

const benches: Readonly<Record<string, () => Promise<Row[]>>> = {
  ledger: inWorld(benchLedger),
  http: inWorld(benchHttp),
  race: inWorld(benchRace),
  shipments: inWorld(benchShipments),
  stock: inWorld(benchStock),
  opening: inWorld(benchOpening),
  pages: inWorld(benchPages),
  books: inWorld(benchBooks),
  search: inWorld(benchSearch),
  people: inWorld(benchPeople),
  phone: inWorld(benchPhone),
  start: benchStart,
  replay: benchReplay,
  faults: benchFaults,
};

const args = process.argv.slice(2);
const chosen = args.filter((arg) => !arg.startsWith('--'));
if (args.includes('--help')) {
  console.log(
    `npm run bench [-- names] [--write]\n  measures all, or what is named: ${Object.keys(benches).join(', ')}\n  --write puts each table into docs/benchmarks.md`,
  );
  process.exit(0);
}
const unknown = chosen.find((name) => !(name in benches));
if (unknown) throw new Error(`no bench ${unknown}; there are ${Object.keys(benches).join(', ')}`);

for (const name of chosen.length > 0 ? chosen : Object.keys(benches)) {
  const machine = machineLine();
  console.log(`\n${name}: ${machine}`);
  const rows = await benches[name]!();
  for (const row of rows) console.log(lineOf(row));
  if (args.includes('--write')) writeTable(name, machine, rows);
}
