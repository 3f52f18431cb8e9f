import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { formatNumber } from '#foundation/document-number.ts';
import { newId } from '#foundation/ids.ts';
import { defineModule } from '#foundation/module.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { defineProblems } from '#foundation/problem.ts';
import { listHistory } from '#kernel/audit/contract/history.ts';
import { revokeDevice } from '#kernel/sync/contract/devices.ts';
import { enrolTestDevice } from '#tests/support/device.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { findByNumber, listBlocks, listSeries, returnBlock, takeBlock } from '../contract/numbers.ts';
import { enterNumber, takeNumber } from './take.ts';

const oddProblems = defineProblems('odd', { failed: { status: 409 } });
const write = defineCommand({
  name: 'odd.write-paper',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ paper: z.string(), office: z.string(), fail: z.boolean().default(false), number: z.string().optional() }),
  result: z.strictObject({ number: z.string() }),
});
const odd: ServerRoom = {
  module: defineModule({ name: 'odd', commands: [write], problems: [oddProblems] }),
  commands: [
    handle(write, async (ctx, input) => {
      const subject = { kind: 'paper', id: input.paper };
      const number = input.number
        ? await enterNumber(ctx, input.number, subject)
        : await takeNumber(ctx, { kind: 'WB', office: input.office, subject });
      if (input.fail) throw oddProblems.problem('failed');
      return { number };
    }),
  ],
};

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission([odd]);
});
afterAll(() => mission.close());
const serialOf = (number: string) => Number(number.split('-')[3]);

describe('numbers', () => {
  test('sixteen who write at once get serials without gap or double', async () => {
    const writers = Array.from({ length: 16 }, (_, writer) =>
      (async () => {
        const serials: number[] = [];
        for (let at = 0; at < 5; at += 1) {
          const outcome = await mission.run(write, { paper: `p${writer}-${at}`, office: 'GZT', fail: at === 2 });
          if (outcome.state === 'applied') serials.push(serialOf((outcome.result as { number: string }).number));
        }
        return serials;
      })(),
    );
    const serials = (await Promise.all(writers)).flat().toSorted((a, b) => a - b);
    expect(serials).toEqual(Array.from({ length: 64 }, (_, at) => at + 1));
  });

  test('a paper has one number of a kind', async () => {
    await mission.apply(write, { paper: 'one', office: 'ADA' });
    expect(await mission.run(write, { paper: 'one', office: 'ADA' })).toMatchObject({
      state: 'refused',
      problem: { type: 'numbers.has-number' },
    });
  });

  test('a record is found by its number, however it is typed', async () => {
    const { number } = await mission.apply(write, { paper: 'found', office: 'HTY' });
    expect(await mission.ask(findByNumber, { number: ` ${number.toLowerCase().replaceAll('-', ' ')}` })).toEqual({
      number,
      subject: { kind: 'paper', id: 'found' },
    });
    expect(await mission.ask(findByNumber, { number: 'WB-HTY-2023-000001-00' })).toEqual({ number: null, subject: null });
  });
});

describe('blocks', () => {
  const take = (size: number) => mission.apply(takeBlock, { blockId: newId(), kind: 'WB', office: 'MLT', year: 2023, size });

  test('serials of a block are given to nobody else', async () => {
    const { first, last } = await take(10);
    const { number } = await mission.apply(write, { paper: 'after', office: 'MLT' });
    expect([last - first, serialOf(number)]).toEqual([9, last + 1]);
  });

  test('a number of a block is entered once; one of no block is refused', async () => {
    const { firstNumber, last } = await take(5);
    await mission.apply(write, { paper: 'b1', office: 'MLT', number: firstNumber });
    expect(await mission.run(write, { paper: 'b2', office: 'MLT', number: firstNumber })).toMatchObject({
      state: 'refused',
      problem: { type: 'numbers.used-already' },
    });
    const beyond = formatNumber({ kind: 'WB', office: 'MLT', year: 2023, serial: last + 1 });
    expect(await mission.run(write, { paper: 'b3', office: 'MLT', number: beyond })).toMatchObject({
      state: 'refused',
      problem: { type: 'numbers.not-of-a-block' },
    });
  });

  test('what is left of a returned block is never used', async () => {
    const blockId = newId();
    const { first } = await mission.apply(takeBlock, { blockId, kind: 'GR', office: 'MLT', year: 2023, size: 5 });
    const number = (serial: number) => formatNumber({ kind: 'GR', office: 'MLT', year: 2023, serial });
    await mission.apply(write, { paper: 'c1', office: 'MLT', number: number(first + 1) });
    expect(await mission.run(returnBlock, { blockId, usedTo: first })).toMatchObject({
      state: 'refused',
      problem: { type: 'numbers.used-beyond' },
    });
    await mission.apply(returnBlock, { blockId, usedTo: first + 1 });
    await mission.apply(write, { paper: 'c2', office: 'MLT', number: number(first) }); // written before, told later
    expect(await mission.run(write, { paper: 'c3', office: 'MLT', number: number(first + 3) })).toMatchObject({
      state: 'refused',
      problem: { type: 'numbers.block-returned' },
    });
    expect((await mission.ask(listBlocks, { open: false })).rows).toMatchObject([{ id: blockId, used: 2, lastUsed: first + 1, size: 5 }]);
    expect((await mission.ask(listSeries, {})).rows.length).toBeGreaterThan(2);
  });

  test('a device that is revoked has its blocks written off on record, and what was written with them can still be entered', async () => {
    const phone = await enrolTestDevice(mission, await mission.user({ permissions: [write.name] }));
    const blockId = newId();
    const block = { kind: 'GR', office: 'KLS', year: 2023, size: 5, deviceId: phone.id };
    const { first, lastNumber } = await mission.apply(takeBlock, { ...block, blockId });
    await mission.apply(write, { paper: 'd1', office: 'KLS', number: formatNumber({ ...block, serial: first }) });
    await mission.apply(revokeDevice, { deviceId: phone.id, reason: 'lost' });
    const row = async () => (await mission.ask(listBlocks, { limit: 200 })).rows.find(({ id }) => id === blockId);
    expect(await row()).toMatchObject({ state: 'written-off', used: 1, size: 5, returnedAt: '2023-03-01T09:00:00.000Z' });
    expect((await mission.ask(listHistory, { kind: 'number-block', id: blockId })).rows.map(({ name }) => name)).toEqual([
      'sync.revoke-device',
      'numbers.take-block',
    ]);
    await mission.apply(write, { paper: 'd2', office: 'KLS', number: lastNumber }); // the phone's queue came in by another way
    await mission.apply(returnBlock, { blockId, usedTo: first + 4 }); // and now it is known which were used
    expect(await row()).toMatchObject({ state: 'returned', used: 2 });
    expect(await mission.run(takeBlock, { ...block, blockId: newId() })).toMatchObject({
      state: 'refused',
      problem: { type: 'numbers.device-revoked' },
    });
  });
});
