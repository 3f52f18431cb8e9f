import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { createUser } from '#kernel/access/contract/users.ts';
import { listReads } from '#kernel/audit/contract/history.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import {
  changeOrganisation,
  createOrganisation,
  findDuplicates,
  getOrganisation,
  listOrganisations,
  mergeOrganisations,
  orgRoles,
  searchOrganisations,
  setOrganisationStatus,
  undoMerge,
} from '../contract/organisations.ts';
import type { OrgRole } from '../contract/organisations.ts';
import { addPerson, listPeople } from '../contract/people.ts';

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission();
});
afterAll(() => mission.close());

const org = (nameEn: string, over: Record<string, unknown> = {}) => ({
  orgId: newId(),
  nameEn,
  roles: ['partner'] as OrgRole[],
  ...over,
});
async function enter(nameEn: string, over: Record<string, unknown> = {}): Promise<Id> {
  const input = org(nameEn, over);
  await mission.apply(createOrganisation, input);
  return input.orgId;
}
const get = (orgId: Id) => mission.ask(getOrganisation, { orgId });
const merge = (fromId: Id, intoId: Id) => ({ mergeId: newId(), fromId, intoId, reason: 'the same house' });

describe('an organisation', () => {
  it('is found in three languages, by acronym, alias and number, with a typing error', async () => {
    const orgId = await enter('Pomegranate Tree Association', {
      nameTr: 'Nar Ağacı Derneği',
      nameAr: 'جمعية شجرة الرمان',
      acronym: 'NAR',
      aliases: ['Rumman House'],
      registrations: [{ kind: 'tax', number: '27-0451-889', country: 'TUR' }],
    });
    for (const text of [
      'pomegranate',
      'nar agaci',
      'NAR',
      'شجرة الرمان',
      'rumman house',
      'pomegranite tree',
      'جمعيه شجره الرمن',
      '27 0451 889',
    ])
      expect((await mission.ask(searchOrganisations, { text })).rows[0], text).toMatchObject({ id: orgId });
  });

  it('is shown as perhaps the same before a second one is entered', async () => {
    const orgId = await enter('Swallow Foundation', { registrations: [{ kind: 'association', number: 'A-77/12', country: 'TUR' }] });
    const byName = await mission.ask(findDuplicates, { names: ['Swalow Fondation'] });
    expect(byName.rows[0]).toMatchObject({ id: orgId, because: 'similar-name' });
    const byNumber = await mission.ask(findDuplicates, { names: ['Something else'], numbers: ['a7712'] });
    expect(byNumber.rows[0]).toMatchObject({ id: orgId, because: 'number' });
    expect((await mission.ask(findDuplicates, { names: ['Swallow Foundation'], butNot: orgId })).rows).toEqual([]);
  });

  it('is not overwritten by somebody who has not seen the last change', async () => {
    const input = org('Horizon Development');
    await mission.apply(createOrganisation, input);
    await mission.apply(changeOrganisation, { ...input, version: 1, nameEn: 'Horizon Development Foundation' });
    expect(await mission.run(changeOrganisation, { ...input, version: 1, nameEn: 'Horizon' })).toMatchObject({
      problem: { type: 'orgs.changed-meanwhile', figures: { seen: 1, now: 2 } },
    });
  });
});

describe('kinds and users', () => {
  it('a user of others belongs to a real organisation of that kind', async () => {
    const user = (over: object) => ({
      userId: newId(),
      name: 'A Person',
      email: `${newId()}@example.org`,
      language: 'en' as const,
      ...over,
    });
    const orgId = await enter('Basil Health');
    for (const over of [
      { orgKind: 'partner' as const },
      { orgKind: 'partner' as const, orgId: newId() },
      { orgKind: 'donor' as const, orgId },
    ])
      expect(await mission.run(createUser, user(over))).toMatchObject({ problem: { type: 'access.org-unknown' } });
    await mission.apply(createUser, user({ orgKind: 'partner', orgId }));
  });

  it('the strictest role is the kind, and the table refuses another', async () => {
    const orgId = await enter('Two Hats', { roles: ['partner', 'donor'] });
    expect(await get(orgId)).toMatchObject({ kind: 'donor', roles: ['donor', 'partner'] });
    await expect(mission.tx((tx) => tx.query(`update organisations set kind = 'partner' where id = $1`, [orgId]))).rejects.toMatchObject({
      code: 'orgs.roles-wrong',
    });
  });

  it('does not become a donor while its users hold what donors may not', async () => {
    const input = org('Careful Partner');
    await mission.apply(createOrganisation, input);
    await mission.user({ permissions: ['orgs.list-people'], orgKind: 'partner', orgId: input.orgId });
    expect(await mission.run(changeOrganisation, { ...input, version: 1, roles: ['partner', 'donor'] })).toMatchObject({
      problem: { type: 'orgs.role-in-use' },
    });
    expect(await get(input.orgId)).toMatchObject({ kind: 'partner', version: 1 });
  });

  it('carries its new kind to its users', async () => {
    const input = org('Growing House');
    await mission.apply(createOrganisation, input);
    const user = await mission.user({ permissions: ['places.search'], orgKind: 'partner', orgId: input.orgId });
    await mission.apply(changeOrganisation, { ...input, version: 1, roles: ['authority'] });
    const { rows } = await mission.tx((tx) => tx.query<{ org_kind: string }>('select org_kind from users where id = $1', [user]));
    expect(rows[0]!.org_kind).toBe('authority');
  });
});

describe('a merge', () => {
  it('leaves records where they point, makes the merged one an alias and names its successor', async () => {
    const [from, into] = [
      await enter('Old Mill Trust', { acronym: 'OMT', aliases: ['Eski Değirmen'], roles: ['supplier'] }),
      await enter('New Mill'),
    ];
    const personId = newId();
    await mission.apply(addPerson, { personId, orgId: from, kind: 'driver', name: 'Remzi Uçar' });
    await mission.apply(mergeOrganisations, merge(from, into));
    expect(await get(from)).toMatchObject({ status: 'merged', successor: { id: into } });
    expect(await get(into)).toMatchObject({ roles: ['partner', 'supplier'], merges: [{ from: { id: from } }] });
    expect((await mission.ask(searchOrganisations, { text: 'eski degirmen' })).rows.map((row) => row.id)).toEqual([into]);
    expect((await mission.ask(listPeople, { orgId: from })).rows).toMatchObject([{ id: personId, name: 'Remzi Uçar' }]);
    expect((await mission.ask(listOrganisations, { search: 'Old Mill' })).rows.map((row) => row.id)).toEqual([into]);
    expect((await mission.ask(listOrganisations, { search: 'Old Mill', status: 'merged' })).rows.map((row) => row.id)).toEqual([from]);
  });

  it('is refused twice, with itself and into an alias', async () => {
    const [a, b, c] = [await enter('Merge A'), await enter('Merge B'), await enter('Merge C')];
    expect(await mission.run(mergeOrganisations, merge(a, a))).toMatchObject({ problem: { type: 'orgs.merge-self' } });
    await mission.apply(mergeOrganisations, merge(a, b));
    expect(await mission.run(mergeOrganisations, merge(a, c))).toMatchObject({ problem: { type: 'orgs.merged-already' } });
    expect(await mission.run(mergeOrganisations, merge(c, a))).toMatchObject({ problem: { type: 'orgs.merged-already' } });
  });

  it('of two sent at once one wins', async () => {
    const [a, b] = [await enter('Race A'), await enter('Race B')];
    const outcomes = await Promise.all([mission.run(mergeOrganisations, merge(a, b)), mission.run(mergeOrganisations, merge(b, a))]);
    expect(outcomes.map((outcome) => outcome.state).sort()).toEqual(['applied', 'refused']);
  });

  it('is undone from the last one back', async () => {
    const [a, b, c] = [await enter('Chain A'), await enter('Chain B'), await enter('Chain C')];
    const [first, second] = [merge(a, b), merge(b, c)];
    await mission.apply(mergeOrganisations, first);
    await mission.apply(mergeOrganisations, second);
    expect(await get(a)).toMatchObject({ successor: { id: c } });
    expect(await mission.run(undoMerge, { mergeId: first.mergeId })).toMatchObject({ problem: { type: 'orgs.merge-later-first' } });
    await mission.apply(undoMerge, { mergeId: second.mergeId });
    await mission.apply(undoMerge, { mergeId: first.mergeId });
    expect(await mission.run(undoMerge, { mergeId: first.mergeId })).toMatchObject({ problem: { type: 'orgs.merge-not-found' } });
    for (const id of [a, b, c]) expect(await get(id)).toMatchObject({ status: 'active', successor: null, aliases: [] });
  });

  it('of any organisations in any order loses no name and no record, and taken back leaves all as it was', async () => {
    const word = fc.constantFrom('cedar', 'olive', 'river', 'stone', 'amber', 'quartz', 'lotus', 'maple');
    const house = fc.record({
      words: fc.uniqueArray(word, { minLength: 2, maxLength: 3 }),
      alias: word,
      roles: fc.uniqueArray(fc.constantFrom(...orgRoles), { minLength: 1, maxLength: 3 }),
    });
    const plan = fc.record({
      houses: fc.array(house, { minLength: 2, maxLength: 4 }),
      merges: fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 5 }),
    });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(plan, async ({ houses, merges }) => {
        round += 1;
        const ids: Id[] = [];
        for (const [index, { words, alias, roles }] of houses.entries())
          ids.push(await enter(`${words.join(' ')} r${round}n${index}`, { aliases: [`${alias} r${round}a${index}`], roles }));
        const before = await Promise.all(ids.map(get));
        const people = await Promise.all(
          ids.map(async (orgId) => {
            const personId = newId();
            await mission.apply(addPerson, { personId, orgId, kind: 'contact', name: 'Somebody' });
            return personId;
          }),
        );
        const done: Id[] = [];
        for (const [from, into] of merges) {
          const input = merge(ids[from % ids.length]!, ids[into % ids.length]!);
          if ((await mission.run(mergeOrganisations, input)).state === 'applied') done.push(input.mergeId);
        }
        for (const [index, id] of ids.entries()) {
          const now = await get(id);
          const current = now.successor?.id ?? id;
          const names = [before[index]!.nameEn, ...before[index]!.aliases.map((row) => row.alias)];
          for (const text of names) expect((await mission.ask(searchOrganisations, { text })).rows.map((row) => row.id)).toContain(current);
          expect((await get(current)).roles).toEqual(expect.arrayContaining(before[index]!.roles));
          expect((await mission.ask(listPeople, { orgId: id })).rows.map((row) => row.id)).toEqual([people[index]]);
        }
        for (const mergeId of done.reverse()) await mission.apply(undoMerge, { mergeId });
        for (const [index, id] of ids.entries()) {
          const { roles, kind, aliases, status, merges: left } = before[index]!;
          expect(await get(id)).toMatchObject({ roles, kind, aliases, status, merges: left, successor: null });
        }
      }),
      { numRuns: 12 },
    );
  });
});

describe('scope', () => {
  it('a reader for one organisation sees that one only, and a merged one through its successor', async () => {
    const [mine, other, old] = [await enter('Mine'), await enter('Other'), await enter('Old Mine')];
    const reader = await mission.user({ permissions: ['orgs.list-organisations'], scope: { kind: 'org', id: mine } });
    expect((await mission.ask(listOrganisations, {}, reader)).rows.map((row) => row.id)).toEqual([mine]);
    expect((await mission.ask(searchOrganisations, { text: 'other' }, reader)).rows).toEqual([]);
    await expect(mission.ask(getOrganisation, { orgId: other }, reader)).rejects.toMatchObject({ code: 'common.not-permitted' });
    await expect(mission.ask(getOrganisation, { orgId: old }, reader)).rejects.toMatchObject({ code: 'common.not-permitted' });
    await mission.apply(mergeOrganisations, merge(old, mine));
    expect(await mission.ask(getOrganisation, { orgId: old }, reader)).toMatchObject({ successor: { id: mine } });
  });

  it('officers and drivers are opened in the reader’s organisation only, and the read is logged', async () => {
    const [mine, other] = [await enter('House of Mine'), await enter('House of Other')];
    await mission.apply(addPerson, { personId: newId(), orgId: mine, kind: 'driver', name: 'Hamit Kuzucu' });
    const reader = await mission.user({ permissions: ['orgs.list-people'], scope: { kind: 'org', id: mine } });
    expect((await mission.ask(listPeople, { orgId: mine }, reader)).rows).toMatchObject([{ name: 'Hamit Kuzucu' }]);
    await expect(mission.ask(listPeople, { orgId: other }, reader)).rejects.toMatchObject({ code: 'common.not-permitted' });
    expect((await mission.ask(listReads, { actorId: reader })).rows).toContainEqual(
      expect.objectContaining({ query: 'orgs.list-people', rows: 1 }),
    );
  });

  it('a driver’s name lies nowhere in plain text', async () => {
    const orgId = await enter('Sealed House');
    await mission.apply(addPerson, { personId: newId(), orgId, kind: 'driver', name: 'Zühtü Göktaşoğlu', paper: 'TR-PAPER-9931' });
    const dump = await mission.asOwner(async (client) => {
      const tables = await client.query<{ name: string }>(
        `select table_name as name from information_schema.tables where table_schema = 'm_test' and table_type = 'BASE TABLE'`,
      );
      const texts = [];
      for (const { name } of tables.rows) texts.push(JSON.stringify((await client.query(`select t::text from "${name}" t`)).rows));
      return texts.join('\n');
    });
    expect(dump).not.toContain('Zühtü');
    expect(dump).not.toContain('TR-PAPER-9931');
  });
});

describe('status', () => {
  it('is changed with a reason, and never for an alias', async () => {
    const [from, into] = [await enter('Gone House'), await enter('Kept House')];
    await mission.apply(setOrganisationStatus, { orgId: into, status: 'suspended', reason: 'audit under way' });
    expect(await get(into)).toMatchObject({ status: 'suspended' });
    await mission.apply(mergeOrganisations, merge(from, into));
    expect(await mission.run(setOrganisationStatus, { orgId: from, status: 'active', reason: 'x' })).toMatchObject({
      problem: { type: 'orgs.merged-already' },
    });
    expect(await mission.run(setOrganisationStatus, { orgId: newId(), status: 'active', reason: 'x' }, { as: systemUser })).toMatchObject({
      problem: { type: 'orgs.org-not-found' },
    });
  });
});
