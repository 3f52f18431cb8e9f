import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import { runJob } from '#foundation/jobs/run.ts';
import { defineCommand, personal } from '#foundation/command.ts';
import type { ImportHandler } from '#foundation/import.ts';
import { defineModule } from '#foundation/module.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { importsOf, workbook } from '#tests/support/import.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { correctCells, discardImport, listPersonalRows, listRows } from '../contract/imports.ts';

const seen: string[][] = [];
const greetPeople = defineCommand({
  name: 'greeting.greet-people',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ names: z.array(personal(z.string().max(100))).max(1000) }),
});
const people: ImportHandler = {
  def: {
    name: 'greeting.people',
    permission: greetPeople.name,
    personal: true,
    columns: [
      { key: 'name', type: 'text', required: true },
      { key: 'age', type: 'integer', required: true },
    ],
  },
  chunk: 2,
  keyOf: (values) => (values['name'] as string | undefined) ?? null,
  judge: async (_ctx, _file, rows) => rows.map(({ row, values }) => ({ row, faults: [], effect: 'new', ready: values })),
  command: (rows) => ({ def: greetPeople as never, input: { names: rows.map((row) => row.ready['name']) } }),
};
const greeting: ServerRoom = {
  module: defineModule({ name: 'greeting', commands: [greetPeople] }),
  commands: [
    handle(greetPeople, async (_ctx, input) => {
      seen.push(input.names);
      // One name stands in the way of its whole chunk.
      if (input.names.includes('Kapalı'))
        throw new (await import('#foundation/problem.ts')).Problem('common.not-permitted', 403, { permission: 'x' });
      return {};
    }),
  ],
  imports: [people],
};

let mission: TestMission;
let sheets: ReturnType<typeof importsOf>;
beforeAll(async () => {
  mission = await openTestMission([greeting]);
  sheets = importsOf(mission);
});
afterAll(() => mission.close());

const list = (...names: string[]) => workbook([['name', 'age'], ...names.map((name) => [name, 30])]);
const stored = (id: string) =>
  mission.asOwner(
    async (owner) =>
      (await owner.query<{ content: unknown; sealed: Buffer | null }>('select content, sealed from import_rows where import_id = $1', [id]))
        .rows,
  );

it('rows about persons lie sealed, each read of them is logged, and they are destroyed when the import ends', async () => {
  const id = await sheets.check('greeting.people', await list('Ayşe Yılmaz', 'Ömer Kaya', 'Zeynep Ak'));
  expect((await sheets.look(id)).counts).toMatchObject({ new: 3 });
  const rows = await stored(id);
  expect(rows.every((row) => row.content === null && row.sealed !== null && !row.sealed.includes('Ay'))).toBe(true);
  await expect(mission.ask(listRows, { importId: id })).rejects.toMatchObject({ code: 'common.name-unknown' });
  const shown = await mission.ask(listPersonalRows, { importId: id });
  expect(shown.rows.map((row) => row.cells['name'])).toEqual(['Ayşe Yılmaz', 'Ömer Kaya', 'Zeynep Ak']);
  const reads = await mission.asOwner((owner) => owner.query('select row_count from read_log where query = $1', [listPersonalRows.name]));
  expect(reads.rows).toEqual([{ row_count: 3 }]);
  await mission.apply(correctCells, { importId: id, cells: [{ row: 3, column: 'name', value: 'Ömer Kaya Demir' }] });
  expect(await sheets.apply(id)).toMatchObject({ state: 'applied', counts: { applied: 3 } });
  expect(seen.flat()).toEqual(['Ayşe Yılmaz', 'Ömer Kaya Demir', 'Zeynep Ak']);
  expect((await stored(id)).every((row) => row.content === null && row.sealed === null)).toBe(true);
  const log = await mission.asOwner((owner) =>
    owner.query<{ text: string }>(`select string_agg(input::text, '') as text from command_log`),
  );
  expect(log.rows[0]!.text).not.toMatch(/Ayşe|Ömer|Zeynep/);
});

it('a chunk that is refused whole is halved until the row in the way stands alone', async () => {
  const id = await sheets.check('greeting.people', await list('Bir', 'Kapalı', 'Üç'));
  expect(await sheets.apply(id)).toMatchObject({ state: 'applied', counts: { applied: 2, refused: 1 } });
  const { rows } = await mission.ask(listPersonalRows, { importId: id, show: 'refused' });
  expect(rows).toMatchObject([{ row: 3, outcome: { code: 'common.not-permitted' } }]);
});

it('discarded, nothing of them stays', async () => {
  const id = await sheets.check('greeting.people', await list('Giden'));
  await mission.apply(discardImport, { importId: id });
  expect(await stored(id)).toEqual([]);
  const keys = await mission.asOwner((owner) => owner.query('select wrapped from data_keys where subject = $1', [`import:${id}`]));
  expect(keys.rows).toEqual([{ wrapped: null }]);
});

it('a list of persons that nobody applied is forgotten after two weeks, with its key', async () => {
  const id = await sheets.check('greeting.people', await list('Bekleyen'));
  const forget = async () =>
    runJob(mission.kervan.deps, mission.kervan.missions.find('test')!, {
      id: newId(),
      name: 'imports.clear-files',
      data: {},
      attempt: 1,
      willRetry: false,
    });
  mission.setNow('2023-03-14T09:00:00Z');
  await forget();
  expect(await sheets.look(id)).toMatchObject({ state: 'checked' });
  mission.setNow('2023-03-16T09:00:00Z');
  await forget();
  expect(await sheets.look(id)).toMatchObject({ state: 'discarded' });
  expect(await stored(id)).toEqual([]);
  const keys = await mission.asOwner((owner) => owner.query('select wrapped from data_keys where subject = $1', [`import:${id}`]));
  expect(keys.rows).toEqual([{ wrapped: null }]);
});
