import { newId } from '#foundation/ids.ts';
import { Problem } from '#foundation/problem.ts';
import type { CommandContext, PositionResolver } from '#foundation/pipeline/context.ts';
import { linkFile } from '#kernel/files/server/index.ts';
import type { Move, Outside, StockAt } from '#kernel/goods/contract/moves.ts';
import { placeOf, postGoods } from '#kernel/goods/server/index.ts';
import type { PlaceFacts } from '#kernel/goods/server/index.ts';
import { listHolders } from '#kernel/access/server/index.ts';
import { tell } from '#kernel/notify/server/index.ts';
import { takeNumber } from '#kernel/numbers/server/index.ts';
import { approveDocument } from '../../contract/stores/documents.ts';
import type { DocumentKind } from '../../contract/stores/documents.ts';
import { storeDocumentPosted } from '../../contract/stores/keeping.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import type { Ratios } from '../../domain/stores/moves.ts';
import { findRoot, insertDocument, listPlacesOf, listRatios } from './documents.repo.ts';
import type { LineWrite, PositionFound } from './documents.repo.ts';
import { readsGrants } from '../grants.ts';
import { listGrantsOfRows } from './stock.repo.ts';
import type { Sql } from '#foundation/db/sql.ts';

/** Under which kind each document stands in the goods book; some kinds alone may change a grant or an owner. */
export const ledgerKind: Readonly<Record<DocumentKind, string>> = {
  move: 'move',
  quarantine: 'quarantine',
  release: 'release',
  expiry: 'expiry',
  recall: 'recall',
  adjustment: 'adjustment',
  loan: 'grant-swap',
  payback: 'grant-swap',
  earmark: 'grant-swap',
  'grant-transfer': 'grant-transfer',
  title: 'title-transfer',
  custody: 'custody-transfer',
  sorting: 'sorting',
  count: 'count',
  difference: 'difference',
};
/** The series of numbers of each kind. */
const series: Readonly<Record<DocumentKind, string>> = {
  move: 'MV',
  quarantine: 'MV',
  release: 'MV',
  expiry: 'AD',
  recall: 'AD',
  adjustment: 'AD',
  loan: 'LN',
  payback: 'LN',
  earmark: 'AD',
  'grant-transfer': 'GT',
  title: 'AD',
  custody: 'MV',
  sorting: 'AD',
  count: 'CT',
  difference: 'AD',
};

const isReal = (side: StockAt | Outside): side is StockAt => !('virtual' in side);

/** The letters of a store in its documents' numbers. */
export async function officeOf(ctx: CommandContext, placeId: string): Promise<string> {
  const root = await findRoot.one(ctx.tx, { id: placeId });
  const letters = root.code.replace(/[^A-Z0-9]/g, '').slice(0, 6);
  return letters.length >= 2 ? letters : `${letters}0`;
}

export interface Draft {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly placeId: string;
  readonly moves: readonly Move[];
  /** Waits for a second person and posts nothing yet. */
  readonly asked?: boolean;
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
  readonly reference?: string | undefined;
  readonly orgId?: string | undefined;
  readonly subject?: { readonly kind: string; readonly id: string; readonly line?: number } | undefined;
  readonly photos?: readonly string[];
  /** A number it has already. */
  readonly number?: string;
  /** Who looked besides the one who made it, when that has happened. */
  readonly madeBy?: string;
  readonly decidedBy?: string;
}

/** Posts a document of a store, or keeps it until a second person has looked; the number is taken last, for all wait for it. */
export async function carryOut(ctx: CommandContext, draft: Draft): Promise<{ state: 'asked' | 'posted'; number: string }> {
  if (!draft.asked) await postGoods(ctx, { documentId: draft.id, kind: ledgerKind[draft.kind], moves: draft.moves });
  const subject = { kind: 'store-document', id: draft.id };
  const number = draft.number ?? (await takeNumber(ctx, { kind: series[draft.kind], office: await officeOf(ctx, draft.placeId), subject }));
  const state = draft.asked ? 'asked' : 'posted';
  await insertDocument.run(ctx.tx, {
    id: draft.id,
    kind: draft.kind,
    number,
    placeId: draft.placeId,
    state,
    secondPerson: draft.asked === true || draft.decidedBy !== undefined,
    reason: draft.reason ?? null,
    note: draft.note || null,
    reference: draft.reference ?? null,
    orgId: draft.orgId ?? null,
    subjectKind: draft.subject?.kind ?? null,
    subjectId: draft.subject?.id ?? null,
    subjectLine: draft.subject?.line ?? null,
    occurredAt: ctx.command.occurredAt.toISOString(),
    by: draft.madeBy ?? ctx.actor.userId,
    at: ctx.now.toISOString(),
    commandId: ctx.command.id,
    decidedBy: draft.decidedBy ?? null,
    lines: draft.moves.map(lineOf),
  });
  for (const fileId of draft.photos ?? []) await linkFile(ctx, { fileId, subject, permission: 'supply.list-store-documents' });
  ctx.touch(subject.kind, draft.id);
  if (draft.subject) ctx.touch(draft.subject.kind, draft.subject.id);
  if (draft.asked) await tellApprovers(ctx, draft, number);
  if (state === 'posted') ctx.emit(storeDocumentPosted, { documentId: draft.id, kind: draft.kind, placeId: draft.placeId });
  return { state, number };
}

/** Where a place stands, for asking who holds a right there. */
export async function standsAt(ctx: CommandContext, placeId: string) {
  const { areas, siteId, orgId } = await placeOf(ctx, placeId);
  return { areas: [...areas], ...(siteId ? { sites: [siteId] } : {}), ...(orgId ? { orgs: [orgId] } : {}) };
}

/** Whoever may be the second person here is told that a document waits; of a transfer between grants only who reads them. */
async function tellApprovers(ctx: CommandContext, draft: Draft, number: string): Promise<void> {
  const needed = draft.kind === 'grant-transfer' ? [approveDocument.name, readsGrants] : approveDocument.name;
  await tell(ctx, {
    to: await listHolders(ctx, needed, await standsAt(ctx, draft.placeId)),
    kind: 'store-document-waits',
    subject: { kind: 'store-document', id: draft.id },
    figures: { number },
    cause: `waits ${draft.id}`,
  });
}

function lineOf({ from, to, qty, pack }: Move): LineWrite {
  const [source, target] = [isReal(from) ? from : undefined, isReal(to) ? to : undefined];
  return {
    item_id: from.item,
    lot_id: from.lot ?? to.lot ?? null,
    from_outside: isReal(from) ? null : from.virtual,
    from_place: source?.place ?? null,
    from_grant: source?.grant ?? null,
    from_condition: source?.condition ?? null,
    from_owner: source?.owner ?? null,
    to_outside: isReal(to) ? null : to.virtual,
    to_place: target?.place ?? null,
    to_grant: target?.grant ?? null,
    to_condition: target?.condition ?? null,
    to_owner: target?.owner ?? null,
    qty,
    pack_id: pack?.packId ?? null,
    pack_count: pack?.count ?? null,
  };
}

/** A kept line as the move it asks for. */
export function moveOf(line: LineWrite): Move {
  return {
    from: sideOf(line, 'from'),
    to: sideOf(line, 'to'),
    qty: line.qty,
    ...(line.pack_id ? { pack: { packId: line.pack_id, count: line.pack_count! } } : {}),
  };
}
function sideOf(line: LineWrite, end: 'from' | 'to'): StockAt | Outside {
  const item = { item: line.item_id, ...(line.lot_id ? { lot: line.lot_id } : {}) };
  const outside = line[`${end}_outside`];
  const other = end === 'from' ? 'to' : 'from';
  const grant = line[`${end}_grant`] ?? (outside ? line[`${other}_grant`] : null);
  const with_ = { ...item, ...(grant ? { grant } : {}) };
  if (outside) {
    const [place, owner] = [line[`${other}_place`], line[`${other}_owner`]];
    return {
      virtual: outside as Outside['virtual'],
      ...with_,
      ...(place ? { place } : {}),
      ...(owner ? { owner: owner as StockAt['owner'] } : {}),
    };
  }
  return {
    ...with_,
    place: line[`${end}_place`]!,
    condition: line[`${end}_condition`] as StockAt['condition'],
    owner: line[`${end}_owner`] as StockAt['owner'],
  };
}

export type PlaceSeen = { readonly code: string; readonly org: string | null };

/** Refuses lines that lie outside the store, whose right was asked; answers each place with whose custody it is. */
export async function placesInside(ctx: CommandContext, store: string, ids: readonly string[]): Promise<Map<string, PlaceSeen>> {
  const places = await placesNamed(ctx, store, ids);
  const outside = [...places.values()].find((place) => !place.inside);
  if (outside) throw storeProblems.problem('place-outside-store', { place: outside.code });
  return places;
}
export async function placesNamed(
  ctx: CommandContext,
  store: string,
  ids: readonly string[],
): Promise<Map<string, PlaceSeen & { inside: boolean }>> {
  const rows = await listPlacesOf.all(ctx.tx, { ids: [...new Set(ids)], store });
  const found = new Map(rows.map((row) => [row.id, { code: row.code, org: row.org_id, inside: row.inside }]));
  if (ids.some((id) => !found.has(id))) throw storeProblems.problem('place-not-found');
  return found;
}

/**
 * Lines with the grant of the row of stock that they name, for who may take goods without reading whose money they are. A key
 * that is of other goods than its line names nothing.
 */
export async function takenOf<T extends { readonly at: StockAt; readonly row?: string | undefined }>(
  ctx: CommandContext,
  lines: readonly T[],
): Promise<Omit<T, 'row'>[]> {
  const ids = lines.flatMap(({ row, at }) => (row !== undefined && at.grant === undefined ? [row] : []));
  const rows = new Map(ids.length > 0 ? (await listGrantsOfRows.all(ctx.tx, { ids })).map((row) => [row.id, row]) : []);
  return lines.map(({ row, ...line }) => {
    const { at } = line;
    const named = row !== undefined && at.grant === undefined ? rows.get(row) : undefined;
    if (!named || keyOf(named) !== keyOf(at)) return line;
    return { ...line, at: { ...at, grant: named.grant } };
  });
}
const keyOf = (at: { item: string; place: string; lot?: string | null | undefined; condition: string; owner: string }) =>
  [at.item, at.place, at.lot ?? '', at.condition, at.owner].join(' ');

export async function storeOf(ctx: CommandContext, placeId: string): Promise<PlaceFacts> {
  return placeOf(ctx, placeId);
}

export async function ratiosOf(ctx: CommandContext, packs: readonly ({ packId: string } | undefined)[]): Promise<Ratios> {
  const ids = [...new Set(packs.flatMap((pack) => pack?.packId ?? []))];
  if (ids.length === 0) return new Map();
  return new Map((await listRatios.all(ctx.tx, { ids })).map((row) => [row.id, { smallest: row.smallest, per: row.per }]));
}

/** What `decide` answered, or its refusal. */
export function orThrow<T>(decided: T | Problem): T {
  if (decided instanceof Problem) throw decided;
  return decided;
}

export const idNow = (ctx: CommandContext) => newId(ctx.now.getTime());

/** Where a record of a store lies. */
export const positionBy =
  (find: Sql<{ id: string }, PositionFound>): PositionResolver =>
  async (tx, id) => {
    const found = await find.maybe(tx, { id });
    return (
      found && {
        areas: found.areas ?? [],
        ...(found.site_id ? { sites: [found.site_id] } : {}),
        ...(found.org_id ? { orgs: [found.org_id] } : {}),
      }
    );
  };

/** The same as a value, for the abilities that travel with a record and for exceptions. */
export const positionOf = (found: PositionFound) => ({
  areas: found.areas ?? [],
  ...(found.site_id ? { sites: [found.site_id] } : {}),
  ...(found.org_id ? { orgs: [found.org_id] } : {}),
});
