import type { CommandDef, Envelope } from '#foundation/command.ts';
import type { Id } from '#foundation/ids.ts';
import type { ItemAnswer } from '#foundation/pipeline/ports.ts';
import { enrolTestDevice } from './device.ts';
import type { TestDevice } from './device.ts';
import type { TestMission } from './mission.ts';
import { recordDocument } from '#kernel/ledger/contract/documents.ts';
import { bring, claim, take } from './toy-room.ts';

/** What one device will send, in its own order; the same seed gives the same story. */
export interface Line {
  readonly def: CommandDef;
  readonly input: Record<string, unknown>;
}

/** A source of repeatable chance. */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Stories of several devices. Every fifth phone belongs to someone without rights, so its facts are parked. */
export function stories(devices: number, lines: number, seed: number): Line[][] {
  const pick = chance(seed);
  return Array.from({ length: devices }, (_, device) =>
    Array.from({ length: lines }, (_, at): Line => {
      const pile = `p${1 + pick(10)}`;
      const kind = pick(10);
      if (kind < 3) return { def: recordDocument as unknown as CommandDef, input: goodsMoved(device * 10_000 + at, pick) };
      if (kind < 6)
        return { def: bring as unknown as CommandDef, input: at % 40 === 39 ? { pile, number: 1 } : { pile, count: 1 + pick(9) } };
      if (kind < 9) return { def: take as unknown as CommandDef, input: { pile, count: 1 + pick(30) } };
      return {
        def: claim as unknown as CommandDef,
        input: { pile: `c${pick(50)}`, by: `00000000-0000-7000-8000-${String(device).padStart(12, '0')}` },
      };
    }),
  );
}

/**
 * A fact of the books: in, across or out; often more than is there, so that it draws from what nobody can explain. Of
 * the last item far less comes than goes, so that open exceptions are left however long the story is.
 */
function goodsMoved(number: number, pick: (below: number) => number): Record<string, unknown> {
  const lines = Array.from({ length: 1 + pick(3) }, () => {
    const item = `g${pick(4)}`;
    const bin = (place: number) => ({ item, place: `P${place}`, condition: 'good', owner: 'own' });
    const way = pick(3);
    const place = pick(3);
    return {
      from: way === 0 ? { virtual: 'supplier', item } : bin(place),
      to: way === 2 ? { virtual: 'households', item } : bin(way === 1 ? (place + 1) % 3 : place),
      qty: 1 + pick(way !== 0 ? 20 : item === 'g3' ? 8 : 40),
    };
  });
  return { documentId: `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`, kind: 'movement', lines };
}

export interface Replayed {
  readonly devices: readonly TestDevice[];
  readonly written: readonly Envelope[][];
  /** The last answer that each envelope got. */
  readonly answers: ReadonlyMap<string, ItemAnswer>;
}

async function write(
  mission: TestMission,
  told: readonly Line[][],
  users: readonly [Id, Id],
): Promise<{ devices: TestDevice[]; written: Envelope[][] }> {
  const devices: TestDevice[] = [];
  const written: Envelope[][] = [];
  for (const [index, lines] of told.entries()) {
    const device = await enrolTestDevice(mission, index % 5 === 4 ? users[1] : users[0]);
    devices.push(device);
    const own: Envelope[] = [];
    for (const line of lines) own.push(await device.write(line.def, line.input));
    written.push(own);
  }
  return { devices, written };
}

/** Each command once, in order, one device after the other. */
export async function cleanRun(mission: TestMission, told: readonly Line[][], users: readonly [Id, Id]): Promise<Replayed> {
  const { devices, written } = await write(mission, told, users);
  const answers = new Map<string, ItemAnswer>();
  for (const [index, own] of written.entries()) {
    for (let at = 0; at < own.length; at += 100) await keep(devices[index]!, own.slice(at, at + 100), answers);
  }
  return { devices, written, answers };
}

/** Each command three times, shuffled over a window of its device's queue, in batches of odd sizes, eight at a time; some answers never arrive. */
export async function wildRun(mission: TestMission, told: readonly Line[][], users: readonly [Id, Id], seed: number): Promise<Replayed> {
  const pick = chance(seed);
  const { devices, written } = await write(mission, told, users);
  const answers = new Map<string, ItemAnswer>();
  const batches = written.flatMap((own, index) => batchesOf(own, pick).map((batch) => ({ device: devices[index]!, batch })));
  // Batches of one device stay near their place, so that gaps are many but not endless.
  const queue = batches.map((entry, at) => ({ ...entry, at: (at % 97) * 10 + pick(60) })).sort((a, b) => a.at - b.at);
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await keep(next.device, next.batch, pick(4) === 0 ? new Map() : answers);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  // A phone asks until each of its commands has an answer.
  for (const [index, own] of written.entries())
    await keep(
      devices[index]!,
      own.filter((envelope) => (answers.get(envelope.id)?.state ?? 'held') === 'held'),
      answers,
    );
  return { devices, written, answers };
}

function batchesOf(own: readonly Envelope[], pick: (below: number) => number): Envelope[][] {
  const keyed = [0, 1, 2].flatMap(() => own.map((envelope, at) => ({ envelope, at: at + pick(60) })));
  keyed.sort((a, b) => a.at - b.at);
  const batches: Envelope[][] = [];
  for (let at = 0; at < keyed.length;) {
    const size = 1 + pick(40);
    batches.push(keyed.slice(at, at + size).map((entry) => entry.envelope));
    at += size;
  }
  return batches;
}

async function keep(device: TestDevice, batch: readonly Envelope[], answers: Map<string, ItemAnswer>): Promise<void> {
  if (batch.length === 0) return;
  const given = await device.send(...batch);
  for (const [at, envelope] of batch.entries()) answers.set(envelope.id, given[at]!);
}

/** What must be the same however the facts travelled. */
export async function factsOf(mission: TestMission, run: Replayed) {
  const outcomes = run.written.map((own) =>
    own
      .filter((envelope) => envelope.name === bring.name || envelope.name === recordDocument.name)
      .map((envelope) => {
        const answer = run.answers.get(envelope.id);
        return answer?.state === 'parked' ? `parked ${answer.reason}` : answer?.state;
      }),
  );
  const brought = await mission.tx((tx) =>
    tx.query(
      `select input->>'pile' as pile, sum((input->>'count')::int)::int as count, count(*)::int as times
    from command_log where name = $1 and state = 'applied' group by 1 order by 1`,
      [bring.name],
    ),
  );
  const parked = await mission.tx((tx) => tx.query(`select reason, count(*)::int as times from parked_commands group by 1 order by 1`));
  const balances = await mission.tx((tx) =>
    tx.query(`select k.key, b.qty, b.reserved, b.owed from ledger_balances b join ledger_buckets k on k.id = b.bucket_id order by k.key`),
  );
  const exceptions = await mission.tx((tx) =>
    tx.query(
      `select x.kind, k.key, x.figures->'qty' as qty from exceptions x join ledger_buckets k on k.id::text = x.subject_id where x.state = 'open' order by 1, 2`,
    ),
  );
  return { outcomes, brought: brought.rows, parked: parked.rows, balances: balances.rows, exceptions: exceptions.rows };
}

/** What must hold of decisions whatever the order was: nothing taken that was not there, at most one claim per pile. */
export async function decisionsOf(
  mission: TestMission,
): Promise<{ wrongPiles: number; doubleClaims: number; claims: number; held: number; logged: number }> {
  const { rows } = await mission.tx((tx) =>
    tx.query<{ wrongPiles: number; doubleClaims: number; claims: number; held: number; logged: number }>(`
    select (select count(*) from toy_piles p where p."left" is distinct from (
              select coalesce(sum(case c.name when 'toy.bring-things' then 1 else -1 end * (c.input->>'count')::int), 0)
                from command_log c where c.name in ('toy.bring-things', 'toy.take-things') and c.state = 'applied' and c.input->>'pile' = p.name))::int as "wrongPiles",
           (select count(*) from (select input->>'pile' from command_log where name = 'toy.claim-pile' and state = 'applied' group by 1 having count(*) > 1) d)::int as "doubleClaims",
           (select count(*) from toy_claims)::int as claims,
           (select count(*) from held_commands)::int as held,
           (select count(*) from command_log where device_seq is not null)::int as logged`),
  );
  return rows[0]!;
}
