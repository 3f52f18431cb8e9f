import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { buildApp } from '#app/server/serve.ts';
import { recordDocument } from '#kernel/ledger/contract/documents.ts';
import { booksAlone, openTestMission } from '../mission.ts';
import type { TestMission } from '../mission.ts';
import { chance, stories } from '../replay.ts';
import type { Line } from '../replay.ts';
import { bring, claim, take, toyRoom, toyTables } from '../toy-room.ts';
import { WeeksPhone } from './weeks-phone.ts';

const phones = 8;

export interface Weeks {
  readonly commands: number;
  readonly days: number;
  readonly seed: number;
}
export interface Lived {
  readonly mission: TestMission;
  readonly phones: readonly WeeksPhone[];
  /** How often the server was ended in the middle of its work. */
  readonly falls: number;
}

/**
 * Eight phones, so many days, so many commands. Each day every phone records; now and then it has a bad line, lies locked in a
 * pocket, or gives its queue to another. Answers are lost, requests come twice, late and out of order, clocks are hours
 * wrong, the app is ended in the middle of anything, the server too. On the last day all have a line.
 */
export async function liveWeeks({ commands, days, seed }: Weeks): Promise<Lived> {
  const pick = chance(seed);
  const mission = await openTestMission([toyRoom], booksAlone);
  await mission.asOwner((client) => client.query(toyTables));
  const server = new FallingServer(mission);
  await server.rise();
  const may = await mission.user({ permissions: [bring.name, take.name, claim.name, recordDocument.name] });
  const mayNot = await mission.user({ permissions: [] });
  const told = stories(phones, Math.ceil(commands / phones), seed);
  const all: WeeksPhone[] = [];
  // Every fifth story is one of somebody without rights: what that phone tells waits for a person.
  for (const index of told.keys()) all.push(await WeeksPhone.enrol(mission, () => server.app, index % 5 === 4 ? mayNot : may, pick));
  for (let day = 1; day <= days; day += 1) {
    mission.setNow(`2023-03-${String(day).padStart(2, '0')}T09:00:00Z`);
    const fall = pick(3) === 0 ? server.fallSoon(pick(40)) : Promise.resolve();
    await Promise.all([fall, ...all.map((phone, index) => liveDay(phone, { all, pick, lines: linesOf(told[index]!, day, days) }))]);
  }
  await comeHome(all);
  await server.close();
  return { mission, phones: all, falls: server.falls };
}

const linesOf = (told: readonly Line[], day: number, days: number): readonly Line[] =>
  told.slice(Math.floor((told.length * (day - 1)) / days), Math.floor((told.length * day) / days));

interface Day {
  readonly all: readonly WeeksPhone[];
  readonly pick: (below: number) => number;
  readonly lines: readonly Line[];
}

async function liveDay(phone: WeeksPhone, { all, pick, lines }: Day): Promise<void> {
  if (pick(3) === 0) phone.setClockWrong(pick(145) - 72);
  const death = (one: number) => (pick(one) === 0 ? 1 + pick(6) : Infinity);
  for (const line of lines) await phone.write({ ...recordOf(line, pick), occurredAt: phone.phone.now().toISOString() }, death(12));
  if (pick(2) === 0) await phone.carryBy(all[pick(all.length)]!, pick(2) === 0);
  if (pick(2) === 0) return; // no line today
  for (let tries = 1 + pick(3); tries > 0; tries -= 1)
    await (pick(4) === 0 ? phone.sendLocked() : phone.risk(death(2) * 4, (one) => one.talk()));
  await phone.line.deliverStray();
}

/** Some phones still run the app of last month, whose word for a pile was another. */
function recordOf({ def, input }: Line, pick: (below: number) => number) {
  if (def.name !== bring.name || !('count' in input) || pick(5) > 0) return { name: def.name, version: def.version, input };
  return { name: def.name, version: 1, input: { heap: input['pile'], count: input['count'] } };
}

async function comeHome(all: readonly WeeksPhone[]): Promise<void> {
  for (const phone of all) {
    await phone.line.deliverStray();
    phone.line.calm = true;
    for (let tries = 0; phone.phone.waiting() && tries < 20; tries += 1) await phone.phone.talk();
    await phone.phone.talk();
  }
}

/** A server whose connections to the database end in the middle of whatever it does, and that is started anew. */
class FallingServer {
  falls = 0;
  app!: FastifyInstance;
  readonly #mission: TestMission;
  constructor(mission: TestMission) {
    this.#mission = mission;
  }
  async rise(): Promise<void> {
    this.app = await buildApp(this.#mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  }
  async fallSoon(milliseconds: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    this.falls += 1;
    const before = this.app;
    const client = new pg.Client({ connectionString: this.#mission.appUrl });
    await client.connect();
    await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
                         where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`);
    await client.end();
    await this.rise();
    void before.close().catch(() => undefined);
  }
  async close(): Promise<void> {
    await this.app.close();
  }
}
