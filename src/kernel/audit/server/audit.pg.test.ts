import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { createUser } from '#kernel/access/contract/users.ts';
import { importAreas } from '#kernel/places/contract/areas.ts';
import { createSite } from '#kernel/places/contract/sites.ts';
import { txOver } from '#tests/support/bare-tx.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { getCommand, listHistory, listReads, searchCommands } from '../contract/history.ts';
import { logProof, sealNext, sealProof } from './seal.ts';

let mission: TestMission;
const siteId = newId();
beforeAll(async () => {
  mission = await openTestMission();
  const area = { pcode: 'TUR', level: 0, country: 'TUR', nameEn: 'Türkiye' };
  await mission.apply(importAreas, {
    source: 'test',
    validFrom: '2022-01-01',
    areas: [area, { ...area, pcode: 'TUR001', level: 1, parent: 'TUR' }, { ...area, pcode: 'TUR002', level: 1, parent: 'TUR' }],
  });
  await mission.apply(createSite, { siteId, code: 'A-1', type: 'office', nameEn: 'Office', area: 'TUR001' });
});
afterAll(() => mission.close());

const user = (over = {}) => ({
  userId: newId(),
  name: 'Layla Saleh',
  email: `${newId()}@example.org`,
  language: 'ar' as const,
  password: 'correct horse battery',
  ...over,
});

describe('the history of a thing', () => {
  it('names who did what, to whoever reaches the thing, and to nobody else', async () => {
    const near = await mission.user({ permissions: ['audit.list-history'], scope: { kind: 'area', id: 'TUR001' } });
    const far = await mission.user({ permissions: ['audit.list-history'], scope: { kind: 'area', id: 'TUR002' } });
    expect((await mission.ask(listHistory, { kind: 'site', id: siteId }, near)).rows).toMatchObject([
      { name: 'places.create-site', actorName: 'Kervan', state: 'applied' },
    ]);
    await expect(mission.ask(listHistory, { kind: 'site', id: siteId }, far)).rejects.toMatchObject({ code: 'common.not-permitted' });
  });
});

describe('what the log keeps', () => {
  it('holds neither a password nor a personal field in clear', async () => {
    const input = user({ name: 'Ferhat Planted', password: 'planted password 42' });
    await mission.apply(createUser, input);
    const { rows } = await mission.tx((tx) => tx.query<{ text: string }>('select input::text || outcome::text as text from command_log'));
    const all = rows.map((row) => row.text).join('\n');
    for (const planted of ['Ferhat', input.email, 'planted password']) expect(all).not.toContain(planted);
  });

  it('opens personal fields to who may, leaves a mark for who may not, and logs both reads', async () => {
    const id = newId();
    const input = user();
    await mission.run(createUser, input, { id });
    const may = await mission.user({ permissions: ['audit.get-command', 'audit.open-personal', 'audit.list-reads'] });
    const mayNot = await mission.user({ permissions: ['audit.get-command'] });
    expect((await mission.ask(getCommand, { id }, may)).input).toMatchObject({
      name: input.name,
      email: input.email,
      password: '[not kept]',
    });
    expect((await mission.ask(getCommand, { id }, mayNot)).input).toMatchObject({
      name: '[sealed]',
      email: '[sealed]',
      password: '[not kept]',
    });
    const reads = await mission.ask(listReads, { query: 'audit.get-command' }, may);
    expect(reads.total).toBe(2);
  });

  it('is searched by command, outcome and thing', async () => {
    expect((await mission.ask(searchCommands, { command: 'places', thingKind: 'site', thingId: siteId })).total).toBe(1);
    expect((await mission.ask(searchCommands, { state: 'refused' })).total).toBe(0);
  });

  it('is searched by part of a name, by a person, by a number, and by days of the mission', async () => {
    const [found] = (await mission.ask(searchCommands, { command: 'places', thingId: siteId })).rows;
    for (const search of ['create-si', found!.actorName.slice(1), found!.id, found!.id.toUpperCase(), siteId])
      expect((await mission.ask(searchCommands, { search, limit: 1000 })).rows.map((row) => row.id)).toContain(found!.id);
    expect((await mission.ask(searchCommands, { search: 'nothing is called so' })).total).toBe(0);
    expect((await mission.ask(searchCommands, { search: '%' })).total).toBe(0);
    const day = '2023-03-01';
    expect((await mission.ask(searchCommands, { search: siteId, from: day, to: day })).total).toBe(1);
    expect((await mission.ask(searchCommands, { search: siteId, from: '2023-03-02' })).total).toBe(0);
    expect((await mission.ask(searchCommands, { search: siteId, to: '2023-02-28' })).total).toBe(0);
  });
});

describe('the seal', () => {
  const seal = () =>
    mission.tx(async (tx) => {
      while ((await sealNext(tx, new Date('2023-03-01T10:00:00Z'))) > 0);
    });
  const prove = () => mission.tx((tx) => sealProof.run(tx));

  it('covers every command once, also when two sealers run at once', async () => {
    await Promise.all([seal(), seal()]);
    const { rows } = await mission.tx((tx) =>
      tx.query<{ open: number }>(
        'select count(*) as open from command_log c where not exists (select from command_seals s where s.command_id = c.id)',
      ),
    );
    expect(rows[0]!.open).toBe(0);
    const proof = await prove();
    expect(proof.faults).toEqual([]);
    expect(proof.checked).toBeGreaterThan(3);
  });

  it.each([
    [
      'an input changed',
      `update command_log set input = input || '{"x":1}' where id = (select id from command_log order by recorded_at limit 1)`,
    ],
    [
      'a time moved',
      `update command_log set occurred_at = occurred_at + interval '1 second' where id = (select id from command_log order by recorded_at limit 1)`,
    ],
    ['an outcome turned', `update command_log set state = 'refused' where id = (select id from command_log order by recorded_at limit 1)`],
    [
      'a token blamed',
      `with k as (insert into api_tokens (id, user_id, name, token_hash, permissions, expires_at) select gen_random_uuid(), id, 'x', '\\x01', '{a.b}', now() + interval '1 day' from users limit 1 returning id)
       select id from k; update command_log set via = 'token', token_id = (select id from api_tokens limit 1) where id = (select id from command_log order by recorded_at limit 1)`,
    ],
    [
      'a command removed',
      `with c as (select id from command_log where name = 'places.create-site' limit 1), t as (delete from command_touches where command_id in (select id from c)), e as (delete from command_seals where command_id in (select id from c)) delete from command_log where id in (select id from c)`,
    ],
  ])('shows %s behind the back', async (_what, text) => {
    await mission.apply(createSite, { siteId: newId(), code: `S-${newId().slice(-8)}`, type: 'office', nameEn: 'Office', area: 'TUR001' });
    await seal();
    // On one connection, so that the change can be undone for the next case.
    const faults = await mission.asOwner(async (client) => {
      await client.query('begin; set constraints all deferred');
      await client.query(`alter table command_seals drop constraint command_seals_command_id_fkey`);
      await client.query(text);
      const run = await sealProof.run(txOver(client));
      await client.query('rollback');
      return run.faults;
    });
    expect(faults.length).toBeGreaterThan(0);
    expect((await prove()).faults).toEqual([]);
  });

  it('keeps no command of nobody and no touch of no command: the proof of the log shows them', async () => {
    const prove = async (text: string) =>
      mission.asOwner(async (client) => {
        await client.query('begin');
        await client.query(text);
        const { faults } = await logProof.run(txOver(client));
        await client.query('rollback');
        return faults;
      });
    expect(await prove('select 1')).toEqual([]);
    expect(await prove(`insert into command_touches values ('site', 'x', gen_random_uuid())`)).toEqual([
      expect.stringContaining('touch of site x'),
    ]);
    const turned = `update command_log set actor_id = gen_random_uuid() where id = (select id from command_log limit 1)`;
    expect(await prove(turned)).toEqual([expect.stringContaining('of nobody')]);
  });

  it.each([
    ['command_log_kind_check', `kind = 'wish'`],
    ['command_log_state_check', `state = 'lost'`],
    ['command_log_via_check', `via = 'nobody'`],
    ['command_log_token_check', `via = 'session', token_id = gen_random_uuid()`],
  ])('holds no other words: %s refuses, even to the owner', async (constraint, set) => {
    await expect(mission.asOwner((owner) => owner.query(`begin; update command_log set ${set}; rollback`))).rejects.toMatchObject({
      constraint,
    });
  });

  it('outlives its users: the serving role never removes one', async () => {
    await expect(mission.tx((tx) => tx.query('delete from users'))).rejects.toThrow(/permission denied/);
  });

  it('cannot be written or taken back by the serving role', async () => {
    for (const text of [
      'delete from audit_seals',
      `update audit_seals set chain_hash = 'x'`,
      'delete from command_seals',
      'update read_log set row_count = 0',
    ]) {
      await expect(mission.tx((tx) => tx.query(text))).rejects.toThrow(/permission denied/);
    }
  });
});
