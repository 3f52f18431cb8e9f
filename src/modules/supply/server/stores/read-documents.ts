import { sql } from '#foundation/db/sql.ts';
import { answer } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import {
  approveDocument,
  declineDocument,
  getDocument,
  listDocuments,
  recallLot,
  reverseStoreDocument,
} from '../../contract/stores/documents.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import { whyNotReverse } from '../../domain/stores/reversal.ts';
import { findDocumentPosition, listDocumentRows, listLineRows, listPhotos, placeReach } from './documents.repo.ts';
import type { DocumentListed } from './documents.repo.ts';
import { grantSeen, mayGrants } from '../grants.ts';
import { stockOf } from './read-receipts.ts';
import { positionOf } from './shared.ts';

const shown = (row: DocumentListed) => ({
  id: row.id,
  kind: row.kind,
  number: row.number,
  state: row.state,
  placeId: row.place_id,
  placeCode: row.place_code,
  lines: row.lines,
  reason: row.reason,
  reference: row.reference,
  orgName: row.org_name,
  occurredAt: row.occurred_at.toISOString(),
  madeBy: row.maker,
  madeAt: row.made_at.toISOString(),
  decidedBy: row.decider,
  decidedAt: row.decided_at?.toISOString() ?? null,
  mine: row.mine,
});

const anyRow = {
  id: null,
  kinds: null,
  state: null,
  place: null,
  subject: null,
  lot: null,
  search: null,
  from: null,
  to: null,
  sort: undefined,
  limit: 1,
  offset: 0,
};

const sideSeen = <S extends { readonly grantCode: string | null }>(ctx: RequestContext, side: S): S => ({
  ...side,
  grantCode: grantSeen(ctx, side.grantCode),
});

export const answerListDocuments = answer(listDocuments, async (ctx, input) => {
  const rows = await listDocumentRows.all(ctx.tx, {
    ...anyRow,
    grants: mayGrants(ctx),
    reach: ctx.reach(listDocuments.name, placeReach),
    me: ctx.actor.userId,
    kinds: input.kinds ?? null,
    state: input.state ?? null,
    place: input.placeId ?? null,
    subject: input.subjectId ?? null,
    lot: input.lotId ?? null,
    search: input.search ?? null,
    from: input.from ?? null,
    to: input.to ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(shown) };
});

export const answerGetDocument = answer(getDocument, async (ctx, input) => {
  const grants = mayGrants(ctx);
  const all = { ...anyRow, grants, reach: sql<boolean>`true`, me: ctx.actor.userId };
  const [row] = await listDocumentRows.all(ctx.tx, { ...all, id: input.documentId });
  const place = await findDocumentPosition.maybe(ctx.tx, { id: input.documentId });
  if (!row || !place) throw storeProblems.problem('document-not-found');
  const lines = await listLineRows.all(ctx.tx, { id: row.id, limit: input.limit, offset: input.offset });
  // The one file of a transfer between grants is the donor's consent.
  const shut = row.kind === 'grant-transfer' && !grants;
  const photos = shut ? [] : await listPhotos.all(ctx.tx, { kind: 'store-document', id: row.id });
  return {
    ...shown(row),
    note: row.note,
    decisionNote: row.decision_note,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    secondPerson: row.second_person,
    rows: lines.map((line) => ({
      line: line.line,
      ...stockOf(line),
      from: sideSeen(ctx, line.from),
      to: sideSeen(ctx, line.to),
      qty: line.qty,
      pack: line.pack,
    })),
    photos: photos.map((photo) => photo.id),
    abilities: ctx.abilities(actsOn(ctx, row), positionOf(place)),
  };
});

/** What this person may do with a document in its state, before it is asked where it lies. */
function actsOn(ctx: RequestContext, row: DocumentListed): string[] {
  if (row.state === 'asked')
    return row.mine || (row.kind === 'grant-transfer' && !mayGrants(ctx)) ? [] : [approveDocument.name, declineDocument.name];
  const posted = { kind: row.kind, madeBy: row.made_by, secondPerson: row.second_person };
  const actor = { userId: ctx.actor.userId, mayRecall: ctx.can(recallLot.name, {}) };
  return row.state === 'posted' && whyNotReverse(posted, actor) === null ? [reverseStoreDocument.name] : [];
}
