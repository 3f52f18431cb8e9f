import { expect } from 'vitest';
import { recordDocument } from '#kernel/ledger/contract/documents.ts';
import { room as ledger } from '#kernel/ledger/server/index.ts';
import { booksAlone, openTestMission } from './mission.ts';
import type { TestMission } from './mission.ts';
import { cleanRun, decisionsOf, factsOf, stories, wildRun } from './replay.ts';
import type { Replayed } from './replay.ts';
import { bring, claim, take, toyRoom, toyTables } from './toy-room.ts';

async function open(): Promise<TestMission> {
  const mission = await openTestMission([toyRoom], booksAlone);
  await mission.asOwner((client) => client.query(toyTables));
  return mission;
}

/** A wild journey of many devices' commands must end where one clean run ends. */
export async function checkReplay(size: { devices: number; lines: number; seed: number }): Promise<void> {
  const told = stories(size.devices, size.lines, size.seed);
  const one = await runIn((mission, users) => cleanRun(mission, told, users));
  const other = await runIn((mission, users) => wildRun(mission, told, users, size.seed + 1));
  expect(other.facts).toEqual(one.facts);
  expect(one.facts.balances.length).toBeGreaterThan(0);
  expect(one.facts.exceptions.length).toBeGreaterThan(0);
  for (const { decisions } of [one, other]) {
    expect(decisions).toMatchObject({ wrongPiles: 0, doubleClaims: 0, held: 0, logged: size.devices * size.lines });
    expect(decisions.claims).toBeGreaterThan(0);
  }
}

async function runIn(work: (mission: TestMission, users: readonly [string, string]) => Promise<Replayed>) {
  const mission = await open();
  try {
    const users = [
      await mission.user({ permissions: [bring.name, take.name, claim.name, recordDocument.name] }),
      await mission.user({ permissions: [] }),
    ] as const;
    const run = await work(mission, users);
    for (const proof of ledger.proofs ?? []) expect((await mission.tx((tx) => proof.run(tx))).faults, proof.name).toEqual([]);
    return { facts: await factsOf(mission, run), decisions: await decisionsOf(mission) };
  } finally {
    await mission.close();
  }
}
