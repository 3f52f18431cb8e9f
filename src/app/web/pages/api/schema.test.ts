import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { curlOf, exampleOf, linesOf, typeOf } from './schema.ts';
import type { Description, Schema } from './schema.ts';

const schema: Schema = {
  type: 'object',
  required: ['id', 'kind', 'lines'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    kind: { type: 'string', enum: ['camp', 'town'] },
    note: { type: 'string', maxLength: 200 },
    lines: { type: 'array', items: { type: 'object', required: ['quantity'], properties: { quantity: { type: 'integer', minimum: 1 } } } },
  },
};

it('every field stands on a line of its own, nested ones under their path', () => {
  expect(linesOf(schema).map((line) => [line.path, line.type, line.required, line.limits])).toEqual([
    ['id', 'string (uuid)', true, ''],
    ['kind', '"camp" | "town"', true, ''],
    ['note', 'string', false, '≤ 200'],
    ['lines', 'object[]', true, ''],
    ['lines[].quantity', 'integer', true, '≥ 1'],
  ]);
});

it('an example has what is required and nothing else', () => {
  expect(exampleOf(schema)).toEqual({ id: '0198c0de-0000-7000-8000-000000000001', kind: 'camp', lines: [{ quantity: 1 }] });
  expect(curlOf('https://example.org', '/api/x', { const: "it's" })).toContain(`-d '"it'\\''s"'`);
  expect(typeOf({ anyOf: [{ type: 'string' }, { type: 'null' }] })).toBe('string | null');
});

it('reads every operation of the description', () => {
  const { paths } = JSON.parse(readFileSync('openapi.json', 'utf8')) as Description;
  const operations = Object.values(paths).map((one) => one.post);
  expect(operations.length).toBeGreaterThan(30);
  for (const operation of operations) {
    const input = operation.requestBody.content['application/json'].schema;
    expect(() => [linesOf(input), exampleOf(input)], operation.operationId).not.toThrow();
  }
});
