import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { mayReach } from '#kernel/access/domain/grants.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { clerk, member, north, placeAreas, register, south } from '#tests/support/register.ts';
import { issueCard, readCard, revokeCard } from '../contract/cards.ts';
import { askErasure } from '../contract/erasure.ts';
import { decidePair, listPairs, mergePersons, undoMerge } from '../contract/matching.ts';
import { findCandidates, getHousehold, getPerson, listPersons } from '../contract/queries.ts';
import { closeHousehold, recordConsent, setRestricted } from '../contract/register.ts';
import { withdrawRegistration } from '../contract/withdrawal.ts';

let mission: TestMission;
let northClerk: string;
let southClerk: string;
let focal: string;
beforeAll(async () => {
  mission = await openTestMission();
  await placeAreas(mission);
  northClerk = await clerk(mission, north);
  southClerk = await clerk(mission, south);
  focal = await clerk(mission, null, ['people.set-restricted', 'people.see-restricted']);
});
afterAll(() => mission.close());

const born = (date: string) => ({ birth: { date, precision: 'day' as const } });
const foreigner = (value: string) => ({ identifiers: [{ type: 'foreigner-id' as const, country: 'TUR', value }] });
const names = (text: string) => member(text).names;
const candidates = (text: string, over: object = {}, as = northClerk) =>
  mission.ask(findCandidates, { names: names(text), area: north, ...over }, as);

describe('candidates', () => {
  it('come with their reasons, across spellings and scripts, before a form is filled', async () => {
    const one = member('حسين محمد الدرويش', { ...born('1988-07-14'), sex: 'm' });
    await register(mission, [one], {}, { as: northClerk });
    const { rows } = await candidates('Hüseyin Muhammed Derviş', { ...born('1988-07-14'), sex: 'm' });
    expect(rows[0]).toMatchObject({ person: { id: one.personId }, zone: 'hold', sameNumber: false });
    expect(rows[0]!.evidence).toContainEqual({ field: 'given', level: 'sounds', weight: expect.any(Number) as number });
    expect(rows[0]!.evidence).toContainEqual({ field: 'birth', level: 'same', weight: expect.any(Number) as number });
    const swapped = member('Omar Khalid Zaher', { ...born('1990-05-04'), sex: 'm' });
    await register(mission, [swapped]);
    expect((await candidates('Omar Khalid Zaher', { ...born('1990-04-05'), sex: 'm' })).rows[0]?.evidence).toContainEqual(
      expect.objectContaining({ field: 'birth', level: 'swapped' }),
    );
  });

  it('of the same number stop the desk, whatever the name', async () => {
    const one = member('Tariq Zaki Mansur', foreigner('99000000123'));
    await register(mission, [one], {}, { as: northClerk });
    const { rows } = await candidates('Somebody Else Entirely', foreigner('99 000 000 123'));
    expect(rows[0]).toMatchObject({ person: { id: one.personId }, sameNumber: true });
  });

  it('are no twins, no siblings and no members of the own household', async () => {
    const twins = [
      member('Hasan Jalal Turki', { ...born('2014-06-09'), sex: 'm', contacts: { phones: ['05551112233'] } }),
      member('Husam Jalal Turki', { ...born('2014-06-09'), sex: 'm', relation: 'child', contacts: { phones: ['05551112233'] } }),
    ];
    expect((await register(mission, twins)).pairs).toBe(0);
    const { rows } = await candidates('Yazan Jalal Turki', { ...born('2014-06-09'), sex: 'm', phones: ['05551112233'] });
    for (const row of rows) expect(row.zone).toBe('look');
  });

  it('beyond the clerk’s reach are nobody: the answer is only that somebody is known', async () => {
    const one = member('Bassam Ghassan Najjar', { ...born('1979-02-20'), sex: 'm', ...foreigner('99000000456') });
    await register(mission, [one], { area: south }, { as: southClerk });
    const here = await candidates('Bassam Ghassan Najjar', { ...born('1979-02-20'), sex: 'm' });
    expect(here).toEqual({ rows: [], knownElsewhere: true });
    expect(await candidates('Nobody Of This Name', foreigner('99000000456'))).toEqual({ rows: [], knownElsewhere: true });
    expect((await candidates('Bassam Ghassan Najjar', { ...born('1979-02-20') }, southClerk)).rows[0]).toMatchObject({
      person: { id: one.personId },
    });
  });

  it('that are restricted never change an answer, neither by name nor by number', async () => {
    const asked = { ...born('1981-03-03'), sex: 'f' as const, ...foreigner('99000000789') };
    const before = await candidates('Amal Farid Habib', asked);
    const { householdId } = await register(mission, [member('Amal Farid Habib', asked)], {}, { as: northClerk });
    await mission.apply(setRestricted, { householdId, restricted: true }, { as: focal });
    expect(await candidates('Amal Farid Habib', asked)).toEqual(before);
    // Nor does a registration with the same number come out otherwise than any other.
    expect(await register(mission, [member('Amal Farid Habib', asked)], {}, { as: northClerk })).toMatchObject({ disputed: 0, pairs: 0 });
    expect((await candidates('Amal Farid Habib', asked, focal)).rows).toHaveLength(2);
  });
});

describe('a pair', () => {
  const twice = async (text: string, over: object) => {
    const [a, b] = [member(text, over), member(text, over)];
    const first = await register(mission, [a], {}, { as: northClerk });
    const second = await register(mission, [b], { source: 'offline' }, { as: northClerk });
    return { a: a.personId, b: b.personId, first, second };
  };

  it('opens when the same person is registered again, and is decided by a person', async () => {
    const { a, b, second } = await twice('Firas Munther Shaheen', { ...born('1992-11-30'), sex: 'm' });
    expect(second.pairs).toBe(1);
    const { rows } = await mission.ask(listPairs, { personId: b }, northClerk);
    expect(new Set([rows[0]!.a.id, rows[0]!.b.id])).toEqual(new Set([a, b]));
    expect(rows[0]).toMatchObject({ zone: 'hold', modelVersion: 'fixed-1', state: 'open' });
    await mission.apply(decidePair, { pairId: rows[0]!.id, decision: 'different', note: 'cousins' }, { as: northClerk });
    expect((await mission.ask(listPairs, { personId: b }, northClerk)).rows).toEqual([]);
  });

  it('across districts is seen by nobody who reaches only one of them', async () => {
    const over = { ...born('1969-09-09'), sex: 'm' as const };
    await register(mission, [member('Nizar Hikmat Ayoub', over)], { area: south }, { as: southClerk });
    const here = member('Nizar Hikmat Ayoub', over);
    expect(await register(mission, [here], {}, { as: northClerk })).toMatchObject({ pairs: 0 });
    expect((await mission.ask(listPairs, { personId: here.personId }, northClerk)).rows).toEqual([]);
    const desk = await clerk(mission, null);
    expect((await mission.ask(listPairs, { personId: here.personId }, desk)).rows).toHaveLength(1);
  });

  it('merged and taken back brings nobody unseen into a restricted household', async () => {
    const over = { ...born('1990-02-02'), sex: 'm' as const };
    const [a, b, other] = [member('Rami Adel Sukkar', over), member('Rami Adel Sukkar', over), member('Hala Adel Sukkar')];
    await register(mission, [a], {}, { as: northClerk });
    const { householdId } = await register(mission, [other, { ...b, relation: 'sibling', collector: 'none' }], {}, { as: northClerk });
    const mergeId = newId();
    await mission.apply(mergePersons, { mergeId, fromId: b.personId, intoId: a.personId, reason: 'same' }, { as: northClerk });
    await mission.apply(setRestricted, { householdId, restricted: true }, { as: focal });
    await mission.apply(undoMerge, { mergeId }, { as: focal });
    expect(await mission.ask(getPerson, { personId: b.personId }, focal)).toMatchObject({
      restricted: true,
      memberships: [{ householdId }],
    });
  });

  it('that takes its place in a restricted household by a merge is restricted with it', async () => {
    const over = { ...born('1991-03-03'), sex: 'm' as const };
    const [a, b, other] = [member('Sami Adel Sukkar', over), member('Sami Adel Sukkar', over), member('Huda Adel Sukkar')];
    const first = await register(mission, [a], {}, { as: northClerk });
    await mission.apply(closeHousehold, { householdId: first.householdId, on: '2023-03-01', reason: 'left' }, { as: northClerk });
    const { householdId } = await register(mission, [other, { ...b, relation: 'sibling', collector: 'none' }], {}, { as: northClerk });
    await mission.apply(setRestricted, { householdId, restricted: true }, { as: focal });
    await mission.apply(mergePersons, { mergeId: newId(), fromId: b.personId, intoId: a.personId, reason: 'same' }, { as: focal });
    expect(await mission.ask(getPerson, { personId: a.personId }, focal)).toMatchObject({ restricted: true });
  });

  it('that is one person is merged by a person; the alias keeps its record, and all of it goes back', async () => {
    const { a, b, second } = await twice('Layth Anas Qabbani', { ...born('1995-01-15'), sex: 'm', ...foreigner('99000000999') });
    expect(second.disputed).toBe(1);
    const mergeId = newId();
    await mission.apply(mergePersons, { mergeId, fromId: b, intoId: a, reason: 'same paper' }, { as: northClerk });
    expect(await mission.ask(getPerson, { personId: b })).toMatchObject({ status: 'merged', successor: { id: a }, abilities: [] });
    expect(await mission.ask(getPerson, { personId: a })).toMatchObject({ merges: [{ id: mergeId, from: { id: b } }], openPairs: 0 });
    expect((await mission.ask(listPersons, { search: 'Qabbani' }, northClerk)).rows.map((row) => row.id)).toEqual([a]);
    expect(await mission.run(mergePersons, { mergeId: newId(), fromId: b, intoId: a, reason: 'again' })).toMatchObject({
      problem: { type: 'people.merged-already' },
    });
    await mission.apply(undoMerge, { mergeId }, { as: northClerk });
    expect(await mission.ask(getPerson, { personId: b })).toMatchObject({ status: 'active', memberships: [{ toDay: null }, {}] });
    expect((await mission.ask(listPairs, { personId: b }, northClerk)).rows).toHaveLength(1);
  });
});

describe('a card', () => {
  it('says a number and nothing else, lives once, and is dead after a loss', async () => {
    const { householdId } = await register(mission, [member('Mona Sabri Taher')], {}, { as: northClerk });
    const { number } = await mission.apply(issueCard, { cardId: newId(), householdId }, { as: northClerk });
    const { card } = await mission.ask(getHousehold, { householdId }, northClerk);
    expect(card).toMatchObject({ number });
    expect(await mission.ask(readCard, { code: card!.code }, northClerk)).toEqual({ state: 'living', number, householdId });
    expect(await mission.ask(readCard, { code: card!.code }, southClerk)).toEqual({ state: 'beyond', number, householdId: null });
    await mission.apply(issueCard, { cardId: newId(), householdId, because: 'lost' }, { as: northClerk });
    expect(await mission.ask(readCard, { code: card!.code }, northClerk)).toMatchObject({ state: 'revoked' });
    const after = await mission.ask(getHousehold, { householdId }, northClerk);
    expect(after.formerCards).toMatchObject([{ number, why: 'lost' }]);
    await mission.apply(revokeCard, { cardId: after.card!.id, householdId, why: 'damaged' }, { as: northClerk });
    expect((await mission.ask(getHousehold, { householdId }, northClerk)).card).toBeNull();
  });

  it('with a changed letter is turned away', async () => {
    const { householdId } = await register(mission, [member('Nada Sabri Taher')]);
    await mission.apply(issueCard, { cardId: newId(), householdId });
    const code = (await mission.ask(getHousehold, { householdId })).card!.code;
    const changed = `${code.slice(0, -4)}${code.slice(-4) === 'AAAA' ? 'BBBB' : 'AAAA'}`;
    await expect(mission.ask(readCard, { code: changed })).rejects.toMatchObject({ code: 'signed.tampered' });
  });
});

describe('the database', () => {
  it('shows exactly the persons that the rights on paper reach, whatever the rights', async () => {
    const placed = await Promise.all(
      [north, south].map(async (area) => {
        const one = member(`Oracle Of ${area === north ? 'North' : 'South'}`);
        await register(mission, [one], { area });
        return { id: one.personId, areas: ['SYR', area.slice(0, 5), area] };
      }),
    );
    const scopes = fc.constantFrom('SYR', 'SYR07', north, 'SYR13', south, 'TUR');
    const held = fc.array(fc.record({ right: fc.constantFrom('people.get-person', 'people.find-candidates'), area: scopes }), {
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(held, async (rights) => {
        const userId = await mission.user(
          { permissions: [] },
          ...rights.map((one) => ({ permissions: [one.right], scope: { kind: 'area' as const, id: one.area } })),
        );
        const grants = rights.map((one) => ({
          permission: one.right,
          scope: { kind: 'area' as const, id: one.area },
          from: '2000-01-01T00:00:00Z',
          until: null,
        }));
        const expected = placed
          .filter((one) => mayReach(grants, 'people.get-person', new Date(), { areas: one.areas }))
          .map((one) => one.id);
        const seen = await mission.tx(async (tx) => {
          await tx.query(`select set_config('kervan.user', $1, true)`, [userId]);
          const persons = await tx.query<{ id: string }>('select id from persons where id = any($1)', [placed.map((one) => one.id)]);
          const members = await tx.query<{ id: string }>('select person_id as id from household_members where person_id = any($1)', [
            placed.map((one) => one.id),
          ]);
          expect(members.rows.map((one) => one.id).sort()).toEqual(persons.rows.map((one) => one.id).sort());
          return persons.rows.map((one) => one.id);
        });
        expect(seen.sort()).toEqual(expected.sort());
      }),
      { numRuns: 15 },
    );
  });

  it('shows what hangs on a person or household to nobody beyond reach', async () => {
    const over = { ...born('1977-07-17'), sex: 'm' as const, ...foreigner('99000001234') };
    const [a, b] = [member('Sinan Rafiq Hallaq', over), member('Sinan Rafiq Hallaq', over)];
    const attestation = {
      attestationId: newId(),
      first: { name: 'Adib Saleh', role: 'Mukhtar' },
      second: { name: 'Rami Aziz', role: 'Imam' },
      nonePaid: true as const,
      attestedOn: '2023-03-01',
    };
    const { householdId } = await register(mission, [a], { attestation });
    await register(mission, [b], { source: 'offline' });
    await mission.apply(issueCard, { cardId: newId(), householdId });
    await mission.apply(recordConsent, {
      consentId: newId(),
      personId: a.personId,
      purpose: 'assistance',
      recipientClass: 'mission',
      textVersion: '2026-1',
      language: 'ar',
      mode: 'written',
      givenOn: '2023-03-01',
    });
    await mission.apply(mergePersons, { mergeId: newId(), fromId: b.personId, intoId: a.personId, reason: 'same paper' });
    await mission.apply(askErasure, { erasureId: newId(), personId: a.personId, ground: 'request', reason: 'asked by letter' });
    const mistaken = (await register(mission, [member('Sinan Rafiq Mistaken')])).householdId;
    await mission.apply(
      withdrawRegistration,
      { householdId: mistaken, version: 1, reason: 'Typed twice' },
      { as: await clerk(mission, north, [withdrawRegistration.name]) },
    );
    const tables = {
      person_identifiers: 'person_id',
      person_consents: 'person_id',
      household_members: 'person_id',
      household_attestations: 'household_id',
      household_cards: 'household_id',
      match_pairs: 'a_id',
      person_merges: 'into_id',
      person_erasures: 'person_id',
      households: 'id',
      registration_withdrawals: 'household_id',
    };
    // Whatever else comes to point to a person or household is named here, or shut by the database too.
    const open = ['assistance_tokens', 'household_pins', 'person_keys'];
    const pointing = await mission.asOwner((client) =>
      client.query<{ name: string; shut: boolean }>(
        `select distinct c.relname as name, c.relrowsecurity and c.relforcerowsecurity as shut from pg_constraint f join pg_class c on c.oid = f.conrelid
          where f.contype = 'f' and f.confrelid in ('persons'::regclass, 'households'::regclass)`,
      ),
    );
    expect(
      pointing.rows
        .filter((row) => !row.shut)
        .map((row) => row.name)
        .sort(),
    ).toEqual(open);
    expect(pointing.rows.filter((row) => row.shut && row.name !== 'persons' && !(row.name in tables))).toEqual([]);
    for (const [table, column] of Object.entries(tables)) {
      const seen = (userId: string) =>
        mission.tx(async (tx) => {
          await tx.query(`select set_config('kervan.user', $1, true)`, [userId]);
          const asked = [a.personId, b.personId, householdId, mistaken];
          return (await tx.query(`select from ${table} where ${column} = any($1)`, [asked])).rows.length > 0;
        });
      expect([await seen(northClerk), await seen(southClerk)], table).toEqual([true, false]);
    }
  });

  it('holds no name, number, phone, need or address in clear, in no table', async () => {
    const secrets = ['Quintessa', 'Zephyrine', '99000011111', '05559876543', 'violet gate', 'weeps at night', 'كوينتيسا', 'Attestor Prime'];
    const one = member('Quintessa Zephyrine', {
      ...foreigner('99000011111'),
      contacts: { phones: ['05559876543'] },
      needs: { note: 'weeps at night' },
    });
    one.names.push({ part: 'given', value: 'كوينتيسا' });
    const attestation = {
      attestationId: newId(),
      first: { name: 'Attestor Prime', role: 'Mukhtar' },
      second: { name: 'Somebody Second', role: 'Imam' },
      nonePaid: true as const,
      attestedOn: '2023-03-01',
    };
    await register(mission, [one], { address: 'violet gate', attestation }, { as: northClerk });
    await candidates('Quintessa Zephyrine', foreigner('99000011111'));
    await mission.asOwner(async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
      );
      expect(rows.length).toBeGreaterThan(50);
      for (const table of rows) {
        const found = await client.query(`select 1 from ${table.name} t where t::text ilike any ($1) limit 1`, [
          secrets.map((text) => `%${text}%`),
        ]);
        expect(found.rows, table.name).toEqual([]);
      }
    });
  });
});
