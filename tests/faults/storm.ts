import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Envelope, Outcome } from '#foundation/command.ts';
import { newId } from '#foundation/ids.ts';
import { freePort, kervan, launch, look, newDataDir, postmaster, ready, stop } from './running.ts';
import type { Running } from './running.ts';

const clients = 6;

/** What a storm of clients and kills left behind. */
export interface Weathered {
  readonly sent: number;
  readonly acknowledged: number;
  readonly unanswered: number;
}

/** A server of its own under load, killed again and again; afterwards the database is compared with what clients were told. */
export class Storm {
  readonly #dataDir = newDataDir();
  readonly #sent: Envelope[] = [];
  readonly #acknowledged = new Set<string>();
  #port = 0;
  #server!: Running;
  #cookie = '';

  async open(): Promise<void> {
    this.#port = await freePort();
    const inMission = (...args: string[]) => {
      const done = kervan(this.#dataDir, args);
      expect(done, args.join(' ')).toMatchObject({ status: 0 });
      return done.text;
    };
    inMission('mission', 'create', 'storm', '--name', 'Storm');
    const role = { name: 'access.create-role', input: { roleId: 'clerk', names, permissions: ['orgs.create-organisation'] } };
    const file = join(this.#dataDir, 'role.jsonl');
    writeFileSync(file, JSON.stringify(role));
    inMission('import', file);
    const made = inMission('user', 'create', '--name', 'Clerk', '--email', 'clerk@example.org', '--role', 'clerk');
    this.#server = launch(this.#dataDir, this.#port);
    await ready(this.#server);
    await this.#signIn(/with the password (\S+)/.exec(made)![1]!);
  }

  /** The first password opens nothing but its change. */
  async #signIn(password: string): Promise<void> {
    const signedIn = await fetch(`${this.#server.url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-kervan': '1' },
      body: JSON.stringify({ email: 'clerk@example.org', password }),
    });
    expect(signedIn.status).toBe(200);
    this.#cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
    const changed = await this.#send(envelope('access.change-password', () => ({ password: 'a night of wind and rain' })));
    expect(changed, JSON.stringify(changed)).toMatchObject({ state: 'applied' });
    const first = await this.#send(envelope());
    expect(first, JSON.stringify(first)).toMatchObject({ state: 'applied' });
  }

  async close(): Promise<void> {
    await stop(this.#server);
    rmSync(this.#dataDir, { recursive: true, force: true });
  }

  /** Clients write while the server (first round), the database (second) or both (third) are killed without warning. */
  async round(round: number): Promise<void> {
    await this.#load(this.#strike(round));
    if (round % 3 !== 1) this.#server = launch(this.#dataDir, this.#port);
    await ready(this.#server);
  }

  /** Nothing acknowledged is lost, nothing done stands without a record, and all sent again happens once. */
  async settle(): Promise<Weathered> {
    const present = await this.#ids(`select id from m_storm.command_log where state = 'applied'`);
    const effects = await this.#ids('select id from m_storm.organisations');
    const lost = [...this.#acknowledged].filter((id) => !present.has(id) || !effects.has(id));
    expect(lost, 'acknowledged and lost').toEqual([]);
    expect(
      [...effects].filter((id) => !present.has(id)),
      'done without a record',
    ).toEqual([]);
    // Every client sends everything again, in another order: what had happened is only told again.
    for (const item of [...this.#sent].sort(() => Math.random() - 0.5)) {
      const outcome = await this.#send(item);
      expect(outcome?.state).toBe('applied');
      if (present.has(item.id)) expect(outcome).toMatchObject({ replayed: true });
    }
    const [count] = await look<{ logged: number; done: number }>(
      this.#dataDir,
      `select (select count(*)::int from m_storm.command_log where name = 'orgs.create-organisation') as logged,
              (select count(*)::int from m_storm.organisations) as done`,
    );
    const all = this.#sent.length + 1; // the first one, at sign-in
    expect(count).toEqual({ logged: all, done: all });
    expect(kervan(this.#dataDir, ['prove'])).toMatchObject({ status: 0 });
    const unanswered = this.#sent.length - present.size;
    return { sent: this.#sent.length, acknowledged: this.#acknowledged.size, unanswered };
  }

  async #ids(text: string): Promise<Set<string>> {
    return new Set((await look<{ id: string }>(this.#dataDir, text)).map((row) => row.id));
  }

  /** Clients write as fast as they are answered until told to stop. */
  async #load(until: Promise<void>): Promise<void> {
    let stopped = false;
    const told = until.then(() => (stopped = true));
    const client = async () => {
      while (!stopped) {
        const item = envelope();
        this.#sent.push(item);
        const outcome = await this.#send(item);
        if (outcome && outcome.state !== 'applied') throw new Error(`the storm was refused: ${JSON.stringify(outcome)}`);
        if (outcome) this.#acknowledged.add(item.id);
        else await new Promise((done) => setTimeout(done, 20));
      }
    };
    await Promise.all([told, ...Array.from({ length: clients }, () => client())]);
  }

  /** However slow the machine: some commands are through, others on their way. */
  async #strike(round: number): Promise<void> {
    const enough = this.#acknowledged.size + 5 + Math.floor(Math.random() * 40);
    while (this.#acknowledged.size < enough) await new Promise((done) => setTimeout(done, Math.random() * 20));
    const database = postmaster(this.#dataDir);
    if (round % 3 !== 0) process.kill(database, 'SIGKILL');
    if (round % 3 !== 1) {
      this.#server.child.kill('SIGKILL');
      await this.#server.exited;
    }
  }

  async #send(item: Envelope): Promise<Outcome | undefined> {
    try {
      const answer = await fetch(`${this.#server.url}/api/commands`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-kervan': '1', cookie: this.#cookie },
        body: JSON.stringify([item]),
        signal: AbortSignal.timeout(20_000),
      });
      if (!answer.ok) return undefined;
      return ((await answer.json()) as { outcomes: Outcome[] }).outcomes[0];
    } catch {
      return undefined; // the answer was lost: nobody knows whether it happened
    }
  }
}

const names = { en: 'Storm', tr: 'Storm', ar: 'Storm' };

/** By default a decision whose effect is one row under the command's own id. */
function envelope(name = 'orgs.create-organisation', input: (id: string) => Record<string, unknown> = organisation): Envelope {
  const id = newId();
  return { id, name, version: 1, input: input(id), occurredAt: new Date().toISOString() };
}

function organisation(orgId: string): Record<string, unknown> {
  return { orgId, nameEn: `Storm ${orgId}`, roles: ['partner'] };
}
