import { Worker } from 'node:worker_threads';
import { Problem } from '../problem.ts';
import type { FileWords, SheetPart } from './cell.ts';
import { sheetLimits } from './limits.ts';
import { sheetProblems } from '../sheet-problems.ts';
import { sniff } from './sniff.ts';
import type { FromReader } from './worker.ts';

/**
 * Reads a spreadsheet of any kind part by part, in a thread with bounded memory and time.
 * @throws Problem of `sheetProblems`, naming sheet, row and remedy; also while iterating.
 */
export async function* readSheets(bytes: Uint8Array, told: (words: FileWords) => void = () => undefined): AsyncGenerator<SheetPart> {
  const kind = sniff(bytes);
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { bytes, kind },
    resourceLimits: { maxOldGenerationSizeMb: sheetLimits.memoryMb },
    stderr: true,
  });
  const inbox = inboxOf(worker);
  const clock = setTimeout(
    () => inbox.fail(sheetProblems.problem('took-too-long', { seconds: sheetLimits.readMs / 1000 })),
    sheetLimits.readMs,
  );
  try {
    for (;;) {
      const message = await inbox.next();
      if ('end' in message) return;
      if ('problem' in message) throw new Problem(message.problem.code, message.problem.status, message.problem.figures);
      if ('words' in message) told(message.words);
      if ('part' in message) {
        yield message.part;
        worker.postMessage('taken');
      }
    }
  } finally {
    clearTimeout(clock);
    await worker.terminate();
  }
}

/** What the thread says, in order; a thread that dies says why. */
function inboxOf(worker: Worker): { next(): Promise<FromReader>; fail(problem: Problem): void } {
  const waiting: FromReader[] = [];
  let failed: Problem | undefined;
  let wake: (() => void) | undefined;
  const rouse = () => {
    wake?.();
    wake = undefined;
  };
  const fail = (problem: Problem) => {
    failed ??= problem;
    rouse();
  };
  worker.on('message', (message: FromReader) => {
    waiting.push(message);
    rouse();
  });
  // Out of its memory, or broken by the file.
  worker.on('error', () => fail(sheetProblems.problem('zip-bomb', { part: '', limitMb: sheetLimits.memoryMb })));
  worker.on('exit', () => fail(sheetProblems.problem('file-unreadable', { sheet: '', row: 0 })));
  return {
    fail,
    next: async () => {
      while (waiting.length === 0) {
        if (failed) throw failed;
        await new Promise<void>((resolve) => (wake = resolve));
      }
      return waiting.shift()!;
    },
  };
}
