import { createHmac, randomBytes } from 'node:crypto';
import type * as z from 'zod';
import type { CommandDef, Envelope, PersonalOf } from '#foundation/command.ts';
import type { Tx } from '#foundation/db/tx.ts';
import { openPersonal, openPersonalBytes } from '#foundation/keys/personal.ts';
import { decrypt, encrypt } from '#foundation/keys/sealer.ts';
import type { Sealer } from '#foundation/keys/sealer.ts';

/** Where secret and personal fields stand in a command's input; `*` is each entry of a list or record. */
export interface FieldPlan {
  readonly secret: readonly string[];
  readonly personal: readonly string[];
  /** Of some personal fields, whose key they lie under. */
  readonly keys?: ReadonlyMap<string, PersonalOf>;
}

type Node = { readonly _zod: { readonly def: Record<string, unknown> }; meta?: () => Record<string, unknown> | undefined };

/** Reads the marks that `secret()` and `personal()` left on a schema, at any depth. */
export function planOf(schema: z.ZodType): FieldPlan {
  const secret: string[] = [];
  const personal: string[] = [];
  const keys = new Map<string, PersonalOf>();
  const walk = (node: Node, path: string, seen: readonly Node[]): void => {
    if (seen.includes(node)) return;
    const marks = node.meta?.() ?? {};
    if (marks['secret']) secret.push(path);
    else if (marks['personal']) {
      personal.push(path);
      if (typeof marks['personal'] === 'object') keys.set(path, marks['personal'] as PersonalOf);
    } else
      for (const [step, child] of childrenOf(node))
        walk(child, step === '' ? path : path === '' ? step : `${path}.${step}`, [...seen, node]);
  };
  walk(schema as unknown as Node, '', []);
  return { secret: [...new Set(secret)], personal: [...new Set(personal)], ...(keys.size > 0 ? { keys } : {}) };
}

function childrenOf(node: Node): [string, Node][] {
  const def = node._zod.def;
  if (def['type'] === 'object') return Object.entries(def['shape'] as Record<string, Node>);
  if (def['type'] === 'array') return [['*', def['element'] as Node]];
  if (def['type'] === 'record') return [['*', def['valueType'] as Node]];
  const same = [def['innerType'], def['in'], def['left'], def['right'], ...((def['options'] as unknown[] | undefined) ?? [])];
  return same.filter((child): child is Node => child !== undefined && child !== null).map((child) => ['', child]);
}

const removed = '[not kept]';
const of = { class: 'personal', subject: 'command-log' } as const;

/** What command log and read log keep of an input: secret fields gone, personal fields sealed, the rest as it is. */
export function keepInputs(
  commands: readonly Pick<CommandDef, 'name' | 'input'>[],
  sealer: Sealer,
): (tx: Tx, name: string, input: unknown, met?: readonly string[]) => Promise<unknown> {
  const plans = new Map(commands.map((def) => [def.name as string, planOf(def.input)]));
  return async (tx, name, input, met = []) => {
    const plan = plans.get(name);
    if (!plan || plan.secret.length + plan.personal.length === 0) return input;
    const copy = structuredClone(input);
    for (const path of plan.secret) await replaceAt(copy, path.split('.'), async () => removed);
    const once = met.length > 0 && met.length <= mostMet ? randomBytes(32) : undefined;
    if (once) {
      for (const path of plan.personal)
        await replaceAt(copy, path.split('.'), async (value) => ({
          $once: encrypt(once, Buffer.from(JSON.stringify(value))).toString('base64url'),
        }));
      return { ...(copy as object), $met: await sealForAll(tx, sealer, met, once) };
    }
    for (const path of plan.personal) {
      const owner = plan.keys?.get(path);
      await replaceAt(copy, path.split('.'), async (value, holders) => ({
        $sealed: (await sealer.seal(tx, keyFor(owner, holders), Buffer.from(JSON.stringify(value)))).toString('base64url'),
      }));
    }
    return copy;
  };
}

/** What of an envelope goes into its hash: the hash of a bare password could be guessed from, a keyed mark cannot. */
export function blindInputs(commands: readonly CommandDef[], key: Uint8Array): (envelope: Envelope) => Envelope {
  const plans = new Map(commands.map((def) => [def.name as string, planOf(def.input).secret]));
  return (envelope) => {
    const secrets = plans.get(envelope.name) ?? [];
    if (secrets.length === 0) return envelope;
    const input = structuredClone(envelope.input);
    for (const path of secrets)
      blindAt(input, path.split('.'), (value) => createHmac('sha256', key).update(JSON.stringify(value)).digest('base64url'));
    return { ...envelope, input };
  };
}

function blindAt(holder: unknown, path: readonly string[], change: (value: unknown) => unknown): void {
  if (holder === null || typeof holder !== 'object') return;
  const [step, ...rest] = path;
  const entries = holder as Record<string, unknown>;
  const keys = step === '*' ? Object.keys(entries) : step !== undefined && step in entries ? [step] : [];
  for (const key of keys) {
    if (rest.length > 0) blindAt(entries[key], rest, change);
    else entries[key] = change(entries[key]);
  }
}

/** A search that met more people than this says nothing about any one of them. */
const mostMet = 100;

/** A key that opens only while all of these people's keys are there: one inside the other. */
async function sealForAll(tx: Tx, sealer: Sealer, met: readonly string[], once: Buffer): Promise<{ key: string; of: number }> {
  const sealed = await sealer.sealUnderAll(tx, 'personal', met, once);
  return { key: sealed.toString('base64url'), of: met.length };
}

/** Null when one of them has been erased. */
async function openForAll(tx: Tx, { key, of: layers }: { key: string; of: number }): Promise<Buffer | null> {
  let sealed: Buffer | null = Buffer.from(key, 'base64url');
  for (let left = layers; left > 0 && sealed; left -= 1) sealed = await openPersonalBytes(tx, sealed);
  return sealed;
}

type Holders = readonly Record<string, unknown>[];
/** The key of whom a field is about: the nearest field that names it decides; where none does, the log's own. */
function keyFor(owner: PersonalOf | undefined, holders: Holders) {
  const named = owner && holders.map((holder) => holder[owner.field]).find((value) => value !== undefined && value !== null);
  if (owner && !owner.kind && typeof named === 'object') {
    const { kind, id } = named as { kind: string; id: string };
    return { class: 'personal', subject: `${kind}:${id}` } as const;
  }
  const id = typeof named === 'string' ? named : undefined;
  return owner?.kind && id !== undefined ? ({ class: 'personal', subject: `${owner.kind}:${id as string}` } as const) : of;
}

/** @param above Objects that the place lies in, the nearest first. */
async function replaceAt(
  holder: unknown,
  path: readonly string[],
  change: (value: unknown, holders: Holders) => Promise<unknown>,
  above: Holders = [],
): Promise<void> {
  if (holder === null || typeof holder !== 'object') return;
  const [step, ...rest] = path;
  const entries = holder as Record<string, unknown>;
  const holders = [entries, ...above];
  const keys = step === '*' ? Object.keys(entries) : step !== undefined && step in entries ? [step] : [];
  for (const key of keys) {
    if (rest.length > 0) await replaceAt(entries[key], rest, change, holders);
    else if (entries[key] !== undefined && entries[key] !== null) entries[key] = await change(entries[key], holders);
  }
}

/** What a sealed field says; a mark where whom it was about has been forgotten. */
async function openField(tx: Tx, sealed: string): Promise<unknown> {
  const text = await openPersonal(tx, Buffer.from(sealed, 'base64url'));
  return text === null ? '[erased]' : (JSON.parse(text) as unknown);
}

/** Opens the sealed fields of a kept input, or leaves a mark where the reader may not. */
export async function openKept(tx: Tx, mayOpen: boolean, kept: unknown, once: Buffer | null = null): Promise<unknown> {
  if (Array.isArray(kept)) return Promise.all(kept.map((item) => openKept(tx, mayOpen, item, once)));
  if (kept === null || typeof kept !== 'object') return kept;
  if ('$sealed' in kept && typeof kept.$sealed === 'string') {
    return mayOpen ? openField(tx, kept.$sealed) : '[sealed]';
  }
  if ('$once' in kept && typeof kept.$once === 'string') {
    if (!mayOpen) return '[sealed]';
    return once ? (JSON.parse(decrypt(once, Buffer.from(kept.$once, 'base64url')).toString('utf8')) as unknown) : '[erased]';
  }
  const { $met, ...rest } = kept as { $met?: { key: string; of: number } };
  const key = $met && mayOpen ? await openForAll(tx, $met) : once;
  const entries = await Promise.all(
    Object.entries(rest).map(async ([name, value]) => [name, await openKept(tx, mayOpen, value, key)] as const),
  );
  return Object.fromEntries(entries);
}
