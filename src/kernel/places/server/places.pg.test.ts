import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { addNeighbourhood, getArea, importAreas, recodeArea, replaceArea, searchPlaces } from '../contract/areas.ts';
import { importCrossings, listCrossings, setCrossingStatus } from '../contract/crossings.ts';
import { changeSite, closeSite, createSite, getSite, listSites } from '../contract/sites.ts';

let mission: TestMission;
const areas = [
  { pcode: 'TUR', level: 0, country: 'TUR', nameEn: 'Türkiye', nameTr: 'Türkiye', nameAr: 'تركيا', lat: 39, lon: 35 },
  {
    pcode: 'TUR027',
    level: 1,
    country: 'TUR',
    parent: 'TUR',
    nameEn: 'Gaziantep',
    nameTr: 'Gaziantep',
    nameAr: 'غازي عنتاب',
    lat: 37.07,
    lon: 37.38,
  },
  {
    pcode: 'TUR063',
    level: 1,
    country: 'TUR',
    parent: 'TUR',
    nameEn: 'Sanliurfa',
    nameTr: 'Şanlıurfa',
    nameAr: 'شانلي أورفا',
    lat: 37.16,
    lon: 38.79,
  },
  { pcode: 'TUR027001', level: 2, country: 'TUR', parent: 'TUR027', nameEn: 'Sahinbey', nameTr: 'Şahinbey', lat: 37.05, lon: 37.37 },
  { pcode: 'SYR', level: 0, country: 'SYR', nameEn: 'Syria', nameTr: 'Suriye', nameAr: 'سوريا', lat: 35, lon: 38 },
  { pcode: 'SY02', level: 1, country: 'SYR', parent: 'SYR', nameEn: 'Aleppo', nameTr: 'Halep', nameAr: 'حلب', lat: 36.2, lon: 37.16 },
];
beforeAll(async () => {
  mission = await openTestMission();
  expect(await mission.apply(importAreas, { source: 'test', validFrom: '2022-01-01', areas })).toEqual({ added: 6, changed: 0, same: 0 });
});
afterAll(() => mission.close());

const site = (over: Record<string, unknown> = {}) => ({
  siteId: newId(),
  code: `S-${newId().slice(-8)}`,
  type: 'warehouse',
  nameEn: 'Burç warehouse',
  nameTr: 'Burç Deposu',
  nameAr: 'مستودع بورتش',
  area: 'TUR027',
  lat: 37.03,
  lon: 37.2,
  ...over,
});

describe('areas', () => {
  it('importing the same areas again changes nothing', async () => {
    expect(await mission.apply(importAreas, { source: 'test', validFrom: '2022-01-01', areas })).toEqual({ added: 0, changed: 0, same: 6 });
  });

  it('refuses an area whose parent is unknown, and writes none of the others', async () => {
    const orphan = { pcode: 'TUR099', level: 1, country: 'TUR', nameEn: 'Fine', parent: 'TUR' };
    const outcome = await mission.run(importAreas, {
      source: 'x',
      validFrom: '2022-01-01',
      areas: [orphan, { pcode: 'TUR098001', level: 2, country: 'TUR', nameEn: 'Orphan', parent: 'TUR098' }],
    });
    expect(outcome).toMatchObject({ state: 'refused', problem: { type: 'places.parent-unknown' } });
    await expect(mission.ask(getArea, { pcode: 'TUR099' })).rejects.toMatchObject({ code: 'places.area-not-found' });
  });

  it('gives a neighbourhood a provisional code and re-codes it later with its history', async () => {
    const { pcode, provisional } = await mission.apply(addNeighbourhood, { parent: 'TUR027001', nameEn: 'Karatas', nameTr: 'Karataş' });
    expect([pcode, provisional]).toEqual(['X-TUR027001-1', true]);
    const at = site({ area: pcode });
    await mission.apply(createSite, at);
    await mission.apply(recodeArea, { pcode, newPcode: 'TUR027001015' });
    expect(await mission.ask(getArea, { pcode: 'TUR027001015' })).toMatchObject({
      provisional: false,
      formerCodes: [pcode],
      path: [{ pcode: 'TUR' }, { pcode: 'TUR027' }, { pcode: 'TUR027001' }, { pcode: 'TUR027001015' }],
    });
    expect(await mission.ask(getSite, { siteId: at.siteId })).toMatchObject({ area: 'TUR027001015' });
    expect((await mission.ask(searchPlaces, { text: 'karatas' })).rows[0]).toMatchObject({ ref: 'TUR027001015' });
    expect((await mission.ask(searchPlaces, { text: pcode })).rows[0]).toMatchObject({ ref: 'TUR027001015' });
  });

  it('a place entered after midnight is valid from the mission’s day, not the day before', async () => {
    mission.setNow('2023-02-28T21:30:00Z'); // half past midnight of 1 March in Istanbul
    const { pcode } = await mission.apply(addNeighbourhood, { parent: 'TUR027001', nameEn: 'Late' });
    expect((await mission.ask(getArea, { pcode })).validFrom).toBe('2023-03-01');
    mission.setNow('2023-03-01T09:00:00Z');
  });

  it('names the successor when somebody opens a site in an area that has ended', async () => {
    await mission.apply(importAreas, {
      source: 'x',
      validFrom: '2022-01-01',
      areas: [{ pcode: 'TUR027002', level: 2, country: 'TUR', parent: 'TUR027', nameEn: 'Old' }],
    });
    await mission.apply(replaceArea, { pcode: 'TUR027002', successor: 'TUR027001', validTo: '2023-01-01' });
    expect(await mission.run(createSite, site({ area: 'TUR027002' }))).toMatchObject({
      state: 'refused',
      problem: { type: 'places.area-ended', figures: { successor: 'TUR027001' } },
    });
  });
});

describe('search', () => {
  it.each([
    ['sanliurfa', 'TUR063'],
    ['ŞANLIURFA', 'TUR063'],
    ['شانلى اورفا', 'TUR063'],
    ['gaziantp', 'TUR027'],
    ['halep', 'SY02'],
    ['حلب', 'SY02'],
    ['TUR027', 'TUR027'],
    ['Sahin', 'TUR027001'],
    ['Antep', 'TUR027'],
    ['Urfa', 'TUR063'],
  ])('finds %s', async (text, ref) => {
    expect((await mission.ask(searchPlaces, { text, kinds: ['area'] })).rows[0]).toMatchObject({ ref });
  });

  it('does not find a site beyond the reader’s reach', async () => {
    const hidden = site({ nameEn: 'Hidden Meadow', nameTr: undefined, nameAr: undefined });
    await mission.apply(createSite, hidden);
    const urfa = await mission.user({ permissions: ['places.search', 'places.list-sites'], scope: { kind: 'area', id: 'TUR063' } });
    expect((await mission.ask(searchPlaces, { text: 'hidden meadow' })).rows).toHaveLength(1);
    expect((await mission.ask(searchPlaces, { text: 'hidden meadow' }, urfa)).rows).toHaveLength(0);
  });
});

describe('sites', () => {
  it('opens one, and its province’s people may, others may not', async () => {
    const antep = await mission.user({ permissions: ['places.create-site'], scope: { kind: 'area', id: 'TUR027' } });
    const urfa = await mission.user({ permissions: ['places.create-site'], scope: { kind: 'area', id: 'TUR063' } });
    expect(await mission.run(createSite, site({ area: 'TUR027001' }), { as: antep })).toMatchObject({ state: 'applied' });
    expect(await mission.run(createSite, site(), { as: urfa })).toMatchObject({
      state: 'refused',
      problem: { type: 'common.not-permitted' },
    });
  });

  it('refuses a code that another site has', async () => {
    const first = site();
    await mission.apply(createSite, first);
    expect(await mission.run(createSite, site({ code: first.code }))).toMatchObject({
      state: 'refused',
      problem: { type: 'places.code-taken' },
    });
  });

  it('lets nobody overwrite what they have not seen', async () => {
    const one = site();
    await mission.apply(createSite, one);
    const { siteId, ...described } = one;
    await mission.apply(changeSite, { siteId, version: 1, ...described, nameEn: 'First' });
    expect(await mission.run(changeSite, { siteId, version: 1, ...described, nameEn: 'Second' })).toMatchObject({
      state: 'refused',
      problem: { type: 'places.changed-meanwhile', figures: { seen: 1, now: 2 } },
    });
  });

  it('cannot be moved to where the actor has no say', async () => {
    const one = site({ area: 'TUR027' });
    await mission.apply(createSite, one);
    const antep = await mission.user({ permissions: ['places.change-site', 'places.create-site'], scope: { kind: 'area', id: 'TUR027' } });
    const { siteId, ...described } = one;
    expect(await mission.run(changeSite, { siteId, version: 1, ...described, area: 'TUR063' }, { as: antep })).toMatchObject({
      state: 'refused',
    });
  });

  it('shows a sensitive site at its area’s point to who may not see it exactly', async () => {
    const camp = site({ type: 'camp', nameEn: 'Camp', area: 'TUR063', lat: 36.9, lon: 38.9 });
    await mission.apply(createSite, camp);
    const reader = await mission.user({ permissions: ['places.list-sites'] });
    const trusted = await mission.user({ permissions: ['places.list-sites', 'places.see-exact-sites'] });
    expect(await mission.ask(getSite, { siteId: camp.siteId }, reader)).toMatchObject({
      lat: 37.16,
      lon: 38.79,
      precision: 'area',
      exact: false,
    });
    expect(await mission.ask(getSite, { siteId: camp.siteId }, trusted)).toMatchObject({ lat: 36.9, lon: 38.9, exact: true });
    const listed = await mission.ask(listSites, { within: 'TUR063', limit: 1000 }, reader);
    expect(listed.rows.find((row) => row.id === camp.siteId)).toMatchObject({ lat: 37.16, precision: 'area' });
  });

  it('lists only what lies within reach, with the right total', async () => {
    const urfa = await mission.user({ permissions: ['places.list-sites'], scope: { kind: 'area', id: 'TUR063' } });
    const { rows, total } = await mission.ask(listSites, { limit: 1000 }, urfa);
    expect(total).toBe(rows.length);
    expect(rows.every((row) => row.area.startsWith('TUR063'))).toBe(true);
  });

  it('lists for those who are to be served only where people are served: no store, no gate', async () => {
    const [square, shed] = [site({ type: 'distribution-point' }), site({ type: 'warehouse' })];
    for (const one of [square, shed]) await mission.apply(createSite, one);
    const listed = (await mission.ask(listSites, { servesPeople: true, limit: 1000 })).rows.map((row) => row.id);
    expect([square, shed].map((one) => listed.includes(one.siteId))).toEqual([true, false]);
  });

  it('closes once, not before it opened', async () => {
    const one = site({ openedOn: '2023-02-10' });
    await mission.apply(createSite, one);
    expect(await mission.run(closeSite, { siteId: one.siteId, closedOn: '2023-02-01', reason: 'x' })).toMatchObject({ state: 'refused' });
    await mission.apply(closeSite, { siteId: one.siteId, closedOn: '2023-02-20', reason: 'moved' });
    expect(await mission.run(closeSite, { siteId: one.siteId, closedOn: '2023-02-21', reason: 'again' })).toMatchObject({
      problem: { type: 'places.already-closed' },
    });
  });
});

describe('the database itself', () => {
  it('holds that an authority’s user never holds a role that opens exact sites', async () => {
    await expect(mission.user({ permissions: ['places.see-exact-sites'], orgKind: 'authority' })).rejects.toMatchObject({
      code: 'access.outsider-barred',
    });
    await expect(mission.user({ permissions: ['places.see-exact-sites'], orgKind: 'donor' })).rejects.toMatchObject({
      code: 'access.outsider-barred',
    });
  });

  it('holds that a role does not become protected while an outsider has it', async () => {
    const donor = await mission.user({ permissions: ['places.search'], orgKind: 'donor' });
    await expect(
      mission.tx((tx) =>
        tx.query('update roles set protected = true where id = (select role_id from assignments where user_id = $1)', [donor]),
      ),
    ).rejects.toMatchObject({ code: 'access.outsider-barred' });
  });

  it('holds that what opens a protected class lies in a protected role only, also when it becomes one later', async () => {
    const role = (text: string, values: unknown[] = []) => mission.tx((tx) => tx.query(text, values));
    await role(`insert into roles (id, names) values ('open-role', '{"en":"Open"}')`);
    const give = `insert into role_permissions select 'open-role', false, name, protected from permissions where name = $1`;
    await expect(role(give, ['places.see-exact-sites'])).rejects.toMatchObject({ code: 'access.role-not-protected' });
    await role(give, ['places.search']);
    await expect(
      mission.asOwner((client) => client.query(`update permissions set opens = 'persons' where name = 'places.search'`)),
    ).rejects.toMatchObject({ constraint: 'role_permissions_protected_check' });
    await expect(role(`update roles set protected = false where id = 'administrator'`)).rejects.toMatchObject({
      code: 'access.role-not-protected',
    });
  });

  it('holds that a partner’s user does not become an authority’s while holding a protected role', async () => {
    const partner = await mission.user({ permissions: ['places.see-exact-sites'], orgKind: 'partner' });
    await expect(mission.tx((tx) => tx.query(`update users set org_kind = 'authority' where id = $1`, [partner]))).rejects.toMatchObject({
      code: 'access.outsider-barred',
    });
  });
});

describe('crossings', () => {
  it('keep every word, let the latest count, and close a gate whose authorisation ran out', async () => {
    await mission.apply(importCrossings, {
      crossings: [{ id: 'gate', nameEn: 'Gate', nameTr: 'Kapı', nameAr: 'معبر', mode: 'road', lat: 36.2, lon: 36.7 }],
    });
    await mission.apply(setCrossingStatus, {
      crossingId: 'gate',
      status: 'open',
      fromDay: '2023-01-10',
      authorisedTo: '2023-07-10',
      source: 'Resolution',
    });
    mission.setNow('2023-07-10T09:00:00Z');
    expect((await mission.ask(listCrossings, {})).rows[0]!.today.status).toBe('open');
    mission.setNow('2023-07-11T09:00:00Z');
    expect((await mission.ask(listCrossings, {})).rows[0]!.today.status).toBe('closed');
    await mission.apply(setCrossingStatus, {
      crossingId: 'gate',
      status: 'open',
      fromDay: '2023-07-11',
      authorisedTo: '2024-01-13',
      source: 'Letter',
    });
    const { today, days } = (await mission.ask(listCrossings, {})).rows[0]!;
    expect(today).toMatchObject({ status: 'open', source: 'Letter' });
    expect(days).toHaveLength(2);
  });
});
