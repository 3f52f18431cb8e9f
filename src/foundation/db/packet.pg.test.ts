import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, inOnePacket } from '#foundation/db/packet.ts';
import type { Asked } from '#foundation/db/packet.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';

let mission: TestMission;
let client: pg.PoolClient;
beforeAll(async () => {
  mission = await openTestMission();
});
afterAll(() => mission.close());
beforeEach(async () => {
  client = await mission.kervan.db.pool.connect();
});
afterEach(() => client.release(true));

const together = (...asked: readonly Asked[]) => Promise.allSettled(inOnePacket(client, () => asked.map((one) => ask(client, one))));
const kept = (name: string, text: string, ...values: readonly unknown[]): Asked => ({ name, text, values });
const twice = (of: number) => kept('twice', 'select 2 * $1::int as twice', of);
const answered = (...rows: object[]) => expect.objectContaining({ status: 'fulfilled', value: expect.objectContaining({ rows }) });
const failed = (code: string) => expect.objectContaining({ status: 'rejected', reason: expect.objectContaining({ code }) });

describe('a packet of statements', () => {
  it('has each answered for itself, in the order asked, also where the connection keeps the statement', async () => {
    for (const round of [1, 2, 3])
      expect(
        await together(twice(round), { text: 'select $1::text as word, null::int as nothing', values: ['ü'] }, twice(10 * round)),
      ).toEqual([answered({ twice: 2 * round }), answered({ word: 'ü', nothing: null }), answered({ twice: 20 * round })]);
  });

  it('says how many rows a statement touched, and what it was', async () => {
    expect(await ask(client, { text: 'create temp table few (n int)' })).toMatchObject({ command: 'CREATE', rowCount: 0 });
    expect(await ask(client, kept('fill', 'insert into few select generate_series(1, $1::int)', 3))).toMatchObject({
      command: 'INSERT',
      rowCount: 3,
      rows: [],
    });
  });

  it('answers what came before a failure, and leaves out what follows, which fails as it did', async () => {
    await ask(client, { text: 'create temp table done (n int)' });
    const write = kept('write', 'insert into done values ($1)', 1);
    expect(await together(twice(1), kept('fails', 'select 1 / $1::int as part', 0), write)).toEqual([
      answered({ twice: 2 }),
      failed('22012'),
      failed('22012'),
    ]);
    expect((await ask(client, { text: 'select * from done' })).rows).toEqual([]);
  });

  it('takes nothing for kept that the database left out, and everything that it has read', async () => {
    const fails = (by: number) => kept('fails', 'select 1 / $1::int as part', by);
    await together(fails(0), twice(1));
    expect(await together(fails(1), twice(2))).toEqual([answered({ part: 1 }), answered({ twice: 4 })]);
    await together(kept('no-table', 'select * from there_is_none'), twice(1));
    expect(await together(kept('no-table', 'select * from there_is_none'))).toEqual([failed('42P01')]);
    expect(await together(twice(3))).toEqual([answered({ twice: 6 })]);
  });

  it('fails from a value on that cannot be written, and goes on', async () => {
    const broken = { toPostgres: () => broken };
    const [before, itself, after] = await together(twice(1), twice(broken as never), twice(2));
    expect(before).toEqual(answered({ twice: 2 }));
    expect([itself!.status, after!.status]).toEqual(['rejected', 'rejected']);
    expect(await together(twice(3))).toEqual([answered({ twice: 6 })]);
  });

  it('fails for a row that cannot be read, and for that alone', async () => {
    const [large, next] = await together({ text: `select '9223372036854775807'::int8 as large` }, twice(1));
    expect(large).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('out of the exact range') } });
    expect(next).toEqual(answered({ twice: 2 }));
  });

  it('refuses another text under a name that is kept', async () => {
    await together(twice(1));
    expect((await together(kept('twice', 'select 3 * $1::int as thrice', 1)))[0]!.status).toBe('rejected');
  });

  it('fails when the connection breaks, every statement of it', async () => {
    client.on('error', () => undefined);
    const asked = together({ text: 'select pg_terminate_backend(pg_backend_pid())' }, twice(1));
    expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
