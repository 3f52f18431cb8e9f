import type { Writable } from 'node:stream';

/** One column of a written sheet: its heading and how its values are shown. */
export interface SheetColumn {
  readonly title: string;
  readonly type: 'text' | 'number' | 'date' | 'instant' | 'boolean';
  /** Key in JSON. */
  readonly key: string;
}
export type SheetValue = string | number | boolean | Date | null;

/** What stands on the second sheet: where the list came from. */
export interface SheetAbout {
  readonly title: string;
  readonly lines: readonly (readonly [string, string])[];
  readonly language: 'en' | 'tr' | 'ar';
  readonly aboutTitle: string;
  /** For paper: whose list it is, when it was made in words, what stands across the sheet, and the mission's zone. */
  readonly mission: string;
  readonly when: string;
  readonly mark: string | null;
  readonly timeZone: string;
}

/** Writes a list of any length to a stream, row by row. */
export interface SheetWriter {
  row(values: readonly SheetValue[]): Promise<void>;
  end(): Promise<void>;
}
export type OpenWriter = (out: Writable, columns: readonly SheetColumn[], about: SheetAbout) => Promise<SheetWriter>;

/** Writes and waits while the other side is full. */
export async function put(out: Writable, text: string): Promise<void> {
  if (!out.write(text))
    await new Promise<void>((resolve, reject) => {
      const done = () => {
        out.off('error', failed);
        resolve();
      };
      const failed = (error: Error) => {
        out.off('drain', done);
        reject(error);
      };
      out.once('drain', done);
      out.once('error', failed);
    });
}

/** Ends a stream and waits until all is handed over. */
export function finish(out: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    out.once('error', reject);
    out.end(() => resolve());
  });
}
