import { pdfProblems } from '../pdf-problems.ts';
import { translate } from '../i18n/server.ts';
import { renderPdf } from '../pdf/render.ts';
import { finish } from './write.ts';
import type { OpenWriter, SheetColumn, SheetValue } from './write.ts';

/** A printed list of more rows than this is read by nobody; the others write any length. */
const mostRows = 5_000;

/** A list on paper: the same columns, with where it came from above it. */
export const writePdf: OpenWriter = async (out, columns, about) => {
  const rows: string[][] = [];
  const { language } = about;
  return {
    row: async (values) => {
      if (rows.length >= mostRows) throw pdfProblems.problem('too-many-rows', { most: mostRows });
      rows.push(values.map((value, at) => shown(value, columns[at]!, about)));
    },
    end: async () => {
      const [, ...lines] = about.lines;
      const pdf = await renderPdf('list', {
        language,
        title: about.title,
        mission: about.mission,
        when: about.when,
        foot: translate(language, 'pdf.foot', { rows: rows.length }),
        mark: about.mark,
        about: lines,
        columns: columns.map((column) => ({ title: column.title, number: column.type === 'number' })),
        rows,
        none: translate(language, 'pdf.none'),
      });
      out.write(pdf);
      await finish(out);
    },
  };
};

/** Months by name: figures alone turn around on an Arabic line. */
const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;

function shown(value: SheetValue, column: SheetColumn, { language, timeZone }: { language: string; timeZone: string }): string {
  if (value === null) return '';
  if (value instanceof Date)
    return new Intl.DateTimeFormat(language, { ...day, hour: '2-digit', minute: '2-digit', timeZone, calendar: 'gregory' }).format(value);
  if (typeof value === 'boolean') return value ? '✓' : '–';
  if (typeof value === 'number') return new Intl.NumberFormat(language).format(value);
  if (column.type === 'date')
    return new Intl.DateTimeFormat(language, { ...day, timeZone: 'UTC', calendar: 'gregory' }).format(new Date(`${value}T12:00:00Z`));
  return value;
}
