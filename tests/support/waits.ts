import type { TestMission } from './mission.ts';

/** Ends when so many transactions of the mission wait for another's lock, or this one has ended without. */
export async function untilWaits(mission: TestMission, many: number, one: Promise<unknown>): Promise<void> {
  let ended = false;
  void one.finally(() => (ended = true));
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while (!ended && (await mission.tx((tx) => tx.query(waiting))).rowCount < many) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Ends when a transaction of the mission waits for a lock that this backend holds, or this one has ended without. */
export async function untilWaitsFor(mission: TestMission, pid: number, one: Promise<unknown>): Promise<void> {
  let ended = false;
  void one.finally(() => (ended = true));
  const waiting = 'select 1 from pg_stat_activity where datname = current_database() and $1 = any (pg_blocking_pids(pid))';
  while (!ended && (await mission.tx((tx) => tx.query(waiting, [pid]))).rowCount === 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
}
