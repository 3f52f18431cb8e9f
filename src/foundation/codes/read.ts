import { Worker } from 'node:worker_threads';
import { codeProblems } from '../code-problems.ts';

export interface FoundCode {
  /** Counted from 1; a picture is one page. */
  readonly page: number;
  readonly text: string;
}
export interface ToRead {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

const patience = 60_000;

/** QR codes on a photographed or scanned paper (picture or PDF), by page. @throws codes.unreadable when it cannot be opened. */
export function readCodes(file: ToRead): Promise<FoundCode[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: file,
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    });
    const timer = setTimeout(() => end(() => reject(codeProblems.problem('too-long'))), patience);
    const end = (then: () => void) => {
      clearTimeout(timer);
      void worker.terminate();
      then();
    };
    worker.once('message', (codes: FoundCode[]) => end(() => resolve(codes)));
    worker.once('error', () => end(() => reject(codeProblems.problem('unreadable'))));
  });
}
