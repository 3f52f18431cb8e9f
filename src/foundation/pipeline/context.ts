import type * as z from 'zod';
import type { RawBuilder } from 'kysely';
import type { CommandDef, Envelope, Outcome } from '../command.ts';
import type { Sql } from '../db/sql.ts';
import type { FeedPage, FeedRow } from '../db/stamp.ts';
import type { Tx } from '../db/tx.ts';
import type { EventDef } from '../event.ts';
import type { ImportHandler } from '../import.ts';
import type { FeedDef } from '../feed.ts';
import type { Id } from '../ids.ts';
import type { ModuleDef } from '../module.ts';
import type { Figures } from '../problem.ts';
import type { PaperSource } from '../pdf/paper.ts';
import type { QueryDef } from '../query.ts';
import type { Position } from '../scope.ts';
import type { PackHandler } from './packs.ts';
import type { Proof } from './proof.ts';
import type { PipelineDeps } from './execute.ts';

/** The mission a request is in. */
export interface Mission {
  readonly slug: string;
  readonly schema: string;
  readonly name: string;
  readonly demo: boolean;
  readonly practice: boolean;
  /** The mission that a practice mission is for. */
  readonly practiceOf?: string;
  readonly timeZone: string;
}

/** Who acts. */
export interface Actor {
  readonly userId: Id;
  readonly name: string;
  readonly orgId: Id | null;
  readonly language: 'en' | 'tr' | 'ar';
  readonly device: Id | null;
  readonly via: 'session' | 'device' | 'token' | 'guest' | 'system';
  /** The session, when one is used. */
  readonly session?: Id;
  /** Seconds since a password or code was shown in it. */
  readonly provedAgo?: number;
  /** The program's token, when one is used. */
  readonly token?: Id;
  /** With a program's token or a guest's pass: the permissions it was given; whatever else stays shut. */
  readonly only?: readonly string[];
  /** What must be put right before anything else may be done. */
  readonly must?: 'password' | 'two-step';
}

/** Columns of a query in which a row's position stands, written in code (`s.id`); absent parts are never matched. */
export interface ReachColumns {
  /** text[]: P-codes from the root to the row's area. */
  readonly areas?: string;
  readonly site?: string;
  readonly org?: string;
  readonly response?: string;
}

/** What reads and writes have in common. */
export interface RequestContext {
  readonly tx: Tx;
  readonly mission: Mission;
  readonly actor: Actor;
  /** The server's time of this request; the set clock in a demonstration. */
  readonly now: Date;
  /** Whether the actor holds the permission at that position (absent: in any scope). */
  can(permission: string, at?: Position): boolean;
  /** The subset of permissions held at that position: the `abilities` that travel with a record. */
  abilities(permissions: readonly string[], at: Position): string[];
  /** SQL condition that keeps the rows within the actor's reach for a permission. Every list uses it. */
  reach(permission: string, columns: ReachColumns): RawBuilder<boolean>;
  /**
   * Whether what others told of a record is shown to the actor already: some records say by words, pictures and history what
   * their own rows keep back for a while. Where it is not, everybody still sees what they wrote themselves.
   */
  isShown(subject: { readonly kind: string; readonly id: string }): Promise<boolean>;
  /** Whom the words of a search met (`person:<id>`): in the read log they lie under the keys of all of them. */
  readonly met: Set<string>;
}

export interface RaiseException {
  readonly id?: Id;
  /** `room.kind-of-misfit`, translation key `exception.<kind>`. */
  readonly kind: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly figures: Figures;
  readonly position: Position;
  /** Who should close it: a user, else whoever holds the permission at the position. */
  readonly owner?: Id;
  readonly dueInHours?: number;
}

export interface CommandContext extends RequestContext {
  readonly command: {
    readonly id: Id;
    readonly name: string;
    readonly kind: 'fact' | 'decision';
    /** When it happened by the sender's clock; never altered. */
    readonly occurredAt: Date;
    readonly basedOn: string | null;
  };
  /** Names a thing this command changed, so that its history shows the command. */
  touch(kind: string, id: string): void;
  /** Writes an event row in this transaction. */
  emit<P extends z.ZodObject>(event: EventDef<P>, payload: z.input<P>): void;
  /** Opens an exception in this transaction and answers its id. */
  raise(exception: RaiseException): Promise<Id>;
  /** Closes the open exception of this kind on this subject, if there is one: what did not fit has explained itself. */
  settle(kind: string, subject: { readonly kind: string; readonly id: string }, reason?: string): Promise<void>;
  /** Runs another command inside this transaction, in the name and with the rights of a user; a refusal leaves no trace of it. */
  runAs(userId: Id, envelope: Envelope): Promise<Outcome>;
}

export interface CommandHandler {
  readonly def: CommandDef;
  run(ctx: CommandContext, input: never): Promise<unknown>;
}
export interface QueryHandler {
  readonly def: QueryDef;
  run(ctx: RequestContext, input: never): Promise<unknown>;
}

/** Binds a command to its handler; the handler loads, decides (pure), saves, posts and emits in one transaction. */
export function handle<I extends z.ZodObject, R extends z.ZodType>(
  def: CommandDef<I, R>,
  run: (ctx: CommandContext, input: z.output<I>) => Promise<z.input<R>>,
): CommandHandler {
  return { def: def as unknown as CommandDef, run: run as never };
}

/** Binds a query to its answer. */
export function answer<I extends z.ZodObject, O extends z.ZodType>(
  def: QueryDef<I, O>,
  run: (ctx: RequestContext, input: z.output<I>) => Promise<z.input<O>>,
): QueryHandler {
  return { def: def as unknown as QueryDef, run: run as never };
}

/** Finds where a named thing lies; one per noun that appears in a `scope`. Undefined: no such thing. */
export type PositionResolver = (tx: Tx, id: string) => Promise<Position | undefined>;

export interface FeedHandler {
  readonly def: FeedDef;
  readonly page: Sql<FeedPage, FeedRow>;
  /** Where a row lies, by columns of the page's statement; `everywhere` for rows that each holder of the permission sees. */
  readonly at: ReachColumns | 'everywhere';
  /** Permissions besides the feed's own on which a row's content depends: with other grants of them the feed is read anew. */
  readonly shapedBy: readonly string[];
  /** Makes of a row what this reader may see. */
  show(ctx: RequestContext, row: never): unknown;
}

/** Binds a feed to its page: a repository function built with `feedPage`, whose columns bear the names of the row's shape. */
export function serveFeed<R extends z.ZodObject, Row extends object = z.input<R>>(
  def: FeedDef<R>,
  page: Sql<FeedPage, FeedRow & Row>,
  at: FeedHandler['at'],
  options: { shapedBy: readonly string[]; show: (ctx: RequestContext, row: Row) => z.input<R> } = {
    shapedBy: [],
    show: (_ctx, row) => row as unknown as z.input<R>,
  },
): FeedHandler {
  return { def: def as unknown as FeedDef, page: page as unknown as Sql<FeedPage, FeedRow>, at, ...options };
}

export interface EventHandler {
  readonly event: EventDef;
  /** Idempotent: it may be called again for the same event row. What it changes, it changes by `job.command`. */
  run(ctx: RequestContext, payload: never, eventId: Id, job: JobControl): Promise<void>;
}

/** What a running job can do besides reading. */
export interface JobControl {
  readonly runId: Id;
  readonly mission: Mission;
  readonly deps: PipelineDeps;
  /** Tells the page of jobs how far it is; seen at once. `step` is a translation key. */
  progress(done: number, total?: number, step?: string): Promise<void>;
  /** Runs a command as the system, in a transaction of its own; a job that is tried again does not run it twice. */
  command<I extends z.ZodObject, R extends z.ZodType>(def: CommandDef<I, R>, input: z.input<I>): Promise<Outcome>;
}

/** Work behind the screens that fits into one transaction. */
export interface JobHandler {
  readonly name: string;
  /** The event that starts it, besides its schedule; the payload is its data. */
  readonly on?: EventDef;
  run(ctx: RequestContext, data: Record<string, unknown>, job: JobControl): Promise<void>;
}

/** Work that takes longer than a transaction should: it opens its own, or runs commands. */
export interface LongJobHandler {
  readonly name: string;
  readonly on?: EventDef;
  work(job: JobControl, data: Record<string, unknown>): Promise<void>;
}

/**
 * Looks at a lower room's command beside its handler, and refuses first: the lower room does not know what its ids stand for.
 * It writes nothing and asks for what it needs at once, for the handler is already on its way.
 */
export type Insistence = (ctx: CommandContext, input: never) => Promise<void>;

/** Binds an insistence to the command that it looks at. */
export function insist<I extends z.ZodObject, R extends z.ZodType>(
  _def: CommandDef<I, R>,
  look: (ctx: CommandContext, input: z.output<I>) => Promise<void>,
): Insistence {
  return look as never;
}

/** What a room asks beyond a permission before what hangs to its records is told: where a record lies does not say since when. */
export type RecordRule = (ctx: RequestContext, subject: { readonly kind: string; readonly id: string }) => Promise<boolean>;

/** A room's server side: what the app composes. */
export interface ServerRoom {
  readonly module: ModuleDef;
  readonly commands?: readonly CommandHandler[];
  readonly queries?: readonly QueryHandler[];
  readonly positions?: Readonly<Record<string, PositionResolver>>;
  readonly feeds?: readonly FeedHandler[];
  readonly packs?: readonly PackHandler[];
  readonly listeners?: readonly EventHandler[];
  readonly jobs?: readonly (JobHandler | LongJobHandler)[];
  /** Spreadsheets that this room takes in; the machine for them is kernel/imports. */
  readonly imports?: readonly ImportHandler[];
  /** Papers that it prints besides its lists. */
  readonly papers?: readonly PaperSource[];
  /** Kinds of exceptions it raises that have a deadline or a second person of their own. */
  readonly exceptionKinds?: Readonly<Record<string, { readonly dueInHours: number; readonly secondPerson: boolean }>>;
  /** What this room insists on before a command of a room below it runs, by the command's name; throws the problem. */
  readonly insists?: Readonly<Record<string, Insistence>>;
  /** Whether words, pictures and history of a record are shown (`ctx.isShown`), by its kind; always, where there is no rule. */
  readonly recordRules?: Readonly<Record<string, RecordRule>>;
  /** What must hold in its data; `kervan prove` and the nightly job run them. */
  readonly proofs?: readonly Proof[];
}
