import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { defineEvent } from '#foundation/event.ts';
import { newId } from '#foundation/ids.ts';
import { defineModule } from '#foundation/module.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { EventHandler, ServerRoom } from '#foundation/pipeline/context.ts';
import { listRuns, retryRun, startRun } from '#kernel/jobs/contract/runs.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { relayEvents } from './relay.ts';
import { runJob } from './run.ts';
import { startJobs } from './start.ts';
import type { Jobs } from './start.ts';
import type { QueuedJob } from './queue.ts';

const rung = defineEvent({ name: 'bell.bell-rung', payload: z.strictObject({ times: z.int() }) });
const ring = defineCommand({
  name: 'bell.ring-bell',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ times: z.int() }),
});
const answerBell = defineCommand({
  name: 'bell.answer-bell',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ times: z.int() }),
});
const seen: { heard: number[]; worked: Record<string, unknown>[]; broken: boolean } = { heard: [], worked: [], broken: true };

const bell: ServerRoom = {
  module: defineModule({
    name: 'bell',
    commands: [ring, answerBell],
    events: [rung],
    jobs: [{ name: 'bell.count-rings', schedule: '0 5 * * *' }, { name: 'bell.swing-bell' }, { name: 'bell.fail-once' }],
  }),
  commands: [handle(ring, async (ctx, input) => (ctx.emit(rung, input), {})), handle(answerBell, async () => ({}))],
  listeners: [
    {
      event: rung,
      run: async (_ctx, payload: { times: number }, _id, job) => {
        seen.heard.push(payload.times);
        await job.command(answerBell, { times: payload.times });
      },
    } as EventHandler,
  ],
  jobs: [
    { name: 'bell.count-rings', run: async (ctx, data) => void seen.worked.push({ ...data, user: ctx.actor.name }) },
    {
      name: 'bell.swing-bell',
      on: rung,
      work: async (job, data) => {
        await job.progress(1, 4, 'bell.swinging');
        seen.worked.push({ swung: data['times'] });
      },
    },
    {
      name: 'bell.fail-once',
      run: async () => {
        if (seen.broken) throw new Error('the rope is torn');
      },
    },
  ],
};

let mission: TestMission;
let jobs: Jobs | undefined;
beforeAll(async () => {
  mission = await openTestMission([bell]);
});
afterEach(async () => {
  await jobs?.close();
  jobs = undefined;
});
afterAll(() => mission.close());

const start = async () => {
  jobs = await startJobs({
    deps: mission.kervan.deps,
    missions: mission.kervan.missions,
    appUrl: mission.appUrl,
    role: 'all',
    report: () => undefined,
    relayMs: 50,
  });
  return jobs;
};
const until = async (ready: () => Promise<boolean> | boolean) => {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await ready()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it did not happen');
};
const runsOf = async (name: string) => (await mission.ask(listRuns, { name })).rows;
const relayAll = async () => {
  const put: QueuedJob[] = [];
  const count = await relayEvents(mission.kervan.deps, mission.kervan.missions.find('test')!, async (batch) => void put.push(...batch));
  return { count, put };
};

it('hands each event on once, in the order of the commits, to every listener and job that wants it', async () => {
  for (const times of [1, 2, 3]) await mission.apply(ring, { times });
  let handed: QueuedJob[] = [];
  // Other tests of the same server may hold the horizon for a moment.
  await until(async () => {
    handed = [...handed, ...(await relayAll()).put];
    return handed.length >= 6;
  });
  expect(handed.filter((job) => job.queue === 'bell.swing-bell').map((job) => job.data['data'])).toEqual([
    { times: 1 },
    { times: 2 },
    { times: 3 },
  ]);
  expect(handed.filter((job) => job.queue === 'kervan.listen')).toHaveLength(3);
  expect(await relayAll()).toEqual({ count: 0, put: [] });
});

it('leaves an event where it is when handing it on fails, and gives it the same ids the next time', async () => {
  await mission.apply(ring, { times: 4 });
  const first: QueuedJob[] = [];
  await until(async () => {
    await relayEvents(mission.kervan.deps, mission.kervan.missions.find('test')!, async (batch) => {
      first.push(...batch);
      throw new Error('the queue is away');
    }).catch(() => undefined);
    return first.length >= 2;
  });
  const again: QueuedJob[] = [];
  await until(async () => {
    again.push(...(await relayAll()).put);
    return again.length >= 2;
  });
  expect(again.map((job) => job.id)).toEqual(first.slice(0, 2).map((job) => job.id));
});

it('does not pass over an event whose transaction began earlier and commits later', async () => {
  const open = await mission.kervan.db.pool.connect();
  try {
    await open.query('begin');
    await open.query('select set_config($1, $2, true)', ['search_path', `${mission.kervan.missions.find('test')!.schema}, kervan`]);
    const command = newId();
    await open.query(
      `insert into command_log (id, name, version, kind, actor_id, via, input, input_hash, occurred_at, recorded_at, state, outcome)
      values ($1, 'bell.ring-bell', 1, 'decision', '00000000-0000-7000-8000-000000000001', 'system', '{}', '', now(), now(), 'applied', '{}')`,
      [command],
    );
    await open.query(
      `insert into events (id, name, payload, command_id, recorded_at) values ($1, 'bell.bell-rung', '{"times": 5}', $2, now())`,
      [newId(), command],
    );
    await mission.apply(ring, { times: 6 }); // commits first, and must wait
    expect((await relayAll()).put).toEqual([]);
    await open.query('commit');
  } finally {
    open.release();
  }
  const swung: unknown[] = [];
  await until(async () => {
    swung.push(...(await relayAll()).put.filter((job) => job.queue === 'bell.swing-bell').map((job) => job.data['data']));
    return swung.length >= 2;
  });
  expect(swung).toEqual([{ times: 5 }, { times: 6 }]);
});

it('runs listeners and jobs of an event as the system, and shows their progress', async () => {
  await start();
  await mission.apply(ring, { times: 7 });
  await until(() => seen.heard.includes(7) && seen.worked.some((work) => work['swung'] === 7));
  await until(async () => (await runsOf('bell.swing-bell'))[0]?.state === 'done');
  expect((await runsOf('bell.swing-bell'))[0]).toMatchObject({ state: 'done', done: 1, total: 4, step: 'bell.swinging', error: null });
  const answered = await mission.tx((tx) =>
    tx.query(`select via from command_log where name = 'bell.answer-bell' and input->>'times' = '7'`),
  );
  expect(answered.rows).toEqual([{ via: 'system' }]);
});

it('starts a job that a command asks for, names who asked, and tries a failed one again when told', async () => {
  await start();
  const person = await mission.user({ permissions: [startRun.name, retryRun.name] });
  const runId = newId();
  await mission.apply(startRun, { runId, job: 'bell.fail-once' }, { as: person });
  await until(async () => (await runsOf('bell.fail-once'))[0]?.error === 'the rope is torn');
  expect(await mission.run(retryRun, { id: newId() })).toMatchObject({ state: 'refused', problem: { type: 'jobs.run-absent' } });
  expect(await mission.run(retryRun, { id: runId })).toMatchObject({ state: 'refused', problem: { type: 'jobs.run-active' } });
  // Its person sees it; another without the right does not.
  expect((await mission.ask(listRuns, {}, person)).rows.map((run) => run.id)).toEqual([runId]);
  expect((await mission.ask(listRuns, {}, await mission.user({ permissions: [] }))).total).toBe(0);
  seen.broken = false;
  await until(async () => (await runsOf('bell.fail-once'))[0]?.state === 'done');
});

it('keeps of what the clock starts again and again only the last good run', async () => {
  const test = mission.kervan.missions.find('test')!;
  const run = (id: string) => runJob(mission.kervan.deps, test, { id, name: 'bell.count-rings', data: {}, attempt: 1, willRetry: false });
  const [first, second] = [newId(), newId()];
  await run(first);
  await run(second);
  expect((await runsOf('bell.count-rings')).map((one) => one.id)).toEqual([second]);
  expect((await runsOf('bell.swing-bell')).length).toBeGreaterThan(0);
});

it('keeps one schedule per mission, in its time zone', async () => {
  await start();
  const found = await mission.tx((tx) => tx.query(`select name, key, cron, timezone from jobs.schedule where name = 'bell.count-rings'`));
  expect(found.rows).toEqual([{ name: 'bell.count-rings', key: 'test', cron: '0 5 * * *', timezone: 'Europe/Istanbul' }]);
});
