import { answer } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { isWaived } from '#kernel/places/server/index.ts';
import { getCountSheet, listCounts, listKeyedSheets, recordCount, reviewCount } from '../../contract/stores/counts.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import { differenceAt } from '../../domain/stores/count.ts';
import { asksFor, blindLines, stateOf, toleranceOf, whyNotApprove } from './count-asks.ts';
import { listCountRows, listKeyedSheets as findKeyedSheets, listSheet, listTakes } from './counts.repo.ts';
import type { CountListed, SheetFound } from './counts.repo.ts';
import { grantSeen } from '../grants.ts';
import { findCountPosition, placeReach } from './documents.repo.ts';
import { findRules } from './keeping.repo.ts';
import { positionOf } from './shared.ts';
import { sql } from '#foundation/db/sql.ts';

const shown = (row: CountListed) => ({
  id: row.id,
  number: row.number,
  placeId: row.place_id,
  placeCode: row.place_code,
  placeNameEn: row.place_en,
  placeNameTr: row.place_tr,
  placeNameAr: row.place_ar,
  state: row.state,
  lines: row.lines,
  counted: row.counted,
  plannedBy: row.planner,
  plannedAt: row.planned_at.toISOString(),
  closedBy: row.closer,
  closedAt: row.closed_at?.toISOString() ?? null,
  sheets: row.sheets,
});

export const answerListCounts = answer(listCounts, async (ctx, input) => {
  const rows = await listCountRows.all(ctx.tx, {
    reach: ctx.reach(listCounts.name, placeReach),
    id: null,
    state: input.state ?? null,
    place: input.placeId ?? null,
    toCheck: input.sheetsToCheck ?? null,
    me: ctx.actor.userId,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(shown) };
});

/** The count itself; its reach was asked with the query's scope. */
async function headOf(ctx: RequestContext, id: string): Promise<CountListed> {
  const all = { state: null, place: null, toCheck: null, me: ctx.actor.userId, sort: undefined, limit: 1, offset: 0 };
  const [row] = await listCountRows.all(ctx.tx, { ...all, reach: sql<boolean>`true`, id });
  if (!row) throw storeProblems.problem('count-not-found');
  return row;
}

const lineOf = (ctx: RequestContext, row: SheetFound) => ({
  line: row.line,
  itemId: row.item_id,
  itemCode: row.item_code,
  nameEn: row.name_en,
  nameTr: row.name_tr,
  nameAr: row.name_ar,
  unit: row.unit,
  lotId: row.lot_id,
  lotCode: row.lot_code,
  expiresOn: row.expires_on,
  placeId: row.place_id,
  placeCode: row.place_code,
  grantCode: grantSeen(ctx, row.grant_code),
  condition: row.condition,
  owner: row.owner,
  found: row.found,
});

export const answerCountSheet = answer(getCountSheet, async (ctx, input) => {
  const head = await headOf(ctx, input.countId);
  const rules = toleranceOf(await findRules.one(ctx.tx, {}));
  const takes = new Map((await listTakes.all(ctx.tx, { id: head.id, lines: null })).map((line) => [line.line, line]));
  const all = (await listSheet.all(ctx.tx, { id: head.id, search: input.search ?? null })).map((row) => ({
    ...lineOf(ctx, row),
    ask: asksFor(rules, takes.get(row.line)!, ctx.actor.userId),
  }));
  const asked = input.open ? all.filter((row) => row.ask === 'count' || row.ask === 'recount') : all;
  const waived = await isWaived(ctx, head.org_id, head.areas ?? []);
  return { ...shown(head), note: head.note, waived, total: asked.length, rows: asked.slice(input.offset, input.offset + input.limit) };
});

export const answerReviewCount = answer(reviewCount, async (ctx, input) => {
  const head = await headOf(ctx, input.countId);
  const rules = toleranceOf(await findRules.one(ctx.tx, {}));
  const lines = await listTakes.all(ctx.tx, { id: head.id, lines: null });
  const takes = new Map(lines.map((line) => [line.line, line]));
  // Who may still be asked to count is told nothing that a blind count hides, whatever else they may do.
  const mayCount = head.state === 'counting' && ctx.can(recordCount.name, positionOf(await findCountPosition.one(ctx.tx, { id: head.id })));
  const not = head.state === 'counting' ? whyNotApprove(rules, lines, ctx.actor.userId) : null;
  const all = (await listSheet.all(ctx.tx, { id: head.id, search: null })).map((row) => {
    const line = takes.get(row.line)!;
    const blind = mayCount && stateOf(rules, line).state !== 'settled';
    const last = blind ? undefined : line.takes?.at(-1);
    const difference = last ? (line.posted ?? differenceAt(last)) : null;
    const value = difference !== null && row.cost !== null ? { minor: String(difference * row.cost), currency: row.currency! } : null;
    return {
      ...lineOf(ctx, row),
      rounds: (line.takes ?? []).map((take) => ({
        round: take.round,
        counted: blind ? null : take.counted,
        by: take.byName,
        at: new Date(take.at).toISOString(),
      })),
      seq: last?.seq ?? null,
      expected: last ? last.expected + last.late : null,
      difference,
      value,
      needsRecount: stateOf(rules, line).state === 'recount',
    };
  });
  const weight = (row: (typeof all)[number]) => Math.abs(Number(row.value?.minor ?? row.difference ?? 0));
  const rows = (input.differing ? all.filter((row) => row.difference !== 0) : all).toSorted(
    (a, b) => weight(b) - weight(a) || a.line - b.line,
  );
  return {
    ...shown(head),
    note: head.note,
    closeNote: head.close_note,
    documentId: head.document_id,
    blocked: not && `supply.${not.code}`,
    blockedLines: not?.lines ?? 0,
    total: rows.length,
    rows: rows.slice(input.offset, input.offset + input.limit),
  };
});

export const answerListKeyedSheets = answer(listKeyedSheets, async (ctx, input) => {
  const sheets = await findKeyedSheets.all(ctx.tx, { id: input.countId, me: ctx.actor.userId });
  if (sheets.length === 0) return { rows: [] };
  const blind = (await headOf(ctx, input.countId)).state === 'counting' ? await blindLines(ctx, input.countId) : new Set<number>();
  const byLine = new Map((await listSheet.all(ctx.tx, { id: input.countId, search: null })).map((row) => [row.line, lineOf(ctx, row)]));
  return {
    rows: sheets.map(({ keyed, at, lines }) => ({
      keyed,
      at: at.toISOString(),
      // What has been checked is not shown again: a count stays blind for whoever has not seen it.
      lines: (keyed!.check ? [] : (lines ?? [])).map(({ line, counted }) => {
        const { placeId: _place, grantCode: _grant, owner: _owner, found: _found, ...shownLine } = byLine.get(line)!;
        return { ...shownLine, counted: blind.has(line) ? null : counted };
      }),
    })),
  };
});
