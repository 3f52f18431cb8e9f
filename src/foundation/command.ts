import * as z from 'zod';
import { Id } from './ids.ts';
import { Instant } from './time.ts';
import type { ProblemBody } from './problem.ts';
import type { ScopeTarget } from './scope.ts';

/** Classes whose opening is barred for authority and donor organisations; the database holds it. */
export type ProtectedClass = 'persons' | 'informants' | 'exact-sites' | 'live-positions';

export interface CommandDef<I extends z.ZodObject = z.ZodObject, R extends z.ZodType = z.ZodType> {
  /** `room.verb-noun`; also route, permission, audit verb and translation key (`command.<name>`). */
  readonly name: `${string}.${string}`;
  readonly version: number;
  /** A fact has happened and is never refused; a decision is a wish and may be. */
  readonly kind: 'fact' | 'decision';
  /** A `z.strictObject`: unknown fields are an error. Mark personal fields with `personal()`. */
  readonly input: I;
  readonly result: R;
  /** Whether a device may queue it without network. */
  readonly offline: boolean;
  scope(input: z.output<I>): ScopeTarget;
  readonly opens?: ProtectedClass;
  /** Seconds within which the sender must have shown a password or code: for what a stolen session must not do. */
  readonly fresh?: number;
  /** Brings an input of version n to version n+1; sequenced from the oldest version that devices may hold. */
  readonly upcasters: Readonly<Record<number, (old: Record<string, unknown>) => Record<string, unknown>>>;
}

/** Declares a command: the only way to write. */
export function defineCommand<I extends z.ZodObject, R extends z.ZodType = z.ZodObject<Record<never, never>>>(
  def: Omit<CommandDef<I, R>, 'offline' | 'upcasters' | 'result'> & {
    offline?: boolean;
    upcasters?: CommandDef['upcasters'];
    result?: R;
  },
): CommandDef<I, R> {
  const result = (def.result ?? z.strictObject({})) as R;
  return { ...def, offline: def.offline ?? false, upcasters: def.upcasters ?? {}, result };
}

/** What a client sends: `POST /api/commands` takes an array of these, each command's own route takes one. */
export const Envelope = z.strictObject({
  id: Id,
  name: z.string().max(100),
  version: z.int().min(1).max(1000),
  input: z.record(z.string(), z.unknown()),
  /** When it happened, by the client's clock; kept beside the server's time, never altered. */
  occurredAt: Instant,
  /** The enrolled device, when one sends. */
  device: Id.optional(),
  /** The device's own gapless number; order is restored by it. */
  seq: z.int().min(0).optional(),
  /** The feed cursor or row version the sender saw. */
  basedOn: z.string().max(200).optional(),
  /** base64url ECDSA P-256 signature by the device's key over the canonical envelope without this field. */
  signature: z.string().max(200).optional(),
});
export type Envelope = z.infer<typeof Envelope>;

export type Outcome =
  | {
      readonly id: Id;
      readonly state: 'applied';
      readonly result: unknown;
      readonly exceptions: readonly Id[];
      readonly replayed?: boolean;
    }
  | { readonly id: Id; readonly state: 'refused'; readonly problem: ProblemBody; readonly replayed?: boolean }
  | { readonly id: Id; readonly state: 'parked'; readonly reason: string; readonly replayed?: boolean };

/**
 * Under whose key a personal field lies in the log: the subject's whose id stands in the nearest field of that name. Without a
 * kind, the field names the record itself: its kind and its id.
 */
export interface PersonalOf {
  readonly kind?: string;
  readonly field: string;
}
/**
 * Marks a field that says something about a person: sealed in the command log, never written to logs or errors. With `of`, it
 * lies under the key of that person or household, so that destroying the key erases it there too.
 */
export function personal<T extends z.ZodType>(schema: T, of?: PersonalOf): T {
  return schema.meta({ ...schema.meta(), personal: of ?? true }) as T;
}

/** Marks a field that must not be kept at all in the command log (passwords, codes). */
export function secret<T extends z.ZodType>(schema: T): T {
  return schema.meta({ ...schema.meta(), secret: true }) as T;
}
