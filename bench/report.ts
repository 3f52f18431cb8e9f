import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Row } from './world.ts';

const page = fileURLToPath(new URL('../docs/benchmarks.md', import.meta.url));

const figure = ({ value, unit }: Row) =>
  `${Number.isInteger(value) || value >= 100 ? value.toFixed(0) : value.toPrecision(3)} ${unit}`.trim();

/** A row for the terminal. */
export function lineOf(row: Row): string {
  const ratio = row.ratio === undefined ? '' : `ratio ${row.ratio.toFixed(2)}`;
  return `  ${row.what.padEnd(72)} ${figure(row).padStart(16)}  ${ratio.padEnd(12)} ${row.asked ? `(asked: ${row.asked})` : ''}`;
}

/** Puts a bench's last table in its place on the page; the words around it are people's. */
export function writeTable(name: string, machine: string, rows: readonly Row[]): void {
  const text = readFileSync(page, 'utf8');
  const [begin, end] = [`<!-- bench ${name} -->`, `<!-- end ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/benchmarks.md has no place for ${name}: ${begin} and ${end}`);
  const table = [
    `Measured on ${new Date().toISOString().slice(0, 10)}: ${machine}.`,
    '',
    '| What | Figure | Beside bare PostgreSQL | Asked |',
    '| --- | ---: | ---: | --- |',
    ...rows.map((row) => `| ${row.what.trim()} | ${figure(row)} | ${row.ratio?.toFixed(2) ?? ''} | ${row.asked ?? ''} |`),
  ];
  writeFileSync(page, `${text.slice(0, from + begin.length)}\n\n${table.join('\n')}\n\n${text.slice(to)}`);
}
