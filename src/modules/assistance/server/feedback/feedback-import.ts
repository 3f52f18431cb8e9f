import type * as z from 'zod';
import { parseNumber, formatNumber } from '#foundation/document-number.ts';
import { newId } from '#foundation/ids.ts';
import type { ImportHandler, ImportRow, JudgedRow, RowOutcome } from '#foundation/import.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { commonProblems } from '#foundation/problem.ts';
import { onlyOrg } from '#kernel/access/server/index.ts';
import { feedbackImport, importFeedback, recordFeedback } from '../../contract/feedback/feedback.ts';
import { listPlacesSaid, findConcerned } from './feedback.repo.ts';
import { keepSaid } from './feedback.ts';

/** Complaints that were written down by hand, by spreadsheet. The same row brought twice is two: nobody can tell them apart. */
export const importsFeedback: ImportHandler = {
  def: feedbackImport,
  chunk: 200,
  keyOf: () => null,
  judge: judgeRows,
  command: (rows) => ({ def: importFeedback as never, input: { rows: rows.map((row) => row.ready) } }),
  outcomes: (result) => (result as z.output<typeof importFeedback.result>).outcomes as RowOutcome[],
};

const text = (row: ImportRow, key: string) => (row.values[key] as string | undefined)?.trim();
/** A distribution's number as it is written, or a site's code. */
const codeOf = (row: ImportRow) => {
  const typed = text(row, 'place')?.toUpperCase();
  const parsed = typed === undefined ? undefined : parseNumber(typed);
  return parsed ? formatNumber(parsed) : typed;
};

async function judgeRows(ctx: RequestContext, _file: unknown, rows: readonly ImportRow[]): Promise<JudgedRow[]> {
  const codes = [...new Set(rows.flatMap((row) => codeOf(row) ?? []))];
  const places = new Map((await listPlacesSaid.all(ctx.tx, { codes, onlyOrg: await onlyOrg(ctx) })).map((place) => [place.code, place]));
  return rows.map((row): JudgedRow => {
    const place = places.get(codeOf(row) ?? '');
    const may =
      place &&
      ctx.can(importFeedback.name, { ...(place.orgId ? { orgs: [place.orgId] } : {}), sites: [place.siteId], areas: place.lineage });
    if (!place || !may) return { row: row.row, faults: codeOf(row) ? [{ column: 'place', code: 'assistance.site-not-found' }] : [] };
    const contact = text(row, 'contact');
    return {
      row: row.row,
      effect: 'new',
      faults: [],
      ready: {
        feedbackId: newId(),
        siteId: place.siteId,
        ...(place.eventId ? { eventId: place.eventId } : {}),
        saidOn: row.values['saidOn'],
        category: row.values['category'],
        language: row.values['language'] ?? 'ar',
        words: text(row, 'words'),
        ...(contact ? { contact } : {}),
      },
    };
  });
}

export const handleImportFeedback = handle(importFeedback, async (ctx, { rows }) => {
  const only = await onlyOrg(ctx);
  for (const { feedbackId: id, siteId, eventId = null, saidOn, contact, ...said } of rows) {
    const at = await findConcerned.maybe(ctx.tx, { siteId, eventId });
    const position = at && { ...(at.org_id ? { orgs: [at.org_id] } : {}), sites: [at.site_id], areas: at.lineage };
    if (!position || !ctx.can(importFeedback.name, position) || (only !== null && at.org_id !== only))
      throw commonProblems.problem('not-permitted', { permission: recordFeedback.name });
    const receivedAt = new Date(`${saidOn}T12:00:00Z`);
    await keepSaid(ctx, {
      id,
      siteId,
      eventId,
      ...said,
      channel: 'sheet',
      contact: contact ?? null,
      aboutUserId: null,
      receivedAt: receivedAt > ctx.now ? ctx.now : receivedAt,
    });
  }
  return { outcomes: rows.map(() => ({ state: 'applied' as const })) };
});
