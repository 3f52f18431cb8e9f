import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { diskStore, hashOf } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'kervan-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const store = diskStore(folder);

describe('files below a folder', () => {
  test('a content is called by its SHA-256', () => {
    expect(hashOf(Buffer.from('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  test('what was put is got back, twenty at once under one name leave one file and no half', async () => {
    const bytes = Buffer.alloc(200_000, 'kervan');
    await Promise.all(Array.from({ length: 20 }, () => store.put('m_esem/ab/abc', bytes)));
    expect(await store.get('m_esem/ab/abc')).toEqual(bytes);
    expect(readdirSync(join(folder, 'm_esem/ab'))).toEqual(['abc']);
    await store.remove('m_esem/ab/abc');
    await store.remove('m_esem/ab/abc');
    expect(await store.get('m_esem/ab/abc')).toBeUndefined();
  });

  test('bytes and the name are flushed to the disk before a file counts as kept', async () => {
    const handle = await open(join(folder, 'probe'), 'w');
    const sync = vi.spyOn(Object.getPrototypeOf(handle) as { sync(): Promise<void> }, 'sync');
    await handle.close();
    await store.put('m_esem/cd/cde', Buffer.from('x'));
    expect(sync).toHaveBeenCalledTimes(2);
    sync.mockRestore();
  });

  test('a fault while reading is no absence', async () => {
    writeFileSync(join(folder, 'plain'), '');
    await expect(store.get('plain/under')).rejects.toThrow(/ENOTDIR/);
  });

  test.each(['../etc/passwd', '/etc/passwd', 'a//b', 'a/../b', 'A', ''])('%j is no name', async (name) => {
    await expect(store.put(name, Buffer.from('x'))).rejects.toThrow(/not a file's name/);
  });
});
