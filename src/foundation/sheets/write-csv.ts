import { stringify } from 'csv-stringify/sync';
import { guard } from './formula.ts';
import { finish, put } from './write.ts';
import type { OpenWriter, SheetValue } from './write.ts';

/** UTF-8 with a mark, by which Excel knows it; commas; lines end in CR LF. Text is never a formula. */
export const writeCsv: OpenWriter = async (out, columns) => {
  let waiting: string[][] = [];
  const flush = async () => {
    const lines = stringify(waiting, { record_delimiter: 'windows', quoted_match: /[\s;'"]/ });
    waiting = [];
    await put(out, lines);
  };
  await put(out, '\ufeff');
  waiting.push(columns.map((column) => guard(column.title)));
  return {
    row: async (values) => {
      waiting.push(values.map(fieldOf));
      if (waiting.length >= 500) await flush();
    },
    end: async () => {
      await flush();
      await finish(out);
    },
  };
};

function fieldOf(value: SheetValue): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? guard(value) : String(value);
}
