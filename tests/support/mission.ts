import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { inject } from 'vitest';
import type * as z from 'zod';
import type { CommandDef, Envelope, Outcome } from '#foundation/command.ts';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import type { Tx } from '#foundation/db/tx.ts';
import type { FileStore } from '#foundation/files/store.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { askQuery } from '#foundation/pipeline/ask.ts';
import { executeCommand } from '#foundation/pipeline/execute.ts';
import type { QueryDef } from '#foundation/query.ts';
import { compose } from '#app/server/compose.ts';
import type { Kervan } from '#app/server/compose.ts';
import { rooms } from '#app/server/rooms.ts';
import { memoryStore } from './memory-store.ts';
import { asAdmin, dropDatabase, templateName, testSchema, withDatabase } from './template.ts';

export const systemUser = '00000000-0000-7000-8000-000000000001';

export interface Grantish {
  readonly permissions: readonly string[];
  readonly scope?: { kind: 'mission' | 'area' | 'site' | 'org' | 'response'; id: string | null };
  readonly orgKind?: string;
  readonly orgId?: string;
}

export interface TestMission {
  readonly kervan: Kervan;
  /** Connection of the owner role to this file's database, to look behind the back. */
  asOwner<T>(work: (client: Client) => Promise<T>): Promise<T>;
  readonly adminUrl: string;
  readonly appUrl: string;
  /** The mission's set clock; moves only when a test moves it. */
  setNow(at: string): void;
  /** Sends a command as a user (the system unless named) and answers its outcome. */
  run<I extends z.ZodObject, R extends z.ZodType>(
    def: CommandDef<I, R>,
    input: z.input<I>,
    options?: SendAs,
  ): Promise<Outcome & { result?: z.output<R> }>;
  /** Like `run`, and fails the test unless it was applied. */
  apply<I extends z.ZodObject, R extends z.ZodType>(def: CommandDef<I, R>, input: z.input<I>, options?: SendAs): Promise<z.output<R>>;
  send(envelope: Envelope, as?: Id): Promise<Outcome>;
  ask<I extends z.ZodObject, O extends z.ZodType>(def: QueryDef<I, O>, input: z.input<I>, as?: Id): Promise<z.output<O>>;
  /** Makes a user holding these permissions within that scope; several scopes by several grants. */
  user(...grants: Grantish[]): Promise<Id>;
  /** One transaction of the serving role in the mission's schema. */
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
export interface SendAs {
  readonly as?: Id;
  readonly id?: Id;
  readonly occurredAt?: string;
}

/** Rooms up to the books, for tests of the books alone: what their words for items and places stand for is nobody's matter there. */
export const booksAlone = rooms.filter(({ module }) => !['goods', 'supply'].includes(module.name));

/** A mission of this test file's own: a clone of the migrated template on the shared real PostgreSQL. */
export async function openTestMission(
  extra: readonly ServerRoom[] = [],
  base: readonly ServerRoom[] = rooms,
  files: FileStore = memoryStore(),
): Promise<TestMission> {
  const adminUrl = inject('adminUrl');
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asAdmin(adminUrl, 'postgres', async (client) => {
    await client.query('select pg_advisory_lock(771002)'); // cloning refuses a template that another clone reads
    await client.query(`create database ${name} template ${templateName()}`);
  });
  const appUrl = withDatabase(inject('appUrl'), name);
  let now = new Date('2023-03-01T09:00:00Z');
  const kervan = await compose(
    { connectionString: appUrl, max: 20 },
    { clock: () => now, rooms: [...base, ...extra], masterKey: () => Buffer.alloc(32, 7), files },
  );
  if (extra.length > 0) await admitPermissions(kervan, extra);
  const mission = kervan.missions.find('test')!;
  const request = (as: Id = systemUser) => ({ mission, credential: { kind: 'internal', userId: as } as const });
  const send = async (envelope: Envelope, as?: Id) => (await executeCommand(kervan.deps, request(as), envelope)).outcome;
  const run: TestMission['run'] = async (def, input, options = {}) =>
    (await send(
      {
        id: options.id ?? newId(),
        name: def.name,
        version: def.version,
        input: input as Record<string, unknown>,
        occurredAt: options.occurredAt ?? now.toISOString(),
      },
      options.as,
    )) as never;
  return {
    kervan,
    run,
    send,
    adminUrl: withDatabase(adminUrl, name),
    appUrl,
    setNow: (at) => (now = new Date(at)),
    apply: async (def, input, options) => {
      const outcome = await run(def, input, options);
      if (outcome.state !== 'applied') throw new Error(`${def.name} was ${outcome.state}: ${JSON.stringify(outcome)}`);
      return outcome.result as never;
    },
    ask: async (def, input, as) => (await askQuery(kervan.deps, request(as), def.name, input)).data as never,
    user: (...grants) => makeUser(kervan, grants),
    tx: (work) => kervan.db.transaction({ schema: testSchema }, work),
    asOwner: (work) =>
      asAdmin(adminUrl, name, async (client) => {
        await client.query(`set search_path to ${testSchema}, kervan, extensions`);
        return work(client);
      }),
    close: async () => {
      await kervan.close();
      await dropDatabase(adminUrl, name);
    },
  };
}

async function makeUser(kervan: Kervan, grants: readonly Grantish[]): Promise<Id> {
  const userId = newId();
  const orgKind = grants[0]?.orgKind ?? 'own';
  const orgId = grants[0]?.orgId ?? (orgKind === 'own' ? null : newId());
  await kervan.db.transaction({ schema: testSchema }, async (tx) => {
    // A user of others belongs to an organisation of that kind.
    if (orgId)
      await tx.query(
        `insert into organisations (id, name_en, roles, kind, created_by, created_at)
         values ($1, $2, array[$3], $3, '00000000-0000-7000-8000-000000000001', '2023-01-01') on conflict (id) do nothing`,
        [orgId, `Organisation ${orgId.slice(-4)}`, orgKind],
      );
    await tx.query('insert into users (id, name, org_kind, org_id) values ($1, $2, $3, $4)', [
      userId,
      `User ${userId.slice(-4)}`,
      orgKind,
      orgId,
    ]);
    for (const grant of grants) {
      const role = `r-${randomBytes(6).toString('hex')}`;
      const isProtected =
        (await tx.query('select 1 from permissions where name = any($1) and protected', [grant.permissions])).rowCount > 0;
      await tx.query(`insert into roles (id, names, protected) values ($1, '{"en":"Test"}', $2)`, [role, isProtected]);
      await tx.query('insert into role_permissions select $1, $2, name, protected from permissions where name = any($3)', [
        role,
        isProtected,
        grant.permissions,
      ]);
      const scope = grant.scope ?? { kind: 'mission', id: null };
      await tx.query(
        `insert into assignments (id, user_id, user_org_kind, role_id, role_protected, scope_kind, scope_id, valid_from)
         values ($1, $2, $3, $4, $5, $6, $7, '2000-01-01')`,
        [newId(), userId, orgKind, role, isProtected, scope.kind, scope.id],
      );
    }
  });
  return userId;
}

/** Lets roles hold the permissions of a test's own room. */
async function admitPermissions(kervan: Kervan, extra: readonly ServerRoom[]): Promise<void> {
  const names = extra.flatMap((room) =>
    [...room.module.commands, ...room.module.queries, ...room.module.packs].map((def) => ('permission' in def ? def.permission : def.name)),
  );
  await kervan.db.transaction({ schema: testSchema }, async (tx) => {
    await tx.query('insert into permissions (name) select unnest($1::text[]) on conflict do nothing', [names]);
    await tx.query(`insert into role_permissions select 'system', true, name, protected from permissions on conflict do nothing`);
  });
}
