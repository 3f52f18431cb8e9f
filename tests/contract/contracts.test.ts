import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { modules } from '#app/modules.ts';
import { rooms } from '#app/server/rooms.ts';
import { buildRegistry } from '#foundation/pipeline/registry.ts';

const commands = modules.flatMap((room) => room.commands);
const queries = modules.flatMap((room) => room.queries);

/** Every object of a schema, with its path. */
function objectsOf(schema: z.core.$ZodType, path: string, seen = new Set<z.core.$ZodType>()): { path: string; strict: boolean }[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const def = schema._zod.def as unknown as Record<string, unknown>;
  const children: [string, z.core.$ZodType][] = [];
  for (const [key, value] of Object.entries(def)) {
    if (value && typeof value === 'object' && '_zod' in value) children.push([key, value as z.core.$ZodType]);
    if (Array.isArray(value))
      value.forEach((item, index) => item && typeof item === 'object' && '_zod' in item && children.push([`${key}[${index}]`, item]));
  }
  const own: { path: string; strict: boolean }[] = [];
  if (def['type'] === 'object') {
    const catchall = def['catchall'] as z.core.$ZodType | undefined;
    own.push({ path, strict: catchall !== undefined && (catchall._zod.def as { type: string }).type === 'never' });
    for (const [key, value] of Object.entries(def['shape'] as Record<string, z.core.$ZodType>)) children.push([key, value]);
  }
  return [...own, ...children.flatMap(([key, child]) => objectsOf(child, `${path}.${key}`, seen))];
}

describe('every contract', () => {
  it('is there', () => {
    expect(commands.length).toBeGreaterThan(0);
    expect(queries.length).toBeGreaterThan(0);
  });

  it('refuses unknown fields at every depth', () => {
    const loose = [...commands, ...queries].flatMap((def) => objectsOf(def.input, def.name)).filter((object) => !object.strict);
    expect(loose.map((object) => object.path)).toEqual([]);
  });

  it('is named room.verb-noun after its own room', () => {
    for (const room of modules) {
      for (const def of [...room.commands, ...room.queries]) expect(def.name).toMatch(new RegExp(`^${room.name}\\.[a-z]+(-[a-z0-9]+)*$`));
    }
  });

  it('can be upcast from every version before its own', () => {
    for (const def of commands) {
      const oldest = Math.min(def.version, ...Object.keys(def.upcasters).map(Number));
      for (let version = oldest; version < def.version; version += 1)
        expect(def.upcasters[version], `${def.name} ${version}`).toBeTypeOf('function');
    }
  });

  it('is bound to a handler, and every manifest is served', () => {
    const registry = buildRegistry(rooms);
    expect(rooms.map((room) => room.module.name)).toEqual(modules.map((room) => room.name));
    expect(registry.commands.size).toBe(commands.length);
    expect(registry.queries.size).toBe(queries.length);
  });
});
