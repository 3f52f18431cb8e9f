import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';

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
