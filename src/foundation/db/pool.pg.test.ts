import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { loadMissions } from '#foundation/db/missions.ts';
import { openDatabase } from '#foundation/db/pool.ts';
import type { Database } from '#foundation/db/pool.ts';
import type { Tx } from '#foundation/db/tx.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { testSchema } from '#tests/support/template.ts';

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission();
});
afterAll(() => mission.close());

const insert = 'insert into users (id, name) values ($1, $2)';
const names = async (ids: string[]) =>
  (await mission.tx((tx) => tx.query<{ name: string }>('select name from users where id = any($1) order by name', [ids]))).rows.map(
    (row) => row.name,
  );

describe('the last statement of a transaction', () => {
  it('is committed with all that came before it', async () => {
    const ids = [newId(), newId()];
    await mission.tx(async (tx) => {
      await tx.query(insert, [ids[0], 'before']);
      expect((await tx.last().query(insert, [ids[1], 'last'])).rowCount).toBe(1);
    });
    expect(await names(ids)).toEqual(['before', 'last']);
  });

  it('takes everything back when it fails, although COMMIT was sent behind it', async () => {
    const id = newId();
    const work = mission.tx(async (tx) => {
      await tx.query(insert, [id, 'before']);
      await tx.last().query(insert, [id, 'again']);
    });
    await expect(work).rejects.toMatchObject({ figures: { constraint: 'users_pkey' } });
    expect(await names([id])).toEqual([]);
  });

  it('takes everything back when its failure is swallowed', async () => {
    const id = newId();
    const work = mission.tx(async (tx) => {
      await tx.query(insert, [id, 'before']);
      await tx
        .last()
        .query(insert, [id, 'again'])
        .catch(() => undefined);
    });
    await expect(work).rejects.toMatchObject({ figures: { constraint: 'users_pkey' } });
    expect(await names([id])).toEqual([]);
  });

  it('is not taken for committed when a failure before it was swallowed', async () => {
    const id = newId();
    const work = mission.tx(async (tx) => {
      await tx.query(insert, [id, 'before']);
      await tx.query(insert, [id, 'again']).catch(() => undefined);
    });
    await expect(work).rejects.toThrow('rolled back');
    expect(await names([id])).toEqual([]);
  });

  it('has nothing behind it', async () => {
    const work = mission.tx(async (tx) => {
      await tx.last().query('select 1');
      await tx.query('select 2');
    });
    await expect(work).rejects.toThrow('follows the last one');
  });
});

describe('a deferred statement', () => {
  it('runs before the next one, and before COMMIT when there is none', async () => {
    const ids = [newId(), newId()];
    await mission.tx(async (tx) => {
      tx.defer(insert, [ids[0], 'first']);
      const { rows } = await tx.query('select 1 from users where id = $1', [ids[0]]);
      expect(rows).toHaveLength(1);
      tx.defer(insert, [ids[1], 'second']);
    });
    expect(await names(ids)).toEqual(['first', 'second']);
  });

  it('that fails takes everything back, and the next one tells why', async () => {
    const id = newId();
    const work = (next: (tx: Tx) => Promise<unknown>) =>
      mission.tx(async (tx) => {
        await tx.query(insert, [id, 'before']);
        tx.defer(insert, [id, 'again']);
        await next(tx);
      });
    const told = { figures: { constraint: 'users_pkey' } };
    await expect(work((tx) => tx.query('select 1'))).rejects.toMatchObject(told);
    await expect(work((tx) => tx.last().query('select 1'))).rejects.toMatchObject(told);
    await expect(work(async () => undefined)).rejects.toMatchObject(told);
    expect(await names([id])).toEqual([]);
  });

  it('is not sent when it is given up, nor when the work fails', async () => {
    const ids = [newId(), newId()];
    await mission.tx(async (tx) => {
      tx.defer(insert, [ids[0], 'given up']);
      tx.forget();
    });
    const broken = mission.tx(async (tx) => {
      tx.defer(insert, [ids[1], 'failed']);
      throw new Error('broken off');
    });
    await expect(broken).rejects.toThrow('broken off');
    expect(await names(ids)).toEqual([]);
  });

  it('does not follow the last one', async () => {
    const work = mission.tx(async (tx) => {
      await tx.last().query('select 1');
      tx.defer('select 2');
    });
    await expect(work).rejects.toThrow('follows the last one');
  });
});

describe('a work that goes ahead of its opening', () => {
  const ways: [string, (tx: Tx, ids: readonly string[]) => Promise<unknown>][] = [
    ['asks', (tx, [id]) => tx.query(insert, [id, 'ahead'])],
    ['asks its last first', (tx, [id]) => tx.last().query(insert, [id, 'ahead'])],
    ['defers first', async (tx, [id]) => tx.defer(insert, [id, 'ahead'])],
    ['defers and asks', async (tx, ids) => (tx.defer(insert, [ids[0], 'ahead']), tx.query(insert, [ids[1], 'ahead']))],
    ['defers and asks its last', async (tx, ids) => (tx.defer(insert, [ids[0], 'ahead']), tx.last().query(insert, [ids[1], 'ahead']))],
    ['swallows its failure', (tx, [id]) => tx.query(insert, [id, 'ahead']).catch(() => undefined)],
    [
      'swallows its failure and asks again',
      async (tx, ids) => {
        for (const id of ids) await tx.query(insert, [id, 'ahead']).catch(() => undefined);
      },
    ],
  ];
  const opened = (onOpen: () => void, work: (tx: Tx) => Promise<unknown>) =>
    mission.kervan.db.transaction({ schema: testSchema, open: { text: 'select 1', values: [], name: '' }, ahead: true, onOpen }, work);

  it.each(ways)(
    'and %s is written where the opening stands, and hears only the opening’s refusal where it does not',
    async (_how, work) => {
      const [good, bad] = [
        [newId(), newId()],
        [newId(), newId()],
      ];
      await opened(
        () => undefined,
        (tx) => work(tx, good),
      );
      expect((await names(good)).length).toBeGreaterThan(0);
      const refuse = () => {
        throw new Error('opened otherwise');
      };
      await expect(opened(refuse, (tx) => work(tx, bad))).rejects.toThrow('opened otherwise');
      expect(await names(bad)).toEqual([]);
    },
  );
});

describe('waiting', () => {
  it('for another’s lock, for a connection or for a turn ends with words, and nothing was written', async () => {
    const db = openDatabase({ connectionString: mission.appUrl, max: 1, commandsAtOnce: 1, mostWait: 60 });
    const schema = testSchema;
    const id = newId();
    const held = Promise.withResolvers<void>();
    const holder = mission.tx(async (tx) => {
      await tx.query('select pg_advisory_xact_lock(772)');
      held.resolve();
      await expect(
        db.transaction({ schema, inTurn: true }, async (waiter) => {
          await waiter.query(insert, [id, 'waited']);
          const [asked, turn, connection] = await Promise.allSettled([
            waiter.query('select pg_advisory_xact_lock(772)'),
            db.transaction({ schema, inTurn: true }, async () => 'never'),
            db.transaction({ schema }, async () => 'never'),
          ]);
          for (const one of [turn, connection]) expect(one).toMatchObject({ status: 'rejected', reason: { code: 'common.busy' } });
          if (asked.status === 'rejected') throw asked.reason;
        }),
      ).rejects.toMatchObject({ code: 'common.busy', status: 503 });
    });
    await held.promise;
    await holder;
    expect(await names([id])).toEqual([]);
    // Whoever comes afterwards finds turn and connection free.
    expect(await db.transaction({ schema, inTurn: true }, async () => 'later')).toBe('later');
    await db.close();
  });
});

const makeThings = (owner: pg.Client, schema: string, n: number) =>
  owner.query(
    `create schema ${schema}; create domain ${schema}.few as int; create table ${schema}.things (n ${schema}.few);
     insert into ${schema}.things values (${n}); grant usage on schema ${schema} to kervan_app; grant select on ${schema}.things to kervan_app`,
  );
const readThings = (db: Database, schema: string) =>
  db.transaction({ schema }, async (tx) => (await tx.query('select n from things where n < $1', [9], 'things')).rows);

it('a statement that is kept serves two missions on one connection, also where a column’s type is each schema’s own', async () => {
  const schemas = ['two_a', 'two_b'];
  await mission.asOwner(async (owner) => {
    for (const [at, schema] of schemas.entries()) await makeThings(owner, schema, at);
  });
  const db = openDatabase({ connectionString: mission.appUrl, max: 1 });
  try {
    const found = [];
    for (const schema of [...schemas, ...schemas]) found.push(...(await readThings(db, schema)));
    expect(found).toEqual([{ n: 0 }, { n: 1 }, { n: 0 }, { n: 1 }]);
  } finally {
    await db.close();
    await mission.asOwner((owner) => owner.query(`drop schema two_a, two_b cascade`));
  }
});

it('nothing kept for a schema is used for one that was made anew under its name', async () => {
  const db = openDatabase({ connectionString: mission.appUrl, max: 1 });
  const missions = await loadMissions(mission.kervan.db);
  try {
    for (const n of [1, 2]) {
      await mission.asOwner((owner) => makeThings(owner, 'again', n));
      expect(await readThings(db, 'again')).toEqual([{ n }]);
      await mission.asOwner((owner) => owner.query('drop schema again cascade'));
      await missions.reload();
    }
  } finally {
    await db.close();
  }
});
