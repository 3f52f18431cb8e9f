import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { newId } from '#foundation/ids.ts';
import { runJob } from '#foundation/jobs/run.ts';
import { writeXlsx } from '#foundation/sheets/write-xlsx.ts';
import { systemUser } from '#app/server/cli/commands.ts';
import { applyImport, stageFile } from '#kernel/imports/contract/imports.ts';
import { fileKey, getSealer } from '#kernel/imports/server/handlers.ts';
import { insertFile } from '#kernel/imports/server/imports.repo.ts';
import { openingImport } from '#modules/supply/contract/stores/opening.ts';
import { databaseSeconds, schema, withClients } from './world.ts';
import type { Row, World } from './world.ts';
import { runIn, setYard } from './yard.ts';

const size = Number(process.env['BENCH_OPENING_ROWS'] ?? 100_000);

/** A hundred thousand rows of opening stock, each of a lot of its own, from the file to the books. */
export async function benchOpening(world: World): Promise<Row[]> {
  await setYard(world);
  const bytes = await bigSheet();
  const importId = newId();
  const hash = await keepFile(world, bytes);
  await runIn(world)(stageFile, { importId, kind: openingImport.name, fileHash: hash, fileName: 'opening.xlsx', language: 'en' });
  const checked = await timed(world, () => runNow(world, 'imports.check', importId));
  const applied = await timed(world, async () => {
    await runIn(world)(applyImport, { importId, withoutFaulty: false });
    await runNow(world, 'imports.apply', importId);
  });
  await expectBooked(world);
  const both = checked.seconds + applied.seconds;
  return [
    { what: `opening stock of ${size} rows by a sheet: staged, checked and applied`, value: both, unit: 's', asked: 'under 60 s' },
    { what: '  staged and checked', value: checked.seconds, unit: 's' },
    { what: '    processor time of Node, of PostgreSQL', value: checked.node, unit: `s, ${checked.database.toFixed(1)} s` },
    { what: '  applied, a command for each thousand', value: applied.seconds, unit: 's' },
    { what: '    processor time of Node, of PostgreSQL', value: applied.node, unit: `s, ${applied.database.toFixed(1)} s` },
  ];
}

async function timed(world: World, work: () => Promise<unknown>) {
  const [begun, node, database] = [performance.now(), process.cpuUsage(), databaseSeconds(world.dataDir)];
  await work();
  const { user, system } = process.cpuUsage(node);
  return {
    seconds: (performance.now() - begun) / 1000,
    node: (user + system) / 1_000_000,
    database: databaseSeconds(world.dataDir) - database,
  };
}

async function runNow({ server: { kervan } }: World, job: string, importId: string): Promise<void> {
  const mission = kervan.missions.find('bench')!;
  await runJob(kervan.deps, mission, { id: newId(), name: job, data: { importId }, attempt: 1, willRetry: false });
}

async function keepFile({ server: { kervan } }: World, bytes: Buffer): Promise<string> {
  const hash = createHash('sha256').update(bytes).digest('base64url');
  await kervan.db.transaction({ schema }, async (tx) => {
    const sealed = await getSealer().seal(tx, fileKey(hash), bytes);
    await insertFile.run(tx, { hash, size: bytes.length, sealed, by: systemUser, at: new Date().toISOString() });
  });
  return hash;
}

async function bigSheet(): Promise<Buffer> {
  const titles = ['Place', 'Item', 'Lot', 'Expiry date', 'Condition', 'Quantity', 'Unit cost', 'Currency'];
  const out = new PassThrough();
  const whole = Readable.from(out).toArray();
  const columns = titles.map((title) => ({ key: title, title, type: 'text' as const }));
  const about = { title: 'Stock', aboutTitle: 'About', lines: [], mission: 'Bench', when: 'today', mark: null } as const;
  const writer = await writeXlsx(out, columns, { ...about, language: 'en', timeZone: 'UTC' });
  for (let row = 0; row < size; row += 1)
    await writer.row([`BW-${row % 4}`, `LOTTED-${row % 20}`, `L-${row}`, '2029-06-30', 'Good', String(1 + (row % 9)), '2.50', 'EUR']);
  await writer.end();
  return Buffer.concat((await whole) as Buffer[]);
}

/** A measured import that has left something out has measured nothing. */
async function expectBooked(world: World): Promise<void> {
  await withClients(world.server.adminUrl!, 1, async ([owner]) => {
    const { rows } = await owner!.query<{ count: number }>(
      `select count(*) from ledger_entries e join ledger_buckets f on f.id = e.from_bucket where f.virtual = 'opening'`,
    );
    if (Number(rows[0]!.count) !== size) throw new Error(`of ${size} rows ${rows[0]!.count} are booked`);
  });
}
