import type { ImportHandler, ImportRow, JudgedRow, RowFault } from '#foundation/import.ts';
import { parseDecimal, textOf } from '#foundation/quantity.ts';
import { Problem } from '#foundation/problem.ts';
import { dayIn } from '#foundation/time.ts';
import { RateIn, enterRates, ratesImport } from '../contract/rates.ts';
import { findCurrent } from './rates.repo.ts';
import { effectOf } from './rates.ts';

const word = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

/** A row as the command takes it; a rate may be written with a comma. */
function readRow({ values }: ImportRow): { ready?: Record<string, string>; faults: RowFault[] } {
  let rate = word(values['rate']);
  try {
    rate = textOf(parseDecimal(rate, { decimal: rate.includes(',') ? ',' : '.' }));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { faults: [{ column: 'rate', code: 'rates.not-a-rate' }] };
  }
  const ready = { from: word(values['from']).toUpperCase(), to: word(values['to']).toUpperCase(), day: word(values['day']), rate };
  const checked = RateIn.safeParse(ready);
  // A day that is missing or no day has been told by the sheet's own reader.
  const issues = (checked.error?.issues ?? []).filter((issue) => issue.path[0] !== 'day');
  const faults = issues.map((issue): RowFault => {
    const column = String(issue.path[0] ?? '');
    return { column, code: column === 'rate' ? 'rates.not-a-rate' : 'money.currency-unknown' };
  });
  if (ready.from === ready.to) faults.push({ column: 'to', code: 'rates.same-currency' });
  return ready.day === '' ? { faults } : { ready, faults };
}

/** Rates by file. */
export const importsRates: ImportHandler = {
  def: ratesImport,
  chunk: 500,
  keyOf: (values) => {
    const key = ['from', 'to', 'day'].map((column) => word(values[column]).toUpperCase());
    return key.includes('') ? null : key.join('|');
  },
  judge: async (ctx, _file, rows) => {
    const today = dayIn(ctx.mission.timeZone, ctx.now);
    const read = rows.map((row) => ({ row: row.row, source: word(row.values['source']), ...readRow(row) }));
    const good = read.filter((one) => one.ready && one.faults.length === 0);
    const now = await findCurrent.all(ctx.tx, {
      from: good.map((one) => one.ready!['from']!),
      to: good.map((one) => one.ready!['to']!),
      day: good.map((one) => one.ready!['day']!),
    });
    return read.map((one): JudgedRow => {
      if (!one.ready || one.faults.length > 0) return { row: one.row, faults: one.faults };
      if (one.ready['day']! > today)
        return { row: one.row, faults: [{ column: 'day', code: 'rates.day-too-late', figures: { day: one.ready['day']! } }] };
      const effect = effectOf(now[good.indexOf(one)]!.rate, one.ready['rate']!);
      return { row: one.row, effect: effect === 'same' ? 'unchanged' : effect, faults: [], ready: { ...one.ready, source: one.source } };
    });
  },
  command: (rows, file) => ({
    def: enterRates as never,
    input: {
      source: rows.map((one) => word(one.ready['source'])).find((source) => source !== '') ?? file.name.slice(0, 200),
      rates: rows.map(({ ready }) => ({ from: ready['from'], to: ready['to'], day: ready['day'], rate: ready['rate'] })),
    },
  }),
  outcomes: (result) => (result as { rows: string[] }).rows.map((state) => ({ state: state === 'same' ? 'same' : 'applied' })),
};
