import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { defineCommand } from '#foundation/command.ts';
import { defineModule } from '#foundation/module.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { listExceptions } from '#kernel/exceptions/contract/exceptions.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import * as z from 'zod';
import { createGrant } from '../contract/grants.ts';
import { changeOrganisation, createOrganisation, getOrganisation } from '../contract/organisations.ts';
import type { OrgRole } from '../contract/organisations.ts';
import { addPerson, changePerson } from '../contract/people.ts';
import {
  activateList,
  addListEntries,
  decideHit,
  dropList,
  listHits,
  listLists,
  openList,
  reopenHit,
  screenOrganisations,
} from '../contract/screening.ts';
import type { ListEntry } from '../contract/screening.ts';
import { screening } from './index.ts';
import { screenJob } from './jobs.ts';

// A later room that awards and assigns.
const Award = z.strictObject({ orgId: z.uuid(), personId: z.uuid().optional() });
const award = defineCommand({ name: 'toyshop.award', version: 1, kind: 'decision', input: Award, scope: () => 'mission' });
const toyshop: ServerRoom = {
  module: defineModule({ name: 'toyshop', commands: [award] }),
  commands: [
    handle(award, async (ctx, input) => {
      if (input.personId) await screening.requirePerson(ctx, input.personId);
      else await screening.require(ctx, input.orgId);
      return {};
    }),
  ],
};

let mission: TestMission;
let creator: Id;
let second: Id;
let third: Id;
beforeAll(async () => {
  mission = await openTestMission([toyshop]);
  const permissions = [
    createOrganisation,
    changeOrganisation,
    addPerson,
    changePerson,
    screenOrganisations,
    decideHit,
    reopenHit,
    listHits,
    award,
  ];
  const names = permissions.map((def) => def.name);
  creator = await mission.user({ permissions: names });
  second = await mission.user({ permissions: names });
  third = await mission.user({ permissions: names });
});
afterAll(() => mission.close());

type Entry = z.input<typeof ListEntry>;
let files = 0;
async function load(code: string, entries: readonly Entry[]): Promise<Id> {
  const versionId = newId();
  files += 1;
  const fileHash = files.toString(16).padStart(64, '0');
  await mission.apply(openList, { versionId, listId: newId(), code, name: code, source: 'test', publishedOn: '2023-02-01', fileHash });
  await mission.apply(addListEntries, { versionId, entries: [...entries] });
  await mission.apply(activateList, { versionId, entries: entries.length });
  return versionId;
}
const firm = (ref: string, ...names: string[]): Entry => ({ ref, kind: 'organisation', names });
const man = (ref: string, birthYears: number[], ...names: string[]): Entry => ({ ref, kind: 'person', names, birthYears });

async function enter(nameEn: string, over: { roles?: OrgRole[]; as?: Id } = {}) {
  const input = { orgId: newId(), nameEn, roles: over.roles ?? (['supplier'] as OrgRole[]) };
  const { hits } = await mission.apply(createOrganisation, input, { as: over.as ?? creator });
  return { ...input, hits };
}
const hitsOf = async (orgId: Id, as?: Id) => (await mission.ask(listHits, { orgId }, as)).rows;
const stateOf = async (orgId: Id) => (await mission.ask(getOrganisation, { orgId })).screening;
const note = 'looked at the papers';

describe('screening', () => {
  it('finds a supplier at creation by alias, word order and spelling, with reasons', async () => {
    await load('L-CREATE', [firm('C1', 'Grey Gull Shipping', 'Gri Martı Denizcilik'), firm('C2', 'Copper Bridge Metals')]);
    for (const name of ['Grey Gull Shipping', 'Shipping Grey Gull', 'Grey Gul Shiping Ltd', 'Gri Marti Denizcilik'])
      expect((await enter(name)).hits, name).toBe(1);
    expect((await enter('Blanket Weaving Works')).hits).toBe(0);
    const { orgId } = await enter('GREY GULL SHIPPING');
    expect(await hitsOf(orgId)).toMatchObject([
      {
        ref: 'C1',
        score: 1,
        state: 'open',
        reasons: [{ code: 'same-name', entryName: 'Grey Gull Shipping' }],
        subjectKind: 'organisation',
      },
    ]);
    expect(await stateOf(orgId)).toBe('open');
  });

  it('finds a driver and an officer, and weighs the year of birth', async () => {
    await load('L-PEOPLE', [man('P1', [1955], 'Halil Tasdemir'), man('P2', [1966], 'غسان الراوي')]);
    const { orgId } = await enter('Road House', { roles: ['transporter'] });
    const person = (name: string, over: object) => ({ personId: newId(), orgId, kind: 'driver' as const, name, ...over });
    expect(await mission.apply(addPerson, person('Halil Taşdemir', { birthYear: 1988 }))).toMatchObject({ hits: 1 });
    expect(
      await mission.apply(addPerson, person('Ghassan', { kind: 'officer', otherNames: ['غسّان الراوي'], birthYear: 1966 })),
    ).toMatchObject({
      hits: 1,
    });
    const rows = await hitsOf(orgId, second);
    expect(rows).toMatchObject([
      { subjectKind: 'officer', personName: 'Ghassan', score: 1, reasons: [{ code: 'same-name' }, { code: 'birth-year' }] },
      { subjectKind: 'driver', personName: 'Halil Taşdemir', score: 0.85, reasons: [{ code: 'same-name' }, { code: 'other-birth-year' }] },
    ]);
    // An officer's hit is the organisation's, a driver's is not.
    await mission.apply(decideHit, { hitId: rows[0]!.id, outcome: 'not-same', note }, { as: second });
    expect(await stateOf(orgId)).toBe('clear');
  });

  it('cannot screen a recipient of aid: no such subject, no such place to point to', async () => {
    const { orgId } = await enter('Copper Bridge Metals');
    const [hit] = await hitsOf(orgId);
    for (const kind of ['recipient', 'household', 'person', 'beneficiary'])
      await expect(
        mission.tx((tx) => tx.query(`update screening_hits set subject_kind = $2, person_id = null where id = $1`, [hit!.id, kind])),
      ).rejects.toMatchObject({ figures: { constraint: expect.stringMatching(/^screening_hits_subject/) } });
    const { rows } = await mission.tx((tx) =>
      tx.query<{ target: string }>(
        `select distinct confrelid::regclass::text as target from pg_constraint where contype = 'f' and conrelid = 'screening_hits'::regclass order by 1`,
      ),
    );
    expect(rows.map((row) => row.target)).toEqual(['org_people', 'organisations', 'screening_entries', 'users']);
    await expect(
      mission.tx((tx) => tx.query(`update org_people set kind = 'recipient' where id in (select id from org_people limit 1)`)),
    ).rejects.toMatchObject({ figures: { constraint: 'org_people_kind_check' } });
  });
});

describe('a decision', () => {
  it('is made by a second person: neither who entered the subject nor who raised the hit', async () => {
    await load('L-SECOND', [firm('S1', 'Quiet Harbour Traders')]);
    const { orgId } = await enter('Quiet Harbor Traders', { as: creator });
    const [hit] = await hitsOf(orgId, creator);
    expect(hit).toMatchObject({ barred: 'entered', abilities: [] });
    const decision = { hitId: hit!.id, outcome: 'same' as const, note };
    expect(await mission.run(decideHit, decision, { as: creator })).toMatchObject({ problem: { type: 'orgs.second-person-needed' } });
    const onDesk = async () => (await mission.ask(listExceptions, { subjectId: hit!.id })).rows.map((row) => row.kind);
    expect(await onDesk()).toEqual(['orgs.hit-open']);
    await mission.apply(decideHit, decision, { as: second });
    expect(await onDesk()).toEqual([]);
    expect(await stateOf(orgId)).toBe('blocked');
    // Who opens it again has raised it.
    await mission.apply(reopenHit, { hitId: hit!.id, reason: 'new papers' }, { as: second });
    expect(await onDesk()).toEqual(['orgs.hit-open']);
    expect(await mission.run(decideHit, decision, { as: second })).toMatchObject({ problem: { figures: { because: 'raised' } } });
    expect((await mission.run(decideHit, decision, { as: third })).state).toBe('applied');
  });

  it('by the same person is refused by the database itself', async () => {
    await load('L-HELD', [firm('H1', 'Silver Fern Haulage')]);
    const { orgId } = await enter('Silver Fern Haulage', { as: creator });
    const [hit] = await hitsOf(orgId);
    for (const column of ['subject_by', 'raised_by'])
      await expect(
        mission.tx((tx) =>
          tx.query(`update screening_hits set state = 'not-same', decided_at = raised_at, decided_by = ${column} where id = $1`, [hit!.id]),
        ),
        column,
      ).rejects.toMatchObject({ code: 'orgs.second-person-needed' });
  });

  it('of two made at once one counts', async () => {
    await load('L-RACE', [firm('R1', 'Twin Poplar Storage')]);
    const { orgId } = await enter('Twin Poplar Storage', { as: creator });
    const [hit] = await hitsOf(orgId);
    const outcomes = await Promise.all(
      [
        ['same', second],
        ['not-same', third],
        ['same', third],
        ['not-same', second],
      ].map(([outcome, as]) => mission.run(decideHit, { hitId: hit!.id, outcome: outcome as 'same', note }, { as: as! })),
    );
    expect(outcomes.filter((outcome) => outcome.state === 'applied')).toHaveLength(1);
    for (const outcome of outcomes.filter((one) => one.state === 'refused'))
      expect(outcome).toMatchObject({ problem: { type: 'orgs.hit-decided' } });
  });

  it('stands until the entry or the subject says something else', async () => {
    const entries = [firm('D1', 'Amber Lantern Foods'), firm('D2', 'Unrelated Ironworks')];
    await load('L-STAND', entries);
    const input = await enter('Amber Lantern Foods');
    const ask = () => mission.apply(screenOrganisations, { orgIds: [input.orgId] });
    const decideAll = async () => {
      for (const hit of (await hitsOf(input.orgId)).filter((row) => row.state === 'open'))
        await mission.apply(decideHit, { hitId: hit.id, outcome: 'not-same', note }, { as: second });
    };
    expect(await ask()).toMatchObject({ hits: 0 });
    await decideAll();
    expect(await ask()).toMatchObject({ hits: 0 });
    // A new version with the same words asks nothing again.
    await load('L-STAND', [...entries, firm('D3', 'Another House')]);
    expect(await ask()).toMatchObject({ hits: 0 });
    expect(await stateOf(input.orgId)).toBe('clear');
    // The entry has another alias now.
    await load('L-STAND', [firm('D1', 'Amber Lantern Foods', 'Kehribar Fener')]);
    expect(await ask()).toMatchObject({ hits: 1 });
    await decideAll();
    // The subject has another name now.
    const change = { ...input, version: 1, nameEn: 'Amber Lantern Food', hits: undefined };
    const { hits: _hits, ...changed } = change;
    expect(await mission.apply(changeOrganisation, changed, { as: third })).toMatchObject({ hits: 1 });
  });

  it('a person’s name changed, but not their phone, asks again', async () => {
    await load('L-NAME', [man('N1', [], 'Orhan Belgradli')]);
    const { orgId } = await enter('Carrier of Orhan');
    const input = { personId: newId(), kind: 'driver' as const, name: 'Orhan Belgratlı' };
    expect(await mission.apply(addPerson, { ...input, orgId })).toMatchObject({ hits: 1 });
    const [hit] = await hitsOf(orgId);
    await mission.apply(decideHit, { hitId: hit!.id, outcome: 'not-same', note }, { as: second });
    expect(await mission.apply(changePerson, { ...input, version: 1, phone: '+90 500 000 00 00' })).toEqual({ hits: 0 });
    expect(await mission.apply(changePerson, { ...input, version: 2, name: 'Orhan Belgradlı' })).toEqual({ hits: 1 });
  });
});

describe('an award or assignment', () => {
  const tryAward = (input: z.input<typeof Award>) => mission.run(award, input, { as: creator });

  it('is refused while a hit is open and when it is the same, and goes on when it is not', async () => {
    await load('L-AWARD', [firm('A1', 'Night Heron Logistics')]);
    const { orgId } = await enter('Night Heron Logistics');
    expect(await tryAward({ orgId })).toMatchObject({ problem: { type: 'orgs.screening-open' } });
    const [hit] = await hitsOf(orgId);
    await mission.apply(decideHit, { hitId: hit!.id, outcome: 'more-information', note }, { as: second });
    expect(await tryAward({ orgId })).toMatchObject({ problem: { type: 'orgs.screening-open' } });
    await mission.apply(decideHit, { hitId: hit!.id, outcome: 'same', note }, { as: second });
    expect(await tryAward({ orgId })).toMatchObject({ problem: { type: 'orgs.screening-blocked' } });
    await mission.apply(reopenHit, { hitId: hit!.id, reason: 'papers came' }, { as: second });
    await mission.apply(decideHit, { hitId: hit!.id, outcome: 'not-same', note }, { as: third });
    expect((await tryAward({ orgId })).state).toBe('applied');
  });

  it('compares anew: a list that came today stops it before tonight', async () => {
    const { orgId } = await enter('Morning Star Packaging');
    expect((await tryAward({ orgId })).state).toBe('applied');
    await load('L-TODAY', [firm('T1', 'Morning Star Packaging')]);
    expect(await tryAward({ orgId })).toMatchObject({ problem: { type: 'orgs.screening-open' } });
  });

  it('a blocked driver is not assigned, while the transporter may be', async () => {
    await load('L-DRIVER', [man('V1', [1973], 'Fadi Nasri al-Bariz')]);
    const { orgId } = await enter('Plain Transport', { roles: ['transporter'] });
    const personId = newId();
    await mission.apply(addPerson, { personId, orgId, kind: 'driver', name: 'Fadi Nasri Albariz', birthYear: 1973 }, { as: creator });
    const [hit] = await hitsOf(orgId);
    await mission.apply(decideHit, { hitId: hit!.id, outcome: 'same', note }, { as: second });
    expect(await tryAward({ orgId, personId })).toMatchObject({ problem: { type: 'orgs.screening-blocked' } });
    expect((await tryAward({ orgId })).state).toBe('applied');
  });

  it('of a driver compares that driver and the officers anew, and leaves the other drivers to the night', async () => {
    const { orgId } = await enter('Level Road Transport', { roles: ['transporter'] });
    const add = async (kind: 'driver' | 'officer', name: string) => {
      const personId = newId();
      await mission.apply(addPerson, { personId, orgId, kind, name }, { as: creator });
      return personId;
    };
    const named = await add('driver', 'Yusuf Kandemiroglu');
    const other = await add('driver', 'Tarik Belginer');
    await add('officer', 'Selma Orucbeyli');
    await load('L-OTHER', [man('O1', [], 'Tarik Belginer')]);
    expect((await tryAward({ orgId, personId: named })).state).toBe('applied');
    expect(await tryAward({ orgId, personId: other })).toMatchObject({ problem: { type: 'orgs.screening-open' } });
    await load('L-OFFICER', [man('O2', [], 'Selma Orucbeyli')]);
    expect(await tryAward({ orgId, personId: named })).toMatchObject({ problem: { type: 'orgs.screening-open' } });
  });

  it('a blocked donor gives no grant', async () => {
    await load('L-DONOR', [firm('G1', 'Golden Finch Fund')]);
    const { orgId } = await enter('Golden Finch Fund', { roles: ['donor'] });
    const grant = { grantId: newId(), donorId: orgId, code: 'GF-1', title: 'X', currency: 'EUR', minor: '100' };
    expect(await mission.run(createGrant, { ...grant, startsOn: '2023-01-01', endsOn: '2023-12-31' })).toMatchObject({
      problem: { type: 'orgs.screening-open' },
    });
  });
});

describe('a list', () => {
  it('is not loaded twice from one file, nor put into force by halves', async () => {
    const entries = [firm('F1', 'First House'), firm('F2', 'Second House')];
    const open = (versionId: Id) => ({
      versionId,
      listId: newId(),
      code: 'L-FILE',
      name: 'x',
      source: 'x',
      publishedOn: '2023-02-01',
      fileHash: 'ab'.repeat(32),
    });
    const first = newId();
    await mission.apply(openList, open(first));
    expect(await mission.run(openList, { ...open(newId()), fileHash: 'cd'.repeat(32) })).toMatchObject({
      problem: { type: 'orgs.list-loading' },
    });
    await mission.apply(addListEntries, { versionId: first, entries: [entries[0]!] });
    expect(await mission.run(activateList, { versionId: first, entries: 2 })).toMatchObject({
      problem: { type: 'orgs.list-incomplete', figures: { expected: 2, loaded: 1 } },
    });
    expect(await mission.apply(addListEntries, { versionId: first, entries })).toEqual({ added: 1, known: 1 });
    await mission.apply(activateList, { versionId: first, entries: 2 });
    expect(await mission.run(addListEntries, { versionId: first, entries })).toMatchObject({ problem: { type: 'orgs.list-not-loading' } });
    expect(await mission.run(openList, open(newId()))).toMatchObject({ problem: { type: 'orgs.list-same-file' } });
    const given = newId();
    await mission.apply(openList, { ...open(given), fileHash: 'ef'.repeat(32) });
    await mission.apply(dropList, { versionId: given });
    const kept = (await mission.ask(listLists, {})).rows.find((row) => row.code === 'L-FILE');
    expect(kept?.versions.map((version) => version.state)).toEqual(['dropped', 'active']);
  });

  it('lifts what no longer stands on it', async () => {
    await load('L-LIFT', [firm('X1', 'Paper Kite Press')]);
    const { orgId } = await enter('Paper Kite Press');
    const [hit] = await hitsOf(orgId);
    await mission.apply(decideHit, { hitId: hit!.id, outcome: 'same', note }, { as: second });
    expect(await stateOf(orgId)).toBe('blocked');
    await load('L-LIFT', [firm('X2', 'Somebody Else')]);
    expect(await stateOf(orgId)).toBe('clear');
    expect(await hitsOf(orgId)).toMatchObject([{ inForce: false, state: 'same' }]);
  });
});

describe('hits', () => {
  it('are opened within the reader’s reach only', async () => {
    await load('L-SCOPE', [firm('Z1', 'Blue Meadow Dairy')]);
    const one = await enter('Blue Meadow Dairy', { as: systemUser });
    const two = await enter('Blue Meadows Dairy', { as: systemUser });
    const reader = await mission.user({ permissions: [listHits.name], scope: { kind: 'org', id: one.orgId } });
    const seen = (await mission.ask(listHits, {}, reader)).rows.map((row) => row.orgId);
    expect(seen).toEqual([one.orgId]);
    expect(two.hits).toBe(1);
  });
});

describe('the nightly job', () => {
  it('compares everybody and their people, and notes when', async () => {
    const { orgId } = await enter('Quartz Mill', { roles: ['transporter'], as: systemUser });
    await mission.apply(addPerson, { personId: newId(), orgId, kind: 'driver', name: 'Vladan Petrusic' });
    await load('L-NIGHT', [firm('K1', 'Quartz Mill'), man('K2', [], 'Vladan Petrusic')]);
    mission.setNow('2023-03-02T02:30:00Z');
    const seen: number[] = [];
    await screenJob.work(
      {
        runId: newId(),
        mission: mission.kervan.missions.find('test')!,
        deps: mission.kervan.deps,
        progress: async (done) => void seen.push(done),
        command: (def, input) => mission.run(def, input) as never,
      },
      {},
    );
    expect((await hitsOf(orgId)).map((hit) => hit.ref).sort()).toEqual(['K1', 'K2']);
    expect(await mission.ask(listLists, {})).toMatchObject({ screenedBefore: '2023-03-02T02:30:00.000Z' });
    expect(seen.at(-1)).toBeGreaterThan(0);
  });
});
