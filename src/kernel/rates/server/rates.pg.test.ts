import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convert } from '#foundation/money.ts';
import { askQuery } from '#foundation/pipeline/ask.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { enterRates, listRates } from '../contract/rates.ts';
import { importsRates } from './import.ts';
import { rateOn } from './rates.ts';

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission();
});
afterAll(() => mission.close());
const rate = (day: string, text: string, to = 'TRY') => ({ from: 'USD', to, day, rate: text });
const enter = (...rates: ReturnType<typeof rate>[]) => mission.apply(enterRates, { source: 'central bank', rates });
const on = (day: string, to = 'TRY') => mission.tx((tx) => rateOn({ tx } as never, 'USD', to, day));

describe('rates', () => {
  test('the rate of a day is the last one before it, and converting keeps rate and day', async () => {
    await enter(rate('2023-02-10', '18.8363'), rate('2023-02-13', '18.85'));
    expect(convert({ minor: 10_000, currency: 'USD' }, await on('2023-02-12'))).toMatchObject({
      minor: 188_363,
      rate: '18.8363',
      rateDay: '2023-02-10',
    });
  });

  test('no rate within a month is a refusal in words, never a guess', async () => {
    await expect(on('2023-01-01')).rejects.toMatchObject({ code: 'rates.no-rate', figures: { from: 'USD', to: 'TRY', day: '2023-01-01' } });
    await enter(rate('2022-12-01', '0.92', 'EUR'));
    await expect(on('2023-02-01', 'EUR')).rejects.toMatchObject({ code: 'rates.no-rate' });
  });

  test('a corrected rate holds, the former one stays on record; the same again changes nothing', async () => {
    await enter(rate('2023-02-20', '18.90'));
    expect((await enter(rate('2023-02-20', '18.9'))).rows).toEqual(['same']);
    mission.setNow('2023-03-01T10:00:00Z');
    expect((await enter(rate('2023-02-20', '18.95'))).rows).toEqual(['changed']);
    mission.setNow('2023-03-01T09:00:00Z');
    const { rows } = await mission.ask(listRates, { since: '2023-02-20', until: '2023-02-20', history: true });
    expect(rows.map((row) => [row.rate, row.replacedAt !== null])).toEqual([
      ['18.95', false],
      ['18.9', true],
    ]);
  });

  test('a day that has not come, and a rate of nothing, are refused', async () => {
    expect(await mission.run(enterRates, { source: 'x', rates: [rate('2023-03-02', '19')] })).toMatchObject({
      state: 'refused',
      problem: { type: 'rates.day-too-late' },
    });
    await expect(mission.run(enterRates, { source: 'x', rates: [rate('2023-02-01', '0.0')] })).rejects.toMatchObject({ status: 422 });
    await expect(mission.run(enterRates, { source: 'x', rates: [rate('2023-02-01', '1', 'XYZ')] })).rejects.toMatchObject({ status: 422 });
  });

  test('a file’s rows are judged all at once: commas, unknown currencies, days to come', async () => {
    const rows = [
      { day: '2023-02-21', from: 'usd', to: 'TRY', rate: '18,91' },
      { day: '2023-02-10', from: 'USD', to: 'TRY', rate: '18,8363' },
      { day: '2023-02-21', from: 'DOLLAR', to: 'TRY', rate: '1' },
      { day: '2023-02-21', from: 'XYZ', to: 'TRY', rate: '1' },
      { day: '2023-02-21', from: 'EUR', to: 'TRY', rate: 'x' },
      { day: '2024-02-21', from: 'EUR', to: 'TRY', rate: '20' },
      { day: '2023-02-21', from: 'EUR', to: 'EUR', rate: '1' },
    ].map((values, at) => ({ row: at + 2, values }));
    const judged = await mission.tx((tx) =>
      importsRates.judge(
        { tx, now: new Date('2023-03-01T09:00:00Z'), mission: { timeZone: 'Europe/Istanbul' } } as never,
        {} as never,
        rows,
      ),
    );
    expect(judged.map((row) => row.effect ?? row.faults.map((fault) => fault.code).join())).toEqual([
      'new',
      'unchanged',
      'money.currency-unknown',
      'money.currency-unknown',
      'rates.not-a-rate',
      'rates.day-too-late',
      'rates.same-currency',
    ]);
  });

  test('who has no right sees none', async () => {
    const nobody = await mission.user({ permissions: [] });
    const request = { mission: mission.kervan.missions.find('test')!, credential: { kind: 'internal', userId: nobody } } as const;
    await expect(askQuery(mission.kervan.deps, request, listRates.name, {})).rejects.toMatchObject({ status: 403 });
    expect(systemUser).not.toBe(nobody);
  });
});
