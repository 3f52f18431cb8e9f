import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { listExceptions } from '#kernel/exceptions/contract/exceptions.ts';
import { listOrganisations } from '#kernel/orgs/contract/organisations.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { signInAs } from '#tests/support/session.ts';
import { openDoors } from '#tests/support/sign-in.ts';
import { decideDemand, getDemand, handOver, listDemands, listMyExports, receiveDemand } from '../contract/demands.ts';

let mission: TestMission;
let app: FastifyInstance;
let receiver: string;
let officer: string;
const rights = [receiveDemand.name, decideDemand.name, handOver.name, listDemands.name, getDemand.name];
beforeAll(async () => {
  mission = await openTestMission();
  app = await openDoors(mission);
  receiver = await mission.user({ permissions: rights });
  officer = await mission.user({ permissions: rights });
});
afterAll(async () => {
  await app.close();
  await mission.close();
});

const words = { who: 'Captain Selim Örnek, office 4', asks: 'The list of everybody in tent 12, by name' };
async function demanded(more: { dueOn?: string } = {}): Promise<string> {
  const demandId = newId();
  await mission.apply(receiveDemand, { demandId, channel: 'visit', classes: ['persons'], ...words, ...more }, { as: receiver });
  return demandId;
}
const decide = (demandId: string, outcome: 'refused' | 'granted', more: { after?: string; as?: string; decisionId?: string } = {}) =>
  mission.run(
    decideDemand,
    {
      demandId,
      decisionId: more.decisionId ?? newId(),
      outcome,
      grounds: 'Law 6698, article 8',
      ...(more.after ? { after: more.after } : {}),
      ...(outcome === 'granted' ? { gives: 'The number of tents, nothing else' } : {}),
    },
    { as: more.as ?? officer },
  );
const onDesk = async (demandId: string, state: 'open' | 'closed' = 'open') =>
  (await mission.ask(listExceptions, { state, limit: 1000 })).rows.filter((row) => row.subjectId === demandId).map((row) => row.kind);

describe('a demand', () => {
  it('is written down by whoever is asked, waits on the desk until its day, and is shown with its words', async () => {
    const demandId = await demanded({ dueOn: '2023-03-03' });
    const shown = await mission.ask(getDemand, { demandId }, officer);
    expect(shown).toMatchObject({ ...words, state: 'waits', dueOn: '2023-03-03', classes: ['persons'], decisions: [] });
    const rows = (await mission.ask(listExceptions, { state: 'open', limit: 1000 })).rows.filter((row) => row.subjectId === demandId);
    expect(rows).toMatchObject([{ kind: 'demands.demand-waits', dueAt: '2023-03-04T00:00:00.000Z' }]);
  });

  it('is overdue when its day has passed', async () => {
    const demandId = await demanded({ dueOn: '2023-02-20' });
    expect((await mission.ask(listDemands, { state: 'overdue' }, officer)).rows.map((row) => row.id)).toContain(demandId);
  });

  it('keeps who asked and in which words sealed: neither tables nor log tell them, and each look is logged', async () => {
    const demandId = await demanded();
    await mission.ask(getDemand, { demandId }, officer);
    const everything = await mission.asOwner(async (client) => {
      const texts = [];
      for (const table of ['data_demands', 'command_log', 'exceptions', 'events', 'read_log'])
        texts.push((await client.query(`select coalesce(string_agg(t::text, ' '), '') as text from ${table} t`)).rows[0].text);
      return texts.join(' ');
    });
    expect(everything).toContain(demandId);
    for (const secret of ['Selim', 'tent 12', Buffer.from('Selim').toString('hex')]) expect(everything).not.toContain(secret);
    const reads = await mission.asOwner(
      async (client) =>
        (await client.query(`select 1 from read_log where query = 'demands.get-demand' and actor_id = $1`, [officer])).rowCount,
    );
    expect(reads).toBeGreaterThan(0);
  });

  it('cannot be opened by a user of an authority or donor: the database holds it', async () => {
    await expect(mission.user({ permissions: [getDemand.name], orgKind: 'authority' })).rejects.toMatchObject({
      code: 'access.outsider-barred',
    });
    await expect(mission.user({ permissions: [getDemand.name], orgKind: 'donor' })).rejects.toMatchObject({
      code: 'access.outsider-barred',
    });
  });

  it('names an organisation that is kept, or none', async () => {
    await mission.user({ permissions: [], orgKind: 'authority' });
    const org = (await mission.ask(listOrganisations, { limit: 1 })).rows[0]!;
    const demandId = newId();
    await mission.apply(receiveDemand, { demandId, orgId: org.id, channel: 'letter', classes: ['figures'], ...words });
    expect(await mission.ask(getDemand, { demandId })).toMatchObject({ orgId: org.id, orgNames: { en: org.nameEn } });
    const unknown = await mission.run(receiveDemand, {
      demandId: newId(),
      orgId: newId(),
      channel: 'letter',
      classes: ['figures'],
      ...words,
    });
    expect(unknown).toMatchObject({ problem: { type: 'demands.org-unknown' } });
  });
});

describe('a decision', () => {
  it('takes the demand off the desk, with its grounds', async () => {
    const demandId = await demanded();
    expect(await decide(demandId, 'refused')).toMatchObject({ state: 'applied' });
    expect(await onDesk(demandId)).toEqual([]);
    expect(await mission.ask(getDemand, { demandId }, officer)).toMatchObject({
      state: 'refused',
      decisions: [{ grounds: 'Law 6698, article 8' }],
    });
  });

  it('is not made by who received the demand: the table itself holds it', async () => {
    const demandId = await demanded();
    expect(await decide(demandId, 'granted', { as: receiver })).toMatchObject({ problem: { type: 'demands.second-person-needed' } });
    const insert = mission.asOwner((client) =>
      client.query(
        `insert into data_demand_decisions (id, demand_id, received_by, outcome, grounds, decided_by, decided_at)
         values ($1, $2, $3, 'refused', 'because', $3, now())`,
        [newId(), demandId, receiver],
      ),
    );
    await expect(insert).rejects.toMatchObject({ constraint: 'data_demand_decisions_second_person_check' });
    const other = mission.asOwner((client) =>
      client.query(
        `insert into data_demand_decisions (id, demand_id, received_by, outcome, grounds, decided_by, decided_at)
         values ($1, $2, $3, 'refused', 'because', $4, now())`,
        [newId(), demandId, officer, receiver],
      ),
    );
    await expect(other).rejects.toMatchObject({ constraint: 'data_demand_decisions_demand_fkey' });
  });

  it('that grants says what may be given, and one that refuses does not', async () => {
    const demandId = await demanded();
    const input = { demandId, decisionId: newId(), grounds: 'Law 6698, article 8' };
    expect(await mission.run(decideDemand, { ...input, outcome: 'in-part' }, { as: officer })).toMatchObject({
      problem: { type: 'demands.gives-missing' },
    });
    expect(await mission.run(decideDemand, { ...input, outcome: 'refused', gives: 'A list' }, { as: officer })).toMatchObject({
      problem: { type: 'demands.gives-missing' },
    });
  });

  it('is changed by a new one that has seen the last; the earlier ones stay', async () => {
    const demandId = await demanded();
    const decisionId = newId();
    await decide(demandId, 'refused', { decisionId });
    expect(await decide(demandId, 'granted')).toMatchObject({ problem: { type: 'demands.decided-meanwhile' } });
    expect(await decide(demandId, 'granted', { after: decisionId })).toMatchObject({ state: 'applied' });
    const { state, decisions } = await mission.ask(getDemand, { demandId }, officer);
    expect([state, decisions.map((one) => one.outcome)]).toEqual(['granted', ['granted', 'refused']]);
  });

  it('of two made at once one holds', async () => {
    const demandId = await demanded();
    const outcomes = await Promise.all([decide(demandId, 'refused'), decide(demandId, 'granted')]);
    expect(outcomes.map((one) => one.state).sort((a, b) => a.localeCompare(b))).toEqual(['applied', 'refused']);
  });

  it('needs the right in the whole mission', async () => {
    const demandId = await demanded();
    const clerk = await mission.user({ permissions: [receiveDemand.name] });
    expect(await decide(demandId, 'refused', { as: clerk })).toMatchObject({ problem: { type: 'common.not-permitted' } });
    await expect(mission.ask(getDemand, { demandId }, clerk)).rejects.toMatchObject({ code: 'common.not-permitted' });
  });
});

describe('a hand-over', () => {
  it('rests on a granting decision, and names the export that was given', async () => {
    const demandId = await demanded();
    await decide(demandId, 'granted');
    const person = await signInAs(mission, [...rights, listOrganisations.name]);
    const answer = await app.inject({
      method: 'POST',
      url: '/api/exports/orgs.list-organisations',
      headers: { 'x-kervan': '1', cookie: person.cookie, 'content-type': 'application/json' },
      payload: JSON.stringify({ format: 'csv' }),
    });
    expect(answer.statusCode).toBe(200);
    const [mine] = (await mission.ask(listMyExports, {}, person.id)).rows;
    expect(mine).toMatchObject({ query: 'orgs.list-organisations', format: 'csv' });
    const input = { demandId, handOverId: newId(), given: 'The list, on paper, to the office', persons: 0, exportId: mine!.id };
    expect(await mission.run(handOver, input, { as: person.id })).toMatchObject({ state: 'applied', exceptions: [] });
    const { given } = await mission.ask(getDemand, { demandId }, officer);
    expect(given).toMatchObject([{ decided: true, export: { query: 'orgs.list-organisations' } }]);
  });

  it('without such a decision has happened all the same: it is kept, and an exception opens', async () => {
    const demandId = await demanded();
    await decide(demandId, 'refused');
    const input = { demandId, handOverId: newId(), given: 'They took the phone at the checkpoint', persons: 40 };
    expect(await mission.run(handOver, input, { as: receiver })).toMatchObject({ state: 'applied', exceptions: [expect.any(String)] });
    expect(await onDesk(demandId)).toEqual(['demands.given-undecided']);
    expect((await mission.ask(getDemand, { demandId }, officer)).given).toMatchObject([{ decided: false, persons: 40 }]);
  });
});

it('nothing of a demand is changed or taken away by the serving role', async () => {
  for (const table of ['data_demands', 'data_demand_decisions', 'data_hand_overs']) {
    await expect(mission.tx((tx) => tx.query(`delete from ${table}`))).rejects.toMatchObject({ code: '42501' });
    await expect(mission.tx((tx) => tx.query(`update ${table} set id = id`))).rejects.toMatchObject({ code: '42501' });
  }
});
