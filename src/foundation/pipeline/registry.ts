import { registerConstraints } from '../db/errors.ts';
import { askTogether } from '../db/tx.ts';
import { commonProblems } from '../problem.ts';
import { pipelineProblems } from './problems.ts';
import type {
  CommandHandler,
  EventHandler,
  FeedHandler,
  Insistence,
  JobHandler,
  LongJobHandler,
  PositionResolver,
  QueryHandler,
  RecordRule,
  ServerRoom,
} from './context.ts';
import type { PackHandler } from './packs.ts';

/** Every command, query, resolver, listener and job of the server, by name. */
export interface Registry {
  readonly rooms: readonly ServerRoom[];
  readonly commands: ReadonlyMap<string, CommandHandler>;
  readonly queries: ReadonlyMap<string, QueryHandler>;
  readonly positions: ReadonlyMap<string, PositionResolver>;
  readonly feeds: ReadonlyMap<string, FeedHandler>;
  readonly packs: ReadonlyMap<string, PackHandler>;
  readonly listeners: ReadonlyMap<string, readonly EventHandler[]>;
  readonly jobs: ReadonlyMap<string, JobHandler | LongJobHandler>;
  readonly recordRules: ReadonlyMap<string, RecordRule>;
}

/** Puts the rooms together and refuses what does not fit: a name used twice, a declared command without a handler. */
export function buildRegistry(rooms: readonly ServerRoom[]): Registry {
  const commands = new Map<string, CommandHandler>();
  const queries = new Map<string, QueryHandler>();
  const positions = new Map<string, PositionResolver>();
  const feeds = new Map<string, FeedHandler>();
  const packs = new Map<string, PackHandler>();
  const listeners = new Map<string, EventHandler[]>();
  const jobs = new Map<string, JobHandler | LongJobHandler>();
  const recordRules = new Map<string, RecordRule>();
  registerConstraints([commonProblems, pipelineProblems, ...rooms.flatMap((room) => room.module.problems)]);
  for (const room of rooms) {
    for (const handler of room.commands ?? []) addOnce(commands, handler.def.name, handler);
    for (const handler of room.queries ?? []) addOnce(queries, handler.def.name, handler);
    for (const [kind, resolver] of Object.entries(room.positions ?? {})) addOnce(positions, kind, resolver);
    for (const feed of room.feeds ?? []) addOnce(feeds, feed.def.name, feed);
    for (const pack of room.packs ?? []) addOnce(packs, pack.def.name, pack);
    for (const job of room.jobs ?? []) addOnce(jobs, job.name, job);
    for (const [kind, rule] of Object.entries(room.recordRules ?? {})) addOnce(recordRules, kind, rule);
    for (const listener of room.listeners ?? []) {
      listeners.set(listener.event.name, [...(listeners.get(listener.event.name) ?? []), listener]);
    }
    for (const def of room.module.commands) mustHave(commands, def.name, room.module.name);
    for (const def of room.module.queries) mustHave(queries, def.name, room.module.name);
    for (const def of room.module.feeds) mustHave(feeds, def.name, room.module.name);
    for (const def of room.module.packs) mustHave(packs, def.name, room.module.name);
    for (const def of room.module.jobs) mustHave(jobs, def.name, room.module.name);
  }
  for (const room of rooms)
    for (const [name, look] of Object.entries(room.insists ?? {})) {
      mustHave(commands, name, room.module.name);
      commands.set(name, lookedAt(commands.get(name)!, look));
    }
  return { rooms, commands, queries, positions, feeds, packs, listeners, jobs, recordRules };
}

function lookedAt(handler: CommandHandler, look: Insistence): CommandHandler {
  // One flight for what both ask first. Whatever the handler did is undone with the command that the look refuses.
  const run: CommandHandler['run'] = async (ctx, input) => {
    const [, done] = await askTogether(ctx.tx, () => [look(ctx, input), handler.run(ctx, input)]);
    return done;
  };
  return { def: handler.def, run };
}

function addOnce<T>(map: Map<string, T>, name: string, value: T): void {
  if (map.has(name)) throw new Error(`${name} is bound twice`);
  map.set(name, value);
}

function mustHave(map: ReadonlyMap<string, unknown>, name: string, room: string): void {
  if (!map.has(name)) throw new Error(`${room} declares ${name} but binds no handler`);
}
