import { answer } from '#foundation/pipeline/context.ts';
import { sql } from '#foundation/db/sql.ts';
import { isWaived } from '#kernel/places/server/index.ts';
import { checkPaper } from '../../contract/papers/keyed.ts';
import { reverseStoreDocument, sortLoad } from '../../contract/stores/documents.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import {
  correctReceiptLine,
  getReceipt,
  listReceiptLines,
  listReceipts,
  matchReceipt,
  reverseReceipt,
  settleDifference,
  whatBlocksReversal,
} from '../../contract/stores/receipts.ts';
import { grantSeen, sortSeen } from '../grants.ts';
import { listPhotos, placeReach } from './documents.repo.ts';
import { listBlocks, listChecks, listMatches, listReceiptLineRows, listReceiptRows, listSubjectDocuments } from './read-receipts.repo.ts';
import type { ReceiptListed } from './read-receipts.repo.ts';
import { positionOf } from './shared.ts';

const shown = (row: ReceiptListed) => ({
  id: row.id,
  number: row.number,
  placeId: row.place_id,
  placeCode: row.place_code,
  placeNameEn: row.place_en,
  placeNameTr: row.place_tr,
  placeNameAr: row.place_ar,
  source: row.source,
  reference: row.reference,
  senderId: row.sender_id,
  senderName: row.sender_name,
  plate: row.plate,
  waybill: row.waybill,
  arrivedAt: row.arrived_at.toISOString(),
  recordedAt: row.recorded_at.toISOString(),
  receivedBy: row.receiver,
  state: row.state,
  lines: row.lines,
  differing: row.differing,
  unsorted: row.unsorted,
  matched: row.matched_at !== null,
  keyed: row.keyed,
  toCheck: row.state === 'posted' && row.keyed !== null && !row.keyed.mine && row.keyed.check === null,
});

const anyRow = {
  id: null,
  search: null,
  place: null,
  source: null,
  state: null,
  open: false,
  unmatched: false,
  toCheck: null,
  from: null,
  to: null,
  item: null,
  lot: null,
  sort: undefined,
  limit: 1,
  offset: 0,
};

export const answerListReceipts = answer(listReceipts, async (ctx, input) => {
  const rows = await listReceiptRows.all(ctx.tx, {
    ...anyRow,
    me: ctx.actor.userId,
    reach: ctx.reach(listReceipts.name, placeReach),
    search: input.search ?? null,
    place: input.placeId ?? null,
    source: input.source ?? null,
    state: input.state ?? null,
    open: input.open ?? false,
    unmatched: input.unmatched ?? false,
    toCheck: input.toCheck ?? null,
    from: input.from ?? null,
    to: input.to ?? null,
    item: input.itemId ?? null,
    lot: input.lotId ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(shown) };
});

export const answerListReceiptLines = answer(listReceiptLines, async (ctx, input) => {
  const { receiptId: id, sort, limit, offset } = input;
  const rows = await listReceiptLineRows.all(ctx.tx, {
    id,
    differing: input.differing ?? false,
    search: input.search ?? null,
    sort: sortSeen(ctx, sort),
    limit,
    offset,
  });
  const lines = rows.map((row) => ({
    line: row.line,
    ...stockOf(row),
    itemStatus: row.item_status,
    grantId: grantSeen(ctx, row.grant_id),
    grantCode: grantSeen(ctx, row.grant_code),
    owner: row.owner,
    pack: row.pack,
    expected: row.expected,
    good: row.good,
    damaged: row.damaged,
    missing: row.missing,
    extra: row.extra,
    settled: row.settled,
    condition: row.condition,
    waiting: row.waiting,
    note: row.note,
    version: row.version,
    corrected: row.corrected,
  }));
  return { total: rows[0]?.total ?? 0, rows: lines };
});

interface StockColumns {
  readonly item_id: string;
  readonly item_code: string;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly unit: string;
  readonly lot_id: string | null;
  readonly lot_code: string | null;
  readonly expires_on: string | null;
}
/** An item and lot as lists show them. */
export const stockOf = (row: StockColumns) => ({
  itemId: row.item_id,
  itemCode: row.item_code,
  nameEn: row.name_en,
  nameTr: row.name_tr,
  nameAr: row.name_ar,
  unit: row.unit,
  lotId: row.lot_id,
  lotCode: row.lot_code,
  expiresOn: row.expires_on,
});
const namesOf = (row: { name_en: string; name_tr: string | null; name_ar: string | null }) => ({
  nameEn: row.name_en,
  nameTr: row.name_tr,
  nameAr: row.name_ar,
});

const acts = [reverseReceipt, correctReceiptLine, settleDifference, matchReceipt, sortLoad, reverseStoreDocument, checkPaper].map(
  (def) => def.name,
);

export const answerGetReceipt = answer(getReceipt, async (ctx, input) => {
  const [row] = await listReceiptRows.all(ctx.tx, { ...anyRow, me: ctx.actor.userId, reach: sql<boolean>`true`, id: input.receiptId });
  if (!row) throw storeProblems.problem('receipt-not-found');
  const of = { id: row.id };
  const checks = await listChecks.all(ctx.tx, of);
  const matches = await listMatches.all(ctx.tx, of);
  const documents = await listSubjectDocuments.all(ctx.tx, of);
  const photos = await listPhotos.all(ctx.tx, { kind: 'receipt', id: row.id });
  return {
    ...shown(row),
    owner: row.owner,
    transporterId: row.transporter_id,
    transporterName: row.transporter_name,
    note: row.note,
    siteId: row.site_id,
    storeId: row.store_id,
    waived: await isWaived(ctx, row.org_id, row.areas ?? []),
    reversal:
      row.reversal_id === null
        ? null
        : { id: row.reversal_id, reason: row.reversal_reason!, by: row.reversed_name!, at: row.reversed_at!.toISOString() },
    checks: checks.map((check) => ({
      id: check.id,
      itemId: check.item_id,
      ...namesOf(check),
      specification: check.specification,
      sampleSize: check.sample_size,
      defects: check.defects,
      verdict: check.verdict,
      note: check.note,
    })),
    matches: matches.map((match) => ({ itemId: match.item_id, ...namesOf(match), expected: match.expected, found: match.found })),
    documents: documents.map((document) => ({ ...document, at: document.at.toISOString() })),
    photos: photos.map((photo) => photo.id),
    abilities: row.state === 'posted' ? ctx.abilities(acts, positionOf(row)) : [],
  };
});

export const answerWhatBlocks = answer(whatBlocksReversal, async (ctx, input) => {
  const rows = await listBlocks.all(ctx.tx, { id: input.receiptId });
  return {
    rows: rows.map((row) => ({
      ...stockOf(row),
      placeCode: row.place_code,
      condition: row.condition,
      brought: row.brought,
      left: row.left,
      reserved: row.reserved,
      documents: (row.documents ?? []).map((document) => ({ ...document, at: new Date(document.at).toISOString() })),
    })),
  };
});
