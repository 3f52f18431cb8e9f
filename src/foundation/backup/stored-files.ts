import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, opendir, rename } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The store of uploaded files as a backup sees it: names, and bytes by name. */
export interface StoredFiles {
  list(): AsyncIterable<string>;
  read(name: string): Promise<Readable>;
  write(name: string, bytes: Readable): Promise<void>;
}

/** Files below a folder; one that is being written (`.part`) is left out. */
export function filesBelow(folder: string): StoredFiles {
  return {
    async *list() {
      const names: string[] = [];
      try {
        for await (const entry of await opendir(folder, { recursive: true })) {
          if (entry.isFile() && !entry.name.endsWith('.part'))
            names.push(relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error; // no file has been stored yet
      }
      yield* names.sort();
    },
    read: async (name) => createReadStream(join(folder, name)),
    write: async (name, bytes) => {
      const target = join(folder, name);
      await mkdir(dirname(target), { recursive: true });
      await pipeline(bytes, createWriteStream(`${target}.part`, { flush: true }));
      await rename(`${target}.part`, target);
    },
  };
}
