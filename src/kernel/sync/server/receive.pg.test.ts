import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Id } from '#foundation/ids.ts';
import { newId } from '#foundation/ids.ts';
import { enrolTestDevice } from '#tests/support/device.ts';
import type { TestDevice } from '#tests/support/device.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { getException, listExceptions } from '#kernel/exceptions/contract/exceptions.ts';
import { searchCommands } from '#kernel/audit/contract/history.ts';
import { revokeDevice } from '../contract/devices.ts';
import { dismissParked, getParked, listHeld, listParked, releaseParked } from '../contract/parking.ts';
import { bring, take, toyRoom, toyTables } from '#tests/support/toy-room.ts';
import { tidyHeld } from './overdue.ts';

let mission: TestMission;
let worker: Id;
let outsider: Id;

beforeAll(async () => {
  mission = await openTestMission([toyRoom]);
  await mission.asOwner((client) => client.query(toyTables));
  worker = await mission.user({ permissions: [bring.name, take.name] });
  outsider = await mission.user({ permissions: [] });
});
afterAll(() => mission.close());

const left = async (pile: string) =>
  (await mission.tx((tx) => tx.query<{ left: number }>('select "left" from toy_piles where name = $1', [pile]))).rows[0]!.left;
const states = (answers: readonly { state: string }[]) => answers.map((answer) => answer.state);
const waiting = async (device: TestDevice) => (await mission.ask(listParked, { deviceId: device.id, state: 'waiting' })).rows;

describe('a signed envelope', () => {
  it('is applied in the name of its device’s user', async () => {
    const phone = await enrolTestDevice(mission, worker);
    const [answer] = await phone.send(await phone.write(bring, { pile: 'p1', count: 5 }));
    expect(answer).toMatchObject({ state: 'applied', result: { left: 5 } });
    const log = await mission.tx((tx) =>
      tx.query('select actor_id, device_id, device_seq, via, signature is not null as signed from command_log where id = $1', [answer!.id]),
    );
    expect(log.rows[0]).toEqual({ actor_id: worker, device_id: phone.id, device_seq: 1, via: 'device', signed: true });
  });

  it('that is dated after the moment at which it was told is applied as told, and the phone’s clock is asked about once', async () => {
    const phone = await enrolTestDevice(mission, worker);
    const ahead = { occurredAt: '2023-03-02T11:00:00.000Z' };
    const answers = await phone.send(
      await phone.write(bring, { pile: 'p20', count: 1 }, { occurredAt: '2023-03-01T09:05:00.000Z' }),
      await phone.write(bring, { pile: 'p20', count: 1 }, ahead),
      await phone.write(bring, { pile: 'p20', count: 1 }, ahead),
    );
    expect(states(answers)).toEqual(['applied', 'applied', 'applied']);
    const { rows } = await mission.ask(listExceptions, { kinds: ['sync.clock-ahead'], subjectId: phone.id });
    expect(rows).toMatchObject([{ times: 2, figures: { minutes: 26 * 60 } }]);
    expect(await mission.ask(getException, { exceptionId: rows[0]!.id })).toMatchObject({ device: 'Phone' });
  });

  it('is turned away when a single field was changed after signing', async () => {
    const phone = await enrolTestDevice(mission, worker);
    const good = await phone.write(bring, { pile: 'p2', count: 5 });
    const [answer] = await phone.send({ ...good, input: { pile: 'p2', count: 6 } });
    expect(answer).toMatchObject({ state: 'refused', problem: { type: 'sync.signature-invalid', status: 401 } });
    expect(await left('p2')).toBe(0);
    // Nothing of it was kept, so the true one still passes.
    expect(states(await phone.send(good))).toEqual(['applied']);
  });

  it('of one device is not taken for another’s', async () => {
    const [mine, other] = [await enrolTestDevice(mission, worker), await enrolTestDevice(mission, worker)];
    const envelope = await mine.write(bring, { pile: 'p2', count: 1 });
    expect(await other.send({ ...envelope, device: other.id })).toMatchObject([{ problem: { type: 'sync.signature-invalid' } }]);
  });

  it('needs a signature, a known device and a number', async () => {
    const phone = await enrolTestDevice(mission, worker);
    const { signature: _, ...unsigned } = await phone.write(bring, { pile: 'p2', count: 1 });
    const unknown = await phone.write(bring, { pile: 'p2', count: 1 }, { device: newId() });
    const { seq: _seq, ...numberless } = await phone.write(bring, { pile: 'p2', count: 1 });
    const answers = await phone.send(unsigned, unknown, await phone.sign(numberless), 'rubbish');
    expect(answers.map((answer) => answer.state === 'refused' && answer.problem.type)).toEqual([
      'sync.signature-missing',
      'sync.device-unknown',
      'sync.seq-missing',
      'common.input-invalid',
    ]);
  });

  it('answered once is answered the same again, and its id serves nothing else', async () => {
    const phone = await enrolTestDevice(mission, worker);
    const first = await phone.write(bring, { pile: 'p3', count: 7 });
    await phone.send(first);
    expect(await phone.send(first)).toMatchObject([{ state: 'applied', result: { left: 7 }, replayed: true }]);
    const reused = await phone.write(bring, { pile: 'p3', count: 8 }, { id: first.id, seq: 2 });
    expect(await phone.send(reused)).toMatchObject([{ state: 'refused', problem: { type: 'sync.id-reused' } }]);
    expect(await left('p3')).toBe(7);
  });
});

describe('the order of a device', () => {
  it('is restored within a batch', async () => {
    const phone = await enrolTestDevice(mission, worker);
    const [a, b, c] = [
      await phone.write(bring, { pile: 'p4', count: 3 }),
      await phone.write(take, { pile: 'p4', count: 3 }),
      await phone.write(bring, { pile: 'p4', count: 1 }),
    ];
    expect(states(await phone.send(c, b, a))).toEqual(['applied', 'applied', 'applied']);
    expect(await left('p4')).toBe(1);
  });

  it('holds what comes before its predecessors, and lets it go when they are there', async () => {
    const phone = await enrolTestDevice(mission, worker);
    const [a, b, c] = [
      await phone.write(bring, { pile: 'p5', count: 3 }),
      await phone.write(take, { pile: 'p5', count: 3 }),
      await phone.write(bring, { pile: 'p5', count: 1 }),
    ];
    expect(await phone.send(c)).toMatchObject([{ state: 'held', waitsFor: 1 }]);
    expect(await phone.send(c, b)).toMatchObject([{ state: 'held' }, { state: 'held' }]);
    expect((await mission.ask(listHeld, { deviceId: phone.id })).rows.map((row) => [row.seq, row.waitsFor])).toEqual([
      [2, 1],
      [3, 1],
    ]);
    expect(await left('p5')).toBe(0);
    expect(states(await phone.send(a))).toEqual(['applied']);
    expect(await left('p5')).toBe(1);
    expect(states(await phone.send(a, b, c))).toEqual(['applied', 'applied', 'applied']);
    expect((await mission.ask(listHeld, { deviceId: phone.id })).total).toBe(0);
  });

  it('goes on after a refused decision', async () => {
    const phone = await enrolTestDevice(mission, worker);
    const [a, b] = [await phone.write(take, { pile: 'p6', count: 3 }), await phone.write(bring, { pile: 'p6', count: 1 })];
    expect(await phone.send(a, b)).toMatchObject([{ state: 'refused', problem: { type: 'toy.short' } }, { state: 'applied' }]);
  });

  it('whose number another batch writes at the same moment is kept for a person, not failed', async () => {
    const phone = await enrolTestDevice(mission, worker);
    const [first, second] = [
      await phone.write(bring, { pile: 'p21', count: 1 }),
      await phone.write(bring, { pile: 'p21', count: 2 }, { name: 'toy.unheard-of' }),
    ];
    await phone.send(first);
    const answer = await mission.asOwner(async (client) => {
      await client.query('begin');
      await client.query(
        `insert into command_log select (jsonb_populate_record(null::command_log, to_jsonb(l) || jsonb_build_object('id', $2::uuid, 'device_seq', $3::int))).*
           from command_log l where id = $1`,
        [first.id, newId(), second.seq],
      );
      const sent = phone.send(second);
      await vi.waitFor(async () => {
        const { rows } = await client.query(`select 1 from pg_locks where locktype = 'transactionid' and not granted`);
        expect(rows).toHaveLength(1);
      });
      await client.query('commit');
      return sent;
    });
    expect(answer).toMatchObject([{ state: 'parked', reason: 'common.name-unknown' }]);
  });

  it('goes on after a decision that cannot be read', async () => {
    const phone = await enrolTestDevice(mission, worker);
    const [a, b] = [await phone.write(take, { pile: 'p6', count: 'three' }), await phone.write(bring, { pile: 'p6', count: 1 })];
    expect(await phone.send(a, b)).toMatchObject([{ state: 'refused', problem: { type: 'common.input-invalid' } }, { state: 'applied' }]);
    expect(await phone.send(a)).toMatchObject([{ state: 'refused', replayed: true }]);
  });

  it('gives up a gap after its time: what waited is parked, and what was late is parked too', async () => {
    const phone = await enrolTestDevice(mission, worker);
    const [lost, b, c] = [
      await phone.write(bring, { pile: 'p7', count: 1 }),
      await phone.write(bring, { pile: 'p7', count: 10 }),
      await phone.write(bring, { pile: 'p7', count: 100 }),
    ];
    await phone.send(b);
    const test = mission.kervan.missions.find('test')!;
    expect(await tidyHeld(mission.kervan.deps, test)).toBe(0);
    mission.setNow('2023-03-04T09:00:00Z');
    expect(await tidyHeld(mission.kervan.deps, test)).toBe(1);
    expect(await waiting(phone)).toMatchObject([{ id: b.id, reason: 'sync.gap', figures: { seq: 2, waitsFor: 1 } }]);
    expect(states(await phone.send(c))).toEqual(['applied']);
    expect(await phone.send(lost)).toMatchObject([{ state: 'parked', reason: 'sync.seq-late' }]);
    expect(await left('p7')).toBe(100);
    mission.setNow('2023-03-01T09:00:00Z');
  });

  it('keeps a second command with a used number for a person', async () => {
    const phone = await enrolTestDevice(mission, worker);
    await phone.send(await phone.write(bring, { pile: 'p8', count: 1 }, { seq: 1 }));
    const twin = await phone.write(bring, { pile: 'p8', count: 1 }, { seq: 1 });
    expect(await phone.send(twin)).toMatchObject([{ state: 'parked', reason: 'sync.seq-late' }]);
    await phone.send(await phone.write(bring, { pile: 'p8', count: 1 }, { seq: 3 }));
    expect(await phone.send(await phone.write(bring, { pile: 'p8', count: 5 }, { seq: 3 }))).toMatchObject([
      { state: 'parked', reason: 'sync.seq-used' },
    ]);
  });
});

describe('a fact whose signature is good', () => {
  it('is parked when its user may not do it, and a decision is refused', async () => {
    const phone = await enrolTestDevice(mission, outsider);
    const [fact, wish] = [await phone.write(bring, { pile: 'p9', count: 4 }), await phone.write(take, { pile: 'p9', count: 4 })];
    expect(await phone.send(fact, wish)).toMatchObject([{ state: 'parked', reason: 'common.not-permitted' }, { state: 'refused' }]);
    expect(await phone.send(fact)).toMatchObject([{ state: 'parked', replayed: true }]);
    expect(await waiting(phone)).toHaveLength(1);
  });

  it('is parked when its name, version or input is not known here', async () => {
    const phone = await enrolTestDevice(mission, worker);
    const answers = await phone.send(
      await phone.write(bring, { pile: 'p9', count: 4 }, { name: 'toy.unheard-of' }),
      await phone.write(bring, { pile: 'p9', count: 4 }, { version: 9 }),
      await phone.write(bring, { pile: 'p9', much: 4 }),
    );
    expect(answers.map((answer) => answer.state === 'parked' && answer.reason)).toEqual([
      'common.name-unknown',
      'common.version-unknown',
      'common.input-invalid',
    ]);
  });

  it('of an older version is brought up to date', async () => {
    const phone = await enrolTestDevice(mission, worker);
    expect(states(await phone.send(await phone.write(bring, { heap: 'p9', count: 4 }, { version: 1 })))).toEqual(['applied']);
  });

  it('is parked when its device was revoked or its user disabled', async () => {
    const phone = await enrolTestDevice(mission, worker);
    await mission.apply(revokeDevice, { deviceId: phone.id, reason: 'lost' });
    expect(
      await phone.send(await phone.write(bring, { pile: 'p10', count: 4 }), await phone.write(take, { pile: 'p10', count: 4 })),
    ).toMatchObject([
      { state: 'parked', reason: 'sync.device-revoked' },
      { state: 'refused', problem: { type: 'sync.device-revoked' } },
    ]);
    const gone = await mission.user({ permissions: [bring.name] });
    const other = await enrolTestDevice(mission, gone);
    await mission.tx((tx) => tx.query('update users set disabled_at = now() where id = $1', [gone]));
    expect(await other.send(await other.write(bring, { pile: 'p10', count: 4 }))).toMatchObject([
      { state: 'parked', reason: 'sync.user-disabled' },
    ]);
  });
});

describe('a parked command', () => {
  it('is shown, released in another’s name, and then settled', async () => {
    const phone = await enrolTestDevice(mission, outsider);
    const fact = await phone.write(bring, { pile: 'p11', count: 4 });
    await phone.send(fact);
    expect(await mission.ask(getParked, { id: fact.id })).toMatchObject({ input: { pile: 'p11', count: 4 }, seq: 1, state: 'waiting' });
    // Its own user still may not: it stays.
    expect(await mission.apply(releaseParked, { id: fact.id })).toMatchObject({
      outcome: { state: 'refused', problem: { type: 'common.not-permitted' } },
    });
    expect(await waiting(phone)).toHaveLength(1);
    expect(await left('p11')).toBe(0);
    expect(await mission.apply(releaseParked, { id: fact.id, asUser: worker })).toMatchObject({
      outcome: { state: 'applied', result: { left: 4 } },
    });
    expect(await left('p11')).toBe(4);
    expect(await mission.run(releaseParked, { id: fact.id, asUser: worker })).toMatchObject({
      state: 'refused',
      problem: { type: 'sync.parked-settled' },
    });
    expect(await left('p11')).toBe(4);
    const run = await mission.tx((tx) =>
      tx.query("select actor_id, occurred_at from command_log where name = $1 and input->>'pile' = $2 and state = 'applied'", [
        bring.name,
        'p11',
      ]),
    );
    expect(run.rows).toEqual([{ actor_id: worker, occurred_at: new Date('2023-03-01T08:00:00Z') }]);
    // The log shows both: whose act it is, and who let it pass.
    const { rows } = await mission.ask(searchCommands, { command: bring.name, actorId: worker });
    expect(rows.filter((row) => row.releasedBy !== null)).toMatchObject([{ actorId: worker, releasedBy: expect.any(String) }]);
  });

  it('is dismissed with a reason, never without', async () => {
    const phone = await enrolTestDevice(mission, outsider);
    const fact = await phone.write(bring, { pile: 'p12', count: 4 });
    await phone.send(fact);
    await expect(mission.run(dismissParked, { id: fact.id, reason: '  ' })).rejects.toMatchObject({ code: 'common.input-invalid' });
    await mission.apply(dismissParked, { id: fact.id, reason: 'Entered on paper already' });
    expect(await mission.ask(listParked, { deviceId: phone.id })).toMatchObject({
      rows: [{ state: 'dismissed', resolution: 'Entered on paper already' }],
    });
    expect(await phone.send(fact)).toMatchObject([{ state: 'parked', replayed: true }]);
  });
});
