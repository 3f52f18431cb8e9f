import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { text as streamText } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import yauzl from 'yauzl';
import { StartError } from '../start-error.ts';
import { measure } from './measure.ts';
import type { Measured } from './measure.ts';

/** One growing zip: entries go in one after the other, and the file takes its name only when it is whole. */
export interface ArchiveWriter {
  add(name: string, bytes: Readable, compress?: boolean): Promise<Measured>;
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

/** Begins an archive beside its final name, readable by its owner alone. */
export function createArchive(path: string): ArchiveWriter {
  const partial = `${path}.part`;
  const zip = new ZipFile();
  const sink = createWriteStream(partial, { mode: 0o600, flush: true });
  const written = pipeline(zip.outputStream, sink);
  written.catch(() => undefined); // told by the entry that is being written
  const add: ArchiveWriter['add'] = async (name, bytes, compress = true) => {
    const counter = measure();
    const whole = pipeline(bytes, counter.stream);
    zip.addReadStream(counter.stream, name, { compress, mtime: new Date(0), mode: 0o600 });
    await Promise.race([whole, written.then(() => Promise.reject(new Error('the archive closed early')))]);
    return counter.result();
  };
  return {
    add,
    finish: async () => {
      zip.end();
      await written;
      await rename(partial, path);
    },
    abandon: async () => {
      sink.destroy();
      await rm(partial, { force: true });
    },
  };
}

export interface ArchiveReader {
  has(name: string): boolean;
  open(name: string): Promise<Readable>;
  text(name: string): Promise<string>;
  close(): void;
}

/** Opens a finished archive by its directory, which lies at its end: half a file is no archive. */
export async function openArchive(path: string): Promise<ArchiveReader> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false }).catch((error: Error) => {
    throw new StartError(`${path} is no whole backup (${error.message}): take another copy of the file.`, { cause: error });
  });
  const entries = await directoryOf(zip);
  const open = async (name: string): Promise<Readable> => {
    const entry = entries.get(name);
    if (!entry) throw new StartError(`The backup ${path} lacks ${name}: take another copy of the file.`);
    return zip.openReadStreamPromise(entry);
  };
  return {
    has: (name) => entries.has(name),
    open,
    text: async (name) => streamText(await open(name)),
    close: () => zip.close(),
  };
}

function directoryOf(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  const entries = new Map<string, yauzl.Entry>();
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.readEntry();
  });
}
