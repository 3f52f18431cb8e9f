import { webcrypto } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { listReads } from '#kernel/audit/contract/history.ts';
import { offeredPacks, takePack } from '#kernel/sync/server/packs.ts';
import { createSite } from '#kernel/places/contract/sites.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { clerk, member, north, placeAreas, register, south } from '#tests/support/register.ts';
import { registerPack } from '../../contract/field/register.ts';
import type { RegisterPack } from '../../contract/field/register.ts';
import { getHousehold, getPerson } from '../../contract/queries.ts';
import { registerHousehold, setRestricted } from '../../contract/register.ts';
import { emptyPerson, factsOfDraft, fillFromPaper, nextPerson, toRegistration } from '../../domain/field/draft.ts';
import type { HouseholdDraft, PersonDraft } from '../../domain/field/draft.ts';
import { findKnown } from '../../domain/field/known.ts';
import type { Hashing } from '../../domain/field/known.ts';
import { readMrz } from '../../domain/mrz.ts';

let mission: TestMission;
let phone: string;
let blind: string;
beforeAll(async () => {
  mission = await openTestMission();
  await placeAreas(mission);
  phone = await clerk(mission, north, ['people.register', 'people.carry-search']);
  blind = await clerk(mission, north, ['people.register']);
});
afterAll(() => mission.close());

const today = '2023-03-01';
const request = (userId: string) => ({ mission: mission.kervan.missions.find('test')!, credential: { kind: 'internal', userId } as const });
const take = async (as: string, params: object = { area: north }) =>
  (await takePack(mission.kervan.deps, request(as), registerPack.name, { params: params as Record<string, unknown> })) as unknown as {
    data: RegisterPack;
    until: string;
  };
const person = (names: PersonDraft['names'], over: Partial<PersonDraft> = {}): PersonDraft => ({
  ...emptyPerson({ personId: newId(), membershipId: newId() }, 'head'),
  names,
  ...over,
});
const known = async (pack: RegisterPack, draft: PersonDraft) =>
  findKnown(pack, factsOfDraft(draft, today, north), webcrypto.subtle as unknown as Hashing);
const house = (members: readonly PersonDraft[], over: Partial<HouseholdDraft> = {}): HouseholdDraft => ({
  householdId: newId(),
  area: north,
  siteId: null,
  address: '',
  consent: 'verbal-certified',
  members,
  collector: members[0]!.personId,
  attesters: null,
  nonePaid: false,
  pin: null,
  ...over,
});
const told = (draft: HouseholdDraft) => toRegistration(draft, { today, consentText: '2026-1', language: 'ar', newId });

it('a pack finds people of its place across spellings and scripts, holds no name, and says nothing without the right to carry it', async () => {
  const one = member('Hüseyin Mehmet Derviş', { birth: { date: '1988-07-14', precision: 'day' }, sex: 'm' });
  const { number } = await register(mission, [one]);
  const hidden = member('Widad Salim Hariri', { birth: { date: '1990-02-02', precision: 'day' } });
  const { householdId } = await register(mission, [hidden]);
  await mission.apply(setRestricted, { householdId, restricted: true });
  const { data, until } = await take(phone);
  expect(until).toBe('2023-03-04T00:00:00.000Z');
  // Without ids and hashes, whose letters and digits are drawn by lot.
  expect(JSON.stringify(data).replaceAll(/"[\w-]{20,}"/g, '""')).not.toMatch(/seyin|Dervi|Widad|1988/);
  const found = await known(data, person({ given: 'حسين', father: 'محمد', family: 'درويش' }, { birth: '14.7.1988', sex: 'm' }));
  expect(found[0]).toMatchObject({ household: number });
  expect(found[0]!.by).toContain('given-birth');
  expect(await known(data, person({ given: 'Widad', father: 'Salim', family: 'Hariri' }, { birth: '2.2.1990' }))).toEqual([]);
  expect(await known(data, person({ given: 'Nobody', family: 'Here' }))).toEqual([]);
  // Two packs have keys of their own, and a clerk without the right has none.
  expect((await take(phone)).data.known[0]!.keys).not.toEqual(data.known[0]!.keys);
  expect((await take(blind)).data).toMatchObject({ searchKey: null, known: [] });
  const reads = await mission.ask(listReads, { actorId: phone });
  expect(reads.rows.some((row) => row.query === registerPack.name)).toBe(true);
});

it('is offered and taken within the clerk’s own scope alone, under the place’s code, with its name in each language', async () => {
  await mission.asOwner((client) => client.query(`update users set language = 'ar' where id = $1`, [phone]));
  const offers = (await offeredPacks(mission.kervan.deps, request(phone))).packs.filter((pack) => pack.name === registerPack.name);
  expect(offers.map((pack) => [pack.params, pack.title, pack.names?.['ar']])).toEqual([[{ area: north }, north, `منطقة ${north}`]]);
  expect(await take(phone)).toMatchObject({ title: north, names: { ar: `منطقة ${north}` } });
  await expect(take(phone, { area: south })).rejects.toMatchObject({ code: 'people.area-unknown' });
});

it('is offered where households are registered, never for a store or a gate', async () => {
  const place = async (type: string, code: string) => {
    const siteId = newId();
    const names = { nameEn: code, openedOn: '2022-01-01' };
    await mission.apply(createSite, { siteId, code, type, area: south, lat: 36, lon: 37, ...names });
    return siteId;
  };
  const lead = await mission.user({ permissions: ['people.register', 'people.get-person'], scope: { kind: 'area', id: south } });
  const open = [await place('community-centre', 'REG-CC'), await place('office', 'REG-OF'), await place('distribution-point', 'REG-DP')];
  const shut = [await place('warehouse', 'REG-WH'), await place('partner-store', 'REG-PS'), await place('gate', 'REG-GT')];
  const offers = (await offeredPacks(mission.kervan.deps, request(lead))).packs.filter((pack) => pack.name === registerPack.name);
  expect(new Set(offers.flatMap((pack) => pack.params['site'] ?? []))).toEqual(new Set(open));
  for (const site of shut) await expect(take(lead, { area: south, site })).rejects.toMatchObject({ code: 'people.area-unknown' });
  expect((await take(lead, { area: south, site: open[0] })).data.site).toMatchObject({ id: open[0] });
});

it('a family told on a phone is registered whole, with consent and attesters; a double found on arrival is no refusal', async () => {
  const head = person({ given: 'Anwar', father: 'Munir', family: 'Qattan' }, { birth: '12/5/1410', sex: 'm', phone: '0555 123 45 67' });
  const child = { ...nextPerson({ personId: newId(), membershipId: newId() }, 'child', head), birth: '8m' };
  expect(child.names).toEqual({ father: 'Anwar', family: 'Qattan' });
  const named = { ...child, names: { ...child.names, given: 'Rim' } };
  const attesters = [
    { name: 'Adib Saleh', role: 'Mukhtar' },
    { name: 'Rami Aziz', role: 'Imam' },
  ] as const;
  const first = house([head, named], { address: 'Tent 14', attesters, nonePaid: true });
  const as = { as: phone };
  expect(await mission.apply(registerHousehold, told(first), as)).toMatchObject({ pairs: 0 });
  expect(await mission.ask(getHousehold, { householdId: first.householdId }, phone)).toMatchObject({ attested: true, members: [{}, {}] });
  expect(await mission.ask(getPerson, { personId: head.personId }, phone)).toMatchObject({
    birth: { hijri: true },
    consents: [{ mode: 'verbal-certified', language: 'ar' }],
  });
  const again = house([person({ given: 'Enver', father: 'Münir', family: 'Kattan' }, { birth: '12/5/1410', sex: 'm' })]);
  expect(await mission.run(registerHousehold, told(again), as)).toMatchObject({ state: 'applied', result: { pairs: 1 } });
});

it('a paper fills what it knows and leaves the rest', () => {
  const paper = readMrz('P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10', today)!;
  const filled = fillFromPaper(person({ father: 'Sven' }), paper);
  expect(filled).toMatchObject({ names: { given: 'Anna Maria', father: 'Sven', family: 'Eriksson' }, sex: 'f', birth: '1974-08-12' });
});
