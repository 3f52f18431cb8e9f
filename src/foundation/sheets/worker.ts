// Runs in a thread of its own: what a hostile file costs is taken from this thread's memory and time, never from the server's.
import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '../problem.ts';
import type { FileWords, SheetPart } from './cell.ts';
import { readCsv } from './csv-read.ts';
import { sheetProblems } from '../sheet-problems.ts';
import type { SheetKind } from './sniff.ts';

export type FromReader =
  | { readonly words: FileWords }
  | { readonly part: SheetPart }
  | { readonly problem: { code: string; status: number; figures: Problem['figures'] } }
  | { readonly end: true };

const { bytes, kind } = workerData as { bytes: Uint8Array; kind: SheetKind };
const port = parentPort!;
const say = (message: FromReader) => port.postMessage(message);

/** Waits until the other side has taken a part, so that a fast reader never fills the memory. */
const taken = () => new Promise<void>((resolve) => port.once('message', () => resolve()));

async function* parts(): AsyncGenerator<SheetPart> {
  const told = (words: FileWords) => say({ words });
  if (kind === 'text') yield* readCsv(bytes, told);
  else yield* (await import('./workbook-read.ts')).readWorkbook(bytes, kind === 'zip' ? 'xlsx' : 'xls', told);
}

try {
  for await (const part of parts()) {
    const next = taken();
    say({ part });
    await next;
  }
  say({ end: true });
} catch (error) {
  const { code, status, figures } = error instanceof Problem ? error : sheetProblems.problem('file-unreadable', { sheet: '', row: 0 });
  say({ problem: { code, status, figures } });
}
port.close();
