import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { canonicalJson } from '../canonical.ts';
import type { CommandDef, Envelope } from '../command.ts';
import { Problem, commonProblems } from '../problem.ts';
import type { Fault, Figures } from '../problem.ts';

/** The hash that tells a replay from a reused id: over everything that says what is asked, not over the signature. */
export function inputHash(envelope: Envelope): string {
  const { name, version, input, occurredAt } = envelope;
  return createHash('sha256').update(canonicalJson({ name, version, input, occurredAt })).digest('base64url');
}

/** Brings an old input up to the present version, one step at a time. */
export function upcast(def: CommandDef, version: number, input: Record<string, unknown>): Record<string, unknown> {
  let current = input;
  for (let at = version; at < def.version; at += 1) {
    const step = def.upcasters[at];
    if (!step) throw commonProblems.problem('version-unknown', { name: def.name, version });
    current = step(current);
  }
  if (version > def.version) throw commonProblems.problem('version-unknown', { name: def.name, version });
  return current;
}

/** Checks an input against its shape and answers every fault at once. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const broken = unkeepable(input, []);
  if (broken.length > 0) throw new Problem('common.input-invalid', 422, { count: broken.length }, broken);
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Problem('common.input-invalid', 422, { count: parsed.error.issues.length }, parsed.error.issues.flatMap(faultsOf));
}

/** Letters that no database keeps: the null letter, and halves of a letter that were torn apart. */
function unkeepable(value: unknown, path: readonly PropertyKey[]): Fault[] {
  if (typeof value === 'string') return keeps(value) ? [] : [{ path: pathText(path), code: 'field.letter-broken' }];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) =>
    keeps(key) ? unkeepable(item, [...path, key]) : [{ path: pathText(path), code: 'field.letter-broken' }],
  );
}
const keeps = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

type Issue = z.core.$ZodIssue;

function faultsOf(issue: Issue): Fault[] {
  const path = pathText(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: path ? `${path}.${key}` : key, code: 'field.unknown' }));
  }
  // A refinement of ours may name its own fault code.
  const own = issue.code === 'custom' ? (issue.params?.['code'] as string | undefined) : undefined;
  return [{ path, code: own ?? `field.${issue.code.replaceAll('_', '-')}`, figures: figuresOf(issue) }];
}

/** What was expected; never the value itself, which may be personal. */
function figuresOf(issue: Issue): Figures {
  const figures: Record<string, string | number> = {};
  for (const key of ['expected', 'minimum', 'maximum', 'format', 'origin'] as const) {
    const value = (issue as unknown as Record<string, unknown>)[key];
    if (typeof value === 'string' || typeof value === 'number') figures[key] = value;
  }
  return figures;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}
