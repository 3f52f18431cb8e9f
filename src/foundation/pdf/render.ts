import { Worker } from 'node:worker_threads';
import { pdfProblems } from '../pdf-problems.ts';
import type { MapSpec } from './map-picture.ts';
import type { Rendered, ToRender } from './worker.ts';

export type Template = 'list' | 'record' | 'slip' | 'map' | 'form' | 'labels';

/** What every paper needs besides its own data. */
export interface Paper {
  readonly language: 'en' | 'tr' | 'ar';
  readonly title: string;
  readonly subtitle?: string;
  readonly mission: string;
  /** The moment of printing, in words. */
  readonly when: string;
  readonly foot: string;
  /** Across the sheet in light grey: a demonstration or practice. */
  readonly mark: string | null;
  /** The document's number, in the head. */
  readonly number?: string;
}

const patience = 30_000;
let worker: Worker | undefined;
let next = 0;
const waiting = new Map<number, { resolve: (pdf: Buffer) => void; reject: (error: Error) => void }>();

/**
 * Makes a PDF of a template and its data. The data is only ever shown: it goes in as JSON, and nothing in it is read as a
 * statement of the template's language.
 */
export function renderPdf(template: Template, data: Paper & Record<string, unknown>, map?: MapSpec): Promise<Buffer> {
  const id = (next += 1);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => giveUp(), patience);
    const settled = <T>(then: (value: T) => void) => {
      return (value: T) => {
        clearTimeout(timer);
        waiting.delete(id);
        // An idle worker keeps no process alive.
        if (waiting.size === 0) worker?.unref();
        then(value);
      };
    };
    waiting.set(id, { resolve: settled(resolve), reject: settled(reject) });
    const at = running();
    at.ref();
    at.postMessage({ id, template, data: JSON.stringify(data), ...(map ? { map } : {}) } satisfies ToRender);
  });
}

function running(): Worker {
  if (worker) return worker;
  const started = new Worker(new URL('./worker.ts', import.meta.url));
  started.on('message', (answer: Rendered) => {
    const asker = waiting.get(answer.id);
    if ('pdf' in answer) asker?.resolve(Buffer.from(answer.pdf));
    else asker?.reject(new Error(`a paper could not be made: ${answer.error}`));
  });
  started.on('error', (error) => endAll(error));
  worker = started;
  return started;
}

function giveUp(): void {
  const stuck = worker;
  worker = undefined;
  void stuck?.terminate();
  endAll(pdfProblems.problem('too-long'));
}

function endAll(error: Error): void {
  worker = undefined;
  for (const asker of waiting.values()) asker.reject(error);
}
