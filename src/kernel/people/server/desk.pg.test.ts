import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import type { LabelsPaper } from '#foundation/pdf/paper.ts';
import { pressOf } from '#foundation/pdf/press.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { clerk, member, north, placeAreas, register, south } from '#tests/support/register.ts';
import { issueCard, listCards, revokeCard } from '../contract/cards.ts';
import { getToday, listReads } from '../contract/desk.ts';
import { getHousehold, getPerson, listPersons } from '../contract/queries.ts';
import { papers } from './papers.ts';

let mission: TestMission;
let northClerk: string;
let southClerk: string;
let lead: string;
beforeAll(async () => {
  mission = await openTestMission();
  await placeAreas(mission);
  northClerk = await clerk(mission, north);
  southClerk = await clerk(mission, south);
  lead = await clerk(mission, null, ['people.list-reads', 'people.see-identifiers']);
});
afterAll(() => mission.close());

it('a search says by which part of the name and how somebody was met', async () => {
  const one = member('حسين محمد الدرويش');
  await register(mission, [one], {}, { as: northClerk });
  const { rows } = await mission.ask(listPersons, { search: 'Hüseyin Derviş' }, northClerk);
  expect(rows).toMatchObject([
    {
      id: one.personId,
      matched: [
        { field: 'given', level: 'sounds' },
        { field: 'family', level: 'sounds' },
      ],
    },
  ]);
});

describe('cards', () => {
  it('are listed within reach alone, living and dead', async () => {
    const { householdId } = await register(mission, [member('Mona Sabri Taher')], {}, { as: northClerk });
    const { number } = await mission.apply(issueCard, { cardId: newId(), householdId }, { as: northClerk });
    await mission.apply(issueCard, { cardId: newId(), householdId, because: 'lost' }, { as: northClerk });
    const list = (state: 'living' | 'revoked', as: string) => mission.ask(listCards, { state }, as);
    expect((await list('revoked', northClerk)).rows).toMatchObject([{ number, size: 1, why: 'lost' }]);
    expect((await list('living', northClerk)).total).toBe(1);
    expect((await list('living', southClerk)).total).toBe(0);
    expect((await mission.ask(listCards, { number }, northClerk)).rows).toHaveLength(1);
  });

  it('on paper bear a number and its signed code, and no word of the household', async () => {
    const one = member('Quintessa Zephyrine Marmaduke', { nationality: 'SYR' });
    const { householdId, number } = await register(mission, [one], { address: 'violet gate' }, { as: northClerk });
    await mission.apply(issueCard, { cardId: newId(), householdId }, { as: northClerk });
    const press = pressOf(
      mission.kervan.deps,
      { mission: mission.kervan.missions.find('test')!, credential: { kind: 'internal', userId: northClerk } },
      'en',
    );
    const paper = (await papers[0]!.make(press, { householdId } as never)) as LabelsPaper;
    const { card } = await mission.ask(getHousehold, { householdId }, northClerk);
    const { code, scan, ...words } = paper.labels[0]!;
    expect(code).toBe(card!.number);
    const signed = inflateRawSync(Buffer.from(scan.split('.')[3]!, 'base64url')).toString();
    expect(JSON.parse(signed)).toEqual({ n: code });
    // The number's own letters and the signature's are drawn by lot: what is read is what stands beside them.
    const beside = [JSON.stringify(words), paper.title].join(' ').replaceAll(code, '');
    for (const said of ['Quintessa', 'Zephyrine', 'Marmaduke', 'SYR', 'violet', number, householdId, 'test mission'])
      expect(beside).not.toContain(said);
    expect(scan.split('.').slice(0, 3)).toEqual(['KV1', 'card', expect.stringMatching(/^[0-9a-f]{8}$/)]);
    await mission.apply(revokeCard, { cardId: card!.id, householdId, why: 'lost' }, { as: northClerk });
    await expect(papers[0]!.make(press, { householdId } as never)).rejects.toMatchObject({ code: 'people.card-not-found' });
  });
});

describe('the log of who looked', () => {
  it('names whoever opened a record, and is closed to who may not see it', async () => {
    const one = member('Salwa Hani Qasim');
    const { householdId } = await register(mission, [one], {}, { as: northClerk });
    await mission.ask(getPerson, { personId: one.personId }, northClerk);
    await mission.ask(getHousehold, { householdId }, northClerk);
    const reads = await mission.ask(listReads, { kind: 'person', id: one.personId }, lead);
    expect(reads).toMatchObject({ total: 1, rows: [{ query: 'people.get-person', printed: false }] });
    expect((await mission.ask(listReads, { kind: 'household', id: householdId }, lead)).rows).toMatchObject([
      { query: 'people.get-household' },
    ]);
    await expect(mission.ask(listReads, { kind: 'person', id: one.personId }, northClerk)).rejects.toMatchObject({
      code: 'common.not-permitted',
    });
    const far = await clerk(mission, south, ['people.list-reads']);
    await expect(mission.ask(listReads, { kind: 'person', id: one.personId }, far)).rejects.toMatchObject({
      code: expect.any(String) as string,
    });
  });
});

it('the day’s figures count what lies within reach, and pairs for who may decide them', async () => {
  const over = { birth: { date: '1992-11-30', precision: 'day' as const }, sex: 'm' as const };
  const before = await mission.ask(getToday, {}, northClerk);
  const far = await mission.ask(getToday, {}, southClerk);
  await register(mission, [member('Firas Munther Shaheen', over)], {}, { as: northClerk });
  await register(
    mission,
    [member('Firas Munther Shaheen', over), member('Rima Adib Shaheen', { relation: 'child' })],
    {},
    { as: northClerk },
  );
  expect(await mission.ask(getToday, {}, northClerk)).toMatchObject({
    households: before.households + 2,
    persons: before.persons + 3,
    withoutCard: before.withoutCard + 2,
    openPairs: before.openPairs + 1,
  });
  expect(await mission.ask(getToday, {}, southClerk)).toEqual(far);
  const reader = await mission.user({ permissions: ['people.get-person'], scope: { kind: 'area', id: north } });
  expect((await mission.ask(getToday, {}, reader)).openPairs).toBe(0);
});
