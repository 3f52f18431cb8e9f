import { expect } from 'vitest';
import { listExceptions } from '#kernel/exceptions/contract/exceptions.ts';
import { recordDocument } from '#kernel/ledger/contract/documents.ts';
import { room as ledger } from '#kernel/ledger/server/index.ts';
import { listParked } from '#kernel/sync/contract/parking.ts';
import type { TestMission } from '../mission.ts';
import { decisionsOf } from '../replay.ts';
import { liveWeeks } from './two-weeks.ts';
import type { Lived, Weeks } from './two-weeks.ts';
import type { WeeksPhone } from './weeks-phone.ts';

interface Logged {
  readonly id: string;
  readonly state: string;
  readonly seq: number | null;
  readonly name: string;
  readonly exceptions: readonly string[] | null;
}
export interface WeeksTold {
  readonly commands: number;
  readonly parked: number;
  readonly exceptions: number;
  readonly deaths: number;
  readonly falls: number;
}

/** Some days of eight phones, and the books afterwards: nothing lost, nothing doubled, all proved, every exception listed. */
export async function checkWeeks(given: Omit<Weeks, 'seed'>, seed = Math.floor(Math.random() * 2 ** 31)): Promise<WeeksTold> {
  // With it the same chance falls again: give it as the second argument.
  console.log(`${given.days} days, ${given.commands} commands, seed ${seed}`);
  const lived = await liveWeeks({ ...given, seed });
  const { mission, phones, falls } = lived;
  try {
    for (const phone of phones) await nothingLost(mission, phone);
    const kept = phones.reduce((sum, phone) => sum + phone.kept.size, 0);
    expect(kept).toBe(Math.ceil(given.commands / phones.length) * phones.length);
    await nothingDoubled(mission, kept);
    for (const proof of ledger.proofs ?? []) expect((await mission.tx((tx) => proof.run(tx))).faults, proof.name).toEqual([]);
    const { parked, exceptions } = await everyExceptionListed(mission);
    return { commands: kept, parked, exceptions, falls, deaths: deathsOf(lived) };
  } finally {
    await mission.close();
  }
}

const deathsOf = ({ phones }: Lived) => phones.reduce((sum, phone) => sum + phone.deaths, 0);

async function logOf(mission: TestMission, deviceId: string): Promise<Logged[]> {
  const { rows } = await mission.tx((tx) =>
    tx.query<Logged>(
      `select id, state, device_seq::int as seq, name, outcome->'exceptions' as exceptions from command_log where device_id = $1`,
      [deviceId],
    ),
  );
  return rows;
}

/** What the phone said it kept has one outcome, the one that the phone shows; and the phone sent nothing else. */
async function nothingLost(mission: TestMission, { phone, kept, deviceId }: WeeksPhone): Promise<void> {
  const logged = new Map((await logOf(mission, deviceId)).map((row) => [row.id, row]));
  expect([...kept.keys()].filter((id) => !logged.has(id)).length, 'kept on a phone and lost').toBe(0);
  expect([...logged.values()].filter((row) => row.seq !== null && !kept.has(row.id)).length, 'never told').toBe(0);
  for (const { id, state, seq } of phone.records()) {
    const { state: at } = logged.get(id)!;
    expect([state, seq], `record ${seq}`).toEqual([at === 'parked' ? 'waits' : at, seq]);
  }
}

async function nothingDoubled(mission: TestMission, commands: number): Promise<void> {
  const decisions = await decisionsOf(mission);
  expect(decisions).toMatchObject({ wrongPiles: 0, doubleClaims: 0, held: 0, logged: commands });
  expect(decisions.claims).toBeGreaterThan(0);
  const { rows } = await mission.tx((tx) =>
    tx.query<{ documents: number; told: number }>(
      `select (select count(*)::int from ledger_documents) as documents,
              (select count(*)::int from command_log where name = $1 and state = 'applied') as told`,
      [recordDocument.name],
    ),
  );
  expect(rows[0]!.documents).toBe(rows[0]!.told);
}

/** Every case that an outcome names, and every record that waits, stands on the desk's lists. */
async function everyExceptionListed(mission: TestMission): Promise<{ parked: number; exceptions: number }> {
  const { rows } = await mission.tx((tx) =>
    tx.query<{ named: number; listed: number; parked: number }>(
      `with named as (select distinct jsonb_array_elements_text(outcome->'exceptions')::uuid as id from command_log where state = 'applied')
       select (select count(*)::int from named) as named, (select count(*)::int from named join exceptions using (id)) as listed,
              (select count(*)::int from command_log where state = 'parked') as parked`,
    ),
  );
  const { named, listed, parked } = rows[0]!;
  expect(listed, 'cases that nobody sees').toBe(named);
  expect((await mission.ask(listExceptions, {})).total).toBeGreaterThan(0);
  expect((await mission.ask(listParked, { state: 'waiting' })).total, 'records that wait and nobody sees').toBe(parked);
  return { parked, exceptions: named };
}
