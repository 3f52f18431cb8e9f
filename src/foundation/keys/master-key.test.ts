import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openMasterKey } from './master-key.ts';

const base = mkdtempSync(join(tmpdir(), 'kervan-key-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

it('makes the key once, readable by its owner alone', () => {
  const file = join(base, 'deep/master.key');
  const first = openMasterKey(file, true);
  expect(first.created).toBe(true);
  expect(first.key).toHaveLength(32);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(openMasterKey(file, true)).toEqual({ key: first.key, created: false });
});

it('never makes a second key where one has sealed data', () => {
  expect(() => openMasterKey(join(base, 'lost.key'), false)).toThrow(/put your copy there/);
});

it('refuses a key that others can read, and a damaged one', () => {
  const file = join(base, 'open.key');
  writeFileSync(file, Buffer.alloc(32, 1).toString('base64url'));
  chmodSync(file, 0o644);
  expect(() => openMasterKey(file, true)).toThrow(/chmod 600/);
  chmodSync(file, 0o600);
  writeFileSync(file, 'short');
  expect(() => openMasterKey(file, true)).toThrow(/damaged/);
});
