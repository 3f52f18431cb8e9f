import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Bytes by name. A name is the hash of what was kept, so the same bytes lie there once and are never altered. */
export interface FileStore {
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Undefined when nothing lies under the name. */
  get(name: string): Promise<Buffer | undefined>;
  remove(name: string): Promise<void>;
}

/** SHA-256 in hex: what a file is called. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Files below a folder. A file is there whole or not at all, also when the power goes in the middle. */
export function diskStore(folder: string): FileStore {
  const pathOf = (name: string) => join(folder, safe(name));
  return {
    put: async (name, bytes) => {
      const target = pathOf(name);
      await mkdir(dirname(target), { recursive: true });
      const part = `${target}.${process.pid}.${counter++}.part`;
      const handle = await open(part, 'wx');
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(part, target);
      await syncFolder(dirname(target));
    },
    get: async (name) => {
      try {
        return await readFile(pathOf(name));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    remove: (name) => rm(pathOf(name), { force: true }),
  };
}

let counter = 0;

/** The name itself is only on disk once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined); // Windows opens no folders
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function safe(name: string): string {
  if (!/^[a-z0-9_]+(\/[a-z0-9_]+)*$/.test(name)) throw new Error(`not a file's name: ${name}`);
  return name;
}
