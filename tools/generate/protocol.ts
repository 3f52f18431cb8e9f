import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '#foundation/canonical.ts';
import { Envelope } from '#foundation/command.ts';
import type { ModuleDef } from '#foundation/module.ts';

/** One message of the protocol: its version, where it has one, and hashes of its shapes. */
export interface Shape {
  readonly version: number | null;
  readonly hash: string;
}

/** All that devices and clients have to agree on with the server. */
export interface Protocol {
  /** Once released, a shape changes only together with its version: devices hold commands of the old one. */
  readonly released: boolean;
  readonly messages: Readonly<Record<string, Shape>>;
}

/** The protocol as the code has it now. */
export function protocolOf(modules: readonly ModuleDef[], released: boolean): Protocol {
  const messages: Record<string, Shape> = { envelope: { version: null, hash: hashOf([Envelope]) } };
  for (const room of modules) {
    for (const def of room.commands)
      messages[`command ${def.name}`] = { version: def.version, hash: hashOf([def.input], def.kind, String(def.offline)) };
    for (const def of room.queries) messages[`query ${def.name}`] = { version: null, hash: hashOf([def.input, def.output]) };
    for (const def of room.packs) messages[`pack ${def.name}`] = { version: def.version, hash: hashOf([def.params, def.shape]) };
    for (const def of room.feeds) messages[`feed ${def.name}`] = { version: def.version, hash: hashOf([def.row]) };
  }
  return { released, messages: Object.fromEntries(Object.entries(messages).sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** What breaks devices in the field: a changed shape or a lowered version under a name they know. Additions break nothing. */
export function breaks(before: Protocol, now: Protocol): string[] {
  if (!before.released) return [];
  return Object.entries(before.messages).flatMap(([name, old]) => {
    const fresh = now.messages[name];
    if (!fresh) return [`${name} is gone: keep it until no device can hold it`];
    if (old.version !== null && (fresh.version ?? 0) < old.version)
      return [`${name} went back from version ${old.version} to ${fresh.version}`];
    if (fresh.hash === old.hash || old.version === null || fresh.version !== old.version) return [];
    return [
      `${name} changed its shape but not its version ${old.version}: raise the version${name.startsWith('command') ? ' and write an upcaster' : ''}`,
    ];
  });
}

function hashOf(schemas: readonly z.ZodType[], ...more: readonly string[]): string {
  const shapes = schemas.map((schema) => withoutWords(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })));
  return createHash('sha256')
    .update(canonicalJson([shapes, more]))
    .digest('base64url')
    .slice(0, 22);
}

/** Words for people may change as they like. */
function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (value === null || typeof value !== 'object') return value;
  const words = (key: string, item: unknown) => (key === 'title' || key === 'description') && typeof item === 'string';
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => !words(key, item))
      .map(([key, item]) => [key, withoutWords(item)]),
  );
}
