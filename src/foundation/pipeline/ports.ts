import type { RawBuilder } from 'kysely';
import type { Envelope, Outcome } from '../command.ts';
import type { Tx } from '../db/tx.ts';
import type { Id } from '../ids.ts';
import type { Problem, ProblemBody } from '../problem.ts';
import type { Position } from '../scope.ts';
import type { Actor, CommandContext, Mission, RaiseException, ReachColumns, RequestContext } from './context.ts';
import type { PipelineDeps } from './execute.ts';

/** What a request presents to say who it is. `internal` is made only by code: jobs, the command line, the demonstration. */
export type Credential =
  | { readonly kind: 'session'; readonly tokenHash: Buffer }
  | { readonly kind: 'token'; readonly tokenHash: Buffer }
  | { readonly kind: 'device'; readonly tokenHash: Buffer }
  /** Somebody without a sign-in, let in for one errand. */
  | { readonly kind: 'guest'; readonly tokenHash: Buffer }
  /** Made only by kernel/sync, for one envelope whose device signature it has verified. */
  | { readonly kind: 'signed'; readonly deviceId: Id }
  | { readonly kind: 'internal'; readonly userId: Id };

/** A user's rights at one moment; evaluated by the same pure functions in server and browser. */
export interface Rights {
  readonly version: number;
  can(permission: string, now: Date, at?: Position): boolean;
  reach(permission: string, now: Date, columns: ReachColumns): RawBuilder<boolean>;
}

/** Filled by kernel/access. */
export interface AccessPort {
  /** The statement that rides with BEGIN: finds the actor, sets `kervan.user`, and fetches a former outcome of the command. */
  openStatement(credential: Credential, commandId: Id | null): { text: string; values: unknown[]; name: string };
  /** Reads that statement's row; undefined when nobody is signed in. */
  opened(row: Record<string, unknown> | undefined): { actor: Actor; grantsVersion: number } | undefined;
  rights(tx: Tx, schema: string, actor: Actor, version: number): Promise<Rights>;
}

export interface FormerOutcome {
  readonly actorId: Id;
  readonly device: Id | null;
  readonly inputHash: string;
  readonly outcome: Outcome;
}

export interface LogEntry {
  readonly envelope: Envelope;
  readonly kind: 'fact' | 'decision';
  readonly inputHash: string;
  readonly recordedAt: Date;
  readonly outcome: Outcome;
  readonly touches: readonly { kind: string; id: string }[];
  readonly events: readonly { id: Id; name: string; payload: unknown }[];
  readonly actor: Actor;
  /** The input as it may be kept: secret fields gone, personal fields sealed. */
  readonly keptInput: unknown;
}

/** Filled by kernel/audit. */
export interface AuditPort {
  /** One statement; false when another transaction has just recorded the same id. */
  record(tx: Tx, entry: LogEntry): Promise<boolean>;
  /** The same as the transaction's last statement, in one flight with COMMIT; when false, the transaction has been rolled back. */
  recordLast(tx: Tx, entry: LogEntry): Promise<boolean>;
  /** Says who let a command pass that ran inside theirs as the act of another. */
  recordWithin(tx: Tx, within: { readonly id: Id; readonly outerId: Id; readonly by: Id }): Promise<void>;
  formerOutcome(tx: Tx, id: Id): Promise<FormerOutcome | undefined>;
  /** Reads the former outcome from the opening statement's row. */
  formerOf(row: Record<string, unknown> | undefined): FormerOutcome | undefined;
  /** @param read `met`: whom the words of the read met (`person:<id>`); they can be read no more once one of them is erased. */
  logRead(tx: Tx, read: { actor: Actor; query: string; subject: unknown; rows: number; at: Date; met?: readonly string[] }): Promise<void>;
  /** The envelope with secret fields as keyed marks, so that the hash of what was sent gives no password away. */
  blinded(envelope: Envelope): Envelope;
  /** What of an input the log may keep. */
  keep(tx: Tx, commandName: string, input: unknown): Promise<unknown>;
}

/** Filled by kernel/exceptions. */
export interface ExceptionPort {
  /** Opens it, or finds the one already open of its kind on its subject; answers the id of that. */
  raise(ctx: CommandContext, exception: RaiseException & { id: Id }): Promise<Id>;
  /** Closes what is open of this kind on this subject, as explained by the command that runs. */
  settle(ctx: CommandContext, kind: string, subject: { readonly kind: string; readonly id: string }, reason?: string): Promise<void>;
}

/** Filled by kernel/sync: whether a fact that did not pass is kept for a person instead of being turned away. */
export interface ParkingPort {
  mayPark(envelope: Envelope, problem: Problem, credential: Credential): boolean;
  /** Keeps all that is needed to run it later, in the transaction that logs it. */
  park(ctx: RequestContext, envelope: Envelope, problem: Problem): Promise<void>;
  /** Looks at what a device told and was applied: a clock that is wrong is asked about. */
  look?(ctx: CommandContext, envelope: Envelope): Promise<void>;
}

/** What one item of a batch gets: an outcome, a refusal of what could not be read, or word that it waits for earlier ones. */
export type ItemAnswer =
  | Outcome
  | { readonly id: string | null; readonly state: 'refused'; readonly problem: ProblemBody }
  | { readonly id: Id; readonly state: 'held'; readonly waitsFor: number };

/** Filled by kernel/sync: takes in what devices signed, each device's commands in the device's own order. */
export interface DevicePort {
  /** Whether an item says that it comes from a device, or its sender is one: it then needs a signature. */
  concerns(credential: Credential, item: unknown): boolean;
  /** One answer per item, in the order of the items. */
  receive(deps: PipelineDeps, mission: Mission, items: readonly unknown[]): Promise<readonly ItemAnswer[]>;
}

export interface PipelinePorts {
  readonly access: AccessPort;
  readonly audit: AuditPort;
  readonly exceptions: ExceptionPort;
  readonly parking: ParkingPort;
  readonly devices: DevicePort;
}

export type { Mission };
