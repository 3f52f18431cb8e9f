import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { defineFeed } from '#foundation/feed.ts';
import { defineModule } from '#foundation/module.ts';
import { modules } from '#app/modules.ts';
import { breaks, protocolOf } from '#tools/generate/protocol.ts';
import type { Protocol } from '#tools/generate/protocol.ts';

const pinned = JSON.parse(readFileSync('tests/contract/protocol.json', 'utf8')) as Protocol;

it('is the protocol that was pinned; a change is made known by `npm run generate`, and after a release by a version', () => {
  const now = protocolOf(modules, pinned.released);
  expect(Object.keys(now.messages).length).toBeGreaterThan(10);
  expect(breaks(pinned, now)).toEqual([]);
  expect(now).toEqual(pinned);
});

const room = (version: number, input: z.ZodObject, row: z.ZodObject = z.object({ id: z.string() }), kind: 'fact' | 'decision' = 'fact') => [
  defineModule({
    name: 'a',
    commands: [defineCommand({ name: 'a.do-it', version, kind, scope: () => 'mission', input })],
    feeds: [defineFeed({ name: 'a.rows', version: 1, row, permission: 'a.x', table: 'rows' })],
  }),
];
const before = protocolOf(room(1, z.strictObject({ n: z.int() })), true);

it('demands a version when the shape of a released command changes', () => {
  expect(breaks(before, protocolOf(room(1, z.strictObject({ n: z.int(), m: z.int().optional() })), true))).toEqual([
    expect.stringContaining('a.do-it'),
  ]);
  expect(breaks(before, protocolOf(room(1, z.strictObject({ n: z.int().max(5) })), true))).toHaveLength(1);
  expect(breaks(before, protocolOf(room(1, z.strictObject({ n: z.int() }), undefined, 'decision'), true))).toHaveLength(1);
  expect(breaks(before, protocolOf(room(2, z.strictObject({ n: z.int().max(5) })), true))).toEqual([]);
});

it('demands a version when the row of a released feed changes, and refuses what went back or is gone', () => {
  expect(breaks(before, protocolOf(room(1, z.strictObject({ n: z.int() }), z.object({ id: z.string(), x: z.int() })), true))).toEqual([
    expect.stringContaining('a.rows'),
  ]);
  expect(breaks(protocolOf(room(3, z.strictObject({})), true), protocolOf(room(2, z.strictObject({})), true))).toEqual([
    expect.stringContaining('went back'),
  ]);
  expect(breaks(before, protocolOf([], true))).toHaveLength(2);
});

it('lets words change, names be added, and anything happen before the release', () => {
  expect(breaks(before, protocolOf(room(1, z.strictObject({ n: z.int().meta({ description: 'How many' }) })), true))).toEqual([]);
  expect(breaks({ ...before, released: false }, protocolOf([], false))).toEqual([]);
});
