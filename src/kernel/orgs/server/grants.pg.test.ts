import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { closeExceptions, listExceptions } from '#kernel/exceptions/contract/exceptions.ts';
import { importAreas } from '#kernel/places/contract/areas.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { amendGrant, changeGrant, createGrant, getGrant, listGrants, setGrantStatus, watchGrants } from '../contract/grants.ts';
import { createOrganisation } from '../contract/organisations.ts';
import type { OrgRole } from '../contract/organisations.ts';

let mission: TestMission;
let donor: Id;
let partner: Id;
beforeAll(async () => {
  mission = await openTestMission();
  await mission.apply(importAreas, {
    source: 'test',
    validFrom: '2022-01-01',
    areas: [{ pcode: 'TUR', level: 0, country: 'TUR', nameEn: 'Türkiye' }],
  });
  donor = await enter('Regional union', ['donor']);
  partner = await enter('Olive Grove', ['partner']);
});
afterAll(() => mission.close());

async function enter(nameEn: string, roles: OrgRole[]): Promise<Id> {
  const orgId = newId();
  await mission.apply(createOrganisation, { orgId, nameEn, roles });
  return orgId;
}
let count = 0;
const grant = (over: Record<string, unknown> = {}) => ({
  grantId: newId(),
  donorId: donor,
  code: `G-${(count += 1)}`,
  title: 'Winter relief',
  currency: 'EUR',
  minor: '100000',
  startsOn: '2023-01-01',
  endsOn: '2023-12-31',
  ...over,
});
async function sign(over: Record<string, unknown> = {}) {
  const input = grant(over);
  await mission.apply(createGrant, input);
  return input;
}
const get = (grantId: Id) => mission.ask(getGrant, { grantId });

describe('a grant', () => {
  it('keeps its donor, money, lines and rules', async () => {
    const { grantId } = await sign({
      lines: [
        { code: 'A1', title: 'Items', minor: '60000' },
        { code: 'B1', title: 'Transport', minor: '30000' },
      ],
      areas: ['TUR'],
      sectors: ['nfi'],
      partners: [partner],
    });
    expect(await get(grantId)).toMatchObject({
      amount: { minor: '100000', currency: 'EUR' },
      unallocated: '10000',
      areas: [{ pcode: 'TUR', nameEn: 'Türkiye' }],
      partners: [{ id: partner }],
      sectors: ['nfi'],
    });
  });

  it('has a code of its own', async () => {
    const { code } = await sign();
    expect(await mission.run(createGrant, grant({ code }))).toMatchObject({ problem: { type: 'orgs.grant-code-taken' } });
  });

  it.each([
    ['a donor that is none', () => ({ donorId: partner }), 'orgs.not-a-donor'],
    ['a partner that is none', () => ({ partners: [donor] }), 'orgs.not-a-partner'],
    ['an unknown partner', () => ({ partners: [newId()] }), 'orgs.org-not-found'],
    ['an unknown area', () => ({ areas: ['XXX'] }), 'orgs.area-unknown'],
    ['an end before its beginning', () => ({ endsOn: '2022-12-31' }), 'orgs.dates-reversed'],
    ['lines beyond its amount', () => ({ lines: [{ code: 'A', title: 'x', minor: '100001' }] }), 'orgs.lines-exceed'],
    ['no amount', () => ({ minor: '0' }), 'orgs.amount-too-large'],
  ])('is refused with %s, and nothing of it is written', async (_what, over, type) => {
    const input = grant(over());
    expect(await mission.run(createGrant, input)).toMatchObject({
      problem: { type },
    });
    await expect(get(input.grantId)).rejects.toMatchObject({ code: 'orgs.grant-not-found' });
  });
});

describe('an amendment', () => {
  const amend = (grantId: Id, over: Record<string, unknown>) => ({
    amendmentId: newId(),
    grantId,
    kind: 'top-up' as const,
    amendedOn: '2023-03-01',
    reference: 'letter',
    ...over,
  });

  it('moves the end or adds money, and the former agreement stays to be seen', async () => {
    const { grantId } = await sign();
    await mission.apply(amendGrant, amend(grantId, { kind: 'no-cost-extension', newEndsOn: '2024-03-31' }));
    await mission.apply(amendGrant, amend(grantId, { addedMinor: '50000' }));
    expect(await get(grantId)).toMatchObject({
      amount: { minor: '150000' },
      endsOn: '2024-03-31',
      amendments: [
        { kind: 'top-up', added: '50000', formerEndsOn: '2024-03-31', newEndsOn: '2024-03-31' },
        { kind: 'no-cost-extension', added: '0', formerEndsOn: '2023-12-31', newEndsOn: '2024-03-31' },
      ],
    });
  });

  it.each([
    { kind: 'no-cost-extension', newEndsOn: '2023-12-31' },
    { kind: 'no-cost-extension', newEndsOn: '2024-01-31', addedMinor: '1' },
    { kind: 'no-cost-extension' },
    { kind: 'top-up' },
    { kind: 'top-up', addedMinor: '1', newEndsOn: '2023-06-30' },
  ])('that says nothing of its kind is refused: %o', async (over) => {
    const { grantId } = await sign();
    expect(await mission.run(amendGrant, amend(grantId, over))).toMatchObject({ problem: { type: 'orgs.amendment-wrong' } });
  });

  it('is never changed nor taken away, and the table itself holds its kind', async () => {
    const { grantId } = await sign();
    await mission.apply(amendGrant, amend(grantId, { addedMinor: '1' }));
    for (const statement of ['update grant_amendments set added = 5', 'delete from grant_amendments'])
      await expect(mission.tx((tx) => tx.query(`${statement} where grant_id = $1`, [grantId]))).rejects.toThrow(/permission denied/);
    await expect(
      mission.tx((tx) =>
        tx.query(
          `insert into grant_amendments select gen_random_uuid(), grant_id, 'no-cost-extension', amended_on, reference, former_ends_on, new_ends_on, 1, recorded_by, recorded_at
             from grant_amendments where grant_id = $1`,
          [grantId],
        ),
      ),
    ).rejects.toMatchObject({ code: 'orgs.amendment-wrong' });
  });

  it('of two top-ups at once both count', async () => {
    const { grantId } = await sign();
    const outcomes = await Promise.all([1, 2, 3].map(() => mission.run(amendGrant, amend(grantId, { addedMinor: '1000' }))));
    expect(outcomes.every((outcome) => outcome.state === 'applied')).toBe(true);
    expect(await get(grantId)).toMatchObject({ amount: { minor: '103000' } });
  });
});

describe('attention', () => {
  it('comes 60 days before the end, stays after it, and goes when the grant is closed', async () => {
    const { grantId } = await sign({ endsOn: '2023-04-30' });
    const attention = async () => (await mission.ask(listGrants, { attention: true })).rows.find((row) => row.id === grantId)?.attention;
    mission.setNow('2023-02-28T09:00:00Z');
    expect(await attention()).toBeUndefined();
    mission.setNow('2023-03-01T09:00:00Z');
    expect(await attention()).toBe('ending');
    mission.setNow('2023-05-01T09:00:00Z');
    expect(await attention()).toBe('ended');
    await mission.apply(setGrantStatus, { grantId, status: 'closed', reason: 'reported' });
    expect(await attention()).toBeUndefined();
    mission.setNow('2023-03-01T09:00:00Z');
  });

  it('comes to the desk of exceptions each morning, once, and leaves it when the end moves', async () => {
    const { grantId } = await sign({ endsOn: '2023-04-15' });
    const open = async () => (await mission.ask(listExceptions, { subjectId: grantId })).rows.map((row) => row.kind);
    await mission.apply(watchGrants, {});
    await mission.apply(watchGrants, {});
    expect(await open()).toEqual(['orgs.grant-ending']);
    const amendment = { amendmentId: newId(), grantId, kind: 'no-cost-extension' as const, amendedOn: '2023-03-01', reference: 'letter' };
    await mission.apply(amendGrant, { ...amendment, newEndsOn: '2024-04-15' });
    expect(await open()).toEqual([]);
  });

  it('accepted while there was time, it is asked again in the last days and after the end', async () => {
    const { grantId } = await sign({ endsOn: '2023-03-20' });
    const openOn = async (day: string) => {
      mission.setNow(`${day}T09:00:00Z`);
      await mission.apply(watchGrants, {});
      return (await mission.ask(listExceptions, { subjectId: grantId })).rows.map((row) => row.id);
    };
    const accept = (exceptionIds: Id[]) =>
      mission.apply(closeExceptions, { exceptionIds, outcome: 'accepted', reason: 'letter is on its way' });
    await accept(await openOn('2023-03-01'));
    expect(await openOn('2023-03-02')).toEqual([]);
    const late = await openOn('2023-03-06');
    expect(late).toHaveLength(1);
    await accept(late);
    expect(await openOn('2023-03-20')).toEqual([]);
    expect(await openOn('2023-03-21')).toHaveLength(1);
    await mission.apply(setGrantStatus, { grantId, status: 'closed', reason: 'reported' });
    mission.setNow('2023-03-01T09:00:00Z');
  });
});

describe('scope', () => {
  it('a donor’s reader sees the donor’s own grants', async () => {
    const other = await enter('Another fund', ['donor']);
    const mine = await sign({ donorId: other });
    const theirs = await sign();
    const reader = await mission.user({
      permissions: ['orgs.list-grants'],
      scope: { kind: 'org', id: other },
      orgKind: 'donor',
      orgId: other,
    });
    expect((await mission.ask(listGrants, {}, reader)).rows.map((row) => row.id)).toEqual([mine.grantId]);
    await expect(mission.ask(getGrant, { grantId: theirs.grantId }, reader)).rejects.toMatchObject({ code: 'common.not-permitted' });
  });

  it('a change is refused to those who have not seen the last one', async () => {
    const { grantId } = await sign();
    await mission.apply(changeGrant, { grantId, version: 1, title: 'A' });
    expect(await mission.run(changeGrant, { grantId, version: 1, title: 'B' })).toMatchObject({
      problem: { type: 'orgs.changed-meanwhile' },
    });
  });
});
