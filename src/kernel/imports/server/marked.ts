import type { Writable } from 'node:stream';
import { translate } from '#foundation/i18n/server.ts';
import type { Language } from '#foundation/i18n/server.ts';
import type { RowFault } from '#foundation/import.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { titleKey } from '#foundation/sheets/headings.ts';
import { openMarkedSheet } from '#foundation/sheets/write-marked.ts';
import type { MarkedRow } from '#foundation/sheets/write-marked.ts';
import { getFound } from './access.ts';
import { openContent } from './content.ts';
import type { ImportFound } from './imports.repo.ts';
import { listStored } from './rows.repo.ts';
import type { StoredRow } from './rows.repo.ts';

const pageSize = 2000;

/** Words of a fault in the reader's language: problems and field faults have translations of their own. */
export function faultWords(language: Language, fault: Pick<RowFault, 'code' | 'figures'>): string {
  return translate(language, fault.code.startsWith('field.') ? fault.code : `problem.${fault.code}`, fault.figures ?? {});
}

/** Writes the sheet as it stands now, mended or not, with every fault in its place. */
export async function writeMarked(ctx: RequestContext, importId: string, language: Language, out: Writable): Promise<void> {
  const { about, handler } = await getFound(ctx, importId);
  const headings = about.headings.map(
    (heading) => heading.text || (heading.key ? translate(language, titleKey(handler.def, heading.key)) : ''),
  );
  const sheet = await openMarkedSheet(out, {
    name: about.sheet ?? about.kind,
    language,
    headingRow: about.heading_row ?? 1,
    headings,
    faultHeading: translate(language, 'imports.fault-column'),
  });
  for (let offset = 0; ; offset += pageSize) {
    const rows = await listStored.all(ctx.tx, { id: about.id, states: null, warned: false, limit: pageSize, offset });
    for (const row of rows)
      await sheet.row({ row: row.row_no, cells: (await openContent(ctx.tx, row)).c, marks: marksOf(about, row, language) });
    if (rows.length < pageSize) break;
  }
  await sheet.end();
}

function marksOf(about: ImportFound, row: StoredRow, language: Language): MarkedRow['marks'] {
  const marks = row.faults.map((fault) => ({
    place: fault.column === null ? -1 : about.headings.findIndex((heading) => heading.key === fault.column),
    words: wordsOf(language, fault),
    warning: fault.level === 'warning',
  }));
  if (row.outcome) marks.push({ place: -1, words: faultWords(language, row.outcome), warning: false });
  return marks;
}

function wordsOf(language: Language, fault: RowFault): string {
  const offers = fault.suggestions?.map((offer) => offer.label).join(' / ');
  return faultWords(language, fault) + (offers ? ` ${translate(language, 'imports.perhaps', { offers })}` : '');
}
