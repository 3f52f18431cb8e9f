import type * as z from 'zod';
import { parseNumber } from '#foundation/document-number.ts';
import { askTogether } from '#foundation/db/tx.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import type { Move } from '#kernel/goods/contract/moves.ts';
import { linkFile } from '#kernel/files/server/index.ts';
import { itemsOf, postGoods } from '#kernel/goods/server/index.ts';
import { takeNumber } from '#kernel/numbers/server/index.ts';
import { listIncoming, recordDelivery } from '../../contract/transport/deliveries.ts';
import { delivered } from '../../contract/transport/events.ts';
import { aboardTotal } from '../../domain/transport/aboard.ts';
import { differBy, nearestOf, refusedAboard } from '../../domain/transport/accounts.ts';
import type { AboardLine, LineWrite } from '../../domain/transport/unload.ts';
import { finishedBy, readAccount, rowsOf, strangersOf, unloadOf } from './account.ts';
import type { Account, Input } from './account.ts';
import { caseLine, openDiscrepancy, settleMissing, sideOf } from './cases.ts';
import { findCase, updateDiffering } from './cases.repo.ts';
import type { CaseLineWrite } from './cases.repo.ts';
import { insertDelivery } from './deliveries.repo.ts';
import type { AccountFound, DeliveryLineWrite } from './deliveries.repo.ts';
import { positionOfLeg, tellFacts } from './facts.ts';
import type { LegFound } from './legs.repo.ts';
import { keepKeyed } from '../papers/keyed.ts';
import { sealSignatures } from './sealing.ts';

/** Goods that were not taken in stay on the truck until somebody says where they go. */
export const deliveryRefused = 'supply.delivery-refused';
/** The reason as words of an exception choose by it: a choice bears no hyphen. */
export const whyOf = (reason: string): string => reason.replaceAll('-', '_');

export const handleRecordDelivery = handle(recordDelivery, (ctx, input) => keepAccount(ctx, input));

/** Books and keeps one account of what came off a truck, whoever gave it. */
export async function keepAccount(ctx: CommandContext, input: Input): Promise<z.output<typeof recordDelivery.result>> {
  const account = await readAccount(ctx, input);
  const { leg, late } = account;
  const off = unloadOf(account);
  const strange = strangersOf(leg, input);
  const { number, posts } = await book(ctx, account, [...off.moves, ...strange.moves]);
  const rows = rowsOf(account);
  await keepDelivery(ctx, account, { number, rows, posts });
  await tellTruck(ctx, account, { number, rows, posts, writes: off.writes });
  const more = [...strange.cases(ctx), ...(await differing(ctx, account, number))];
  const differences = await settleMissing(ctx, leg, late, off.differences);
  const discrepancyId = await openDiscrepancy(ctx, leg, 'delivery', differences, more);
  const posted = bringsNews(account);
  if (posted) tellDelivered(ctx, account, rows);
  // What was refused of a late one has come back already.
  await tellRefused(
    ctx,
    account,
    rows.filter((row) => !late.has(row.line_id ?? '')),
  );
  const sum = (key: 'missing' | 'damaged' | 'extra' | 'refused') => rows.reduce((total, row) => total + row[key], 0);
  return {
    number,
    posted,
    missing: sum('missing'),
    damaged: sum('damaged'),
    extra: sum('extra'),
    refused: sum('refused'),
    discrepancyId,
  };
}

/** Whether a line moves by it, or all of it had been told. */
const bringsNews = ({ fresh, late }: Account): boolean => fresh.length + late.size > 0;

/** Posts what moved, and takes the delivery's number in the same flight. */
async function book(ctx: CommandContext, { leg, input }: Account, moves: readonly Move[]): Promise<{ number: string; posts: boolean }> {
  const posts = moves.length > 0;
  const document = { documentId: input.documentId, kind: input.returned ? 'return' : 'delivery', moves };
  const post = async (): Promise<void> => {
    if (posts) await postGoods(ctx, document);
  };
  const [, number] = await askTogether(ctx.tx, () => [post(), numberOf(ctx, leg, input)]);
  return { number, posts };
}

interface Kept {
  readonly number: string;
  readonly rows: readonly DeliveryLineWrite[];
  readonly posts: boolean;
}

/** What the truck is told of it. */
function tellTruck(ctx: CommandContext, account: Account, { number, rows, posts, writes }: Kept & { writes: readonly LineWrite[] }) {
  const { leg, input } = account;
  const kind = input.returned ? ('returned' as const) : ('received' as const);
  const again = !bringsNews(account);
  const data = { deliveryId: input.deliveryId, number, done: finishedBy(account, writes), took: tookSome(rows), again };
  return tellFacts(ctx, [{ leg, kind, documentId: posts ? input.documentId : undefined, data }], writes);
}

/** Whether anything was taken in by it: goods that were all refused have been delivered to nobody. */
const tookSome = (rows: readonly DeliveryLineWrite[]): boolean => rows.some((row) => row.posted && row.good + row.damaged > 0);

const sideFor = (ctx: CommandContext, leg: LegFound) => sideOf(ctx.actor.orgId, leg.consigneeOrgId);

const numberOf = (ctx: CommandContext, leg: LegFound, { deliveryId: id }: Input): Promise<string> =>
  takeNumber(ctx, { kind: 'DN', office: parseNumber(leg.shipmentNumber)!.office, subject: { kind: 'delivery', id } });

async function keepDelivery(ctx: CommandContext, { leg, input }: Account, { number, rows, posts }: Kept): Promise<void> {
  const signed = input.signatures.length > 0;
  insertDelivery.defer(ctx.tx, {
    id: input.deliveryId,
    number,
    legId: leg.id,
    shipmentId: leg.shipmentId,
    placeId: input.placeId,
    kind: input.returned ? 'return' : 'delivery',
    side: sideFor(ctx, leg),
    occurredAt: ctx.command.occurredAt.toISOString(),
    at: ctx.now.toISOString(),
    lat: input.point?.lat ?? null,
    lon: input.point?.lon ?? null,
    accuracyM: input.point?.accuracyM ?? null,
    note: input.note || null,
    signatures: signed ? await sealSignatures(ctx.tx, input.deliveryId, input.signatures) : null,
    documentId: posts ? input.documentId : null,
    commandId: ctx.command.id,
    by: ctx.actor.userId,
    lines: rows,
    units: input.units.map((unit) => ({ unit_id: unit.unitId, state: unit.state, note: unit.note ?? null })),
  });
  if (input.fromPaper) keepKeyed(ctx, { id: input.deliveryId, deliveryId: input.deliveryId });
  const subject = { kind: 'delivery', id: input.deliveryId };
  const pictures = [...input.photos, ...input.signatures.flatMap((row) => (row.fileId ? [row.fileId] : []))];
  for (const fileId of pictures) await linkFile(ctx, { fileId, subject, permission: listIncoming.name });
  ctx.touch('delivery', input.deliveryId);
}

/** Goods that were refused wait on the truck: who sent them hears of it, and it is over when none is left aboard. */
async function tellRefused(ctx: CommandContext, { leg, lines, accounts }: Account, rows: readonly DeliveryLineWrite[]): Promise<void> {
  const booked = rows.filter((row) => row.posted && row.line_id !== null);
  const refused = booked.filter((row) => row.refused > 0);
  const subject = { kind: 'shipment-leg', id: leg.id };
  if (refused.length > 0) {
    const known = await itemsOf(ctx, [...new Set(refused.map((row) => row.item_id))]);
    const items = refused.map((row) => `${known.get(row.item_id)?.code ?? ''} ${row.refused}`.trim());
    const qty = refused.reduce((sum, row) => sum + row.refused, 0);
    await ctx.raise({
      kind: deliveryRefused,
      subject,
      figures: {
        waybill: leg.waybill,
        shipment: leg.shipmentNumber,
        reason: refused[0]!.refused_for,
        why: whyOf(refused[0]!.refused_for!),
        items,
        qty,
      },
      position: await positionOfLeg(ctx, leg.id),
    });
    return;
  }
  // Nothing to be over where nothing was refused before.
  if (!leg.facts.some(({ kind }) => kind === 'refused') && !accounts.some((row) => row.refused > 0)) return;
  const took = new Set(booked.map((row) => row.line_id));
  const isGone = (line: AboardLine) => took.has(line.lineId) || aboardTotal(line, refusedAboard(accounts, line)) === 0;
  const cameBack = lines.some((line) => took.has(line.lineId)) && lines.every(isGone);
  if (cameBack) await ctx.settle(deliveryRefused, subject);
}

type AccountKept = Pick<AccountFound, 'deliveryId' | 'number' | 'side' | 'good' | 'damaged' | 'refused'>;
const accountKept = ({ deliveryId, number, side, good, damaged, refused }: AccountKept): AccountKept => ({
  deliveryId,
  number,
  side,
  good,
  damaged,
  refused,
});

/** Lines that were counted before, and differently now: one line of the case keeps all accounts. */
async function differing(ctx: CommandContext, { leg, input, again, accounts, lines }: Account, number: string): Promise<CaseLineWrite[]> {
  const writes: CaseLineWrite[] = [];
  if (again.length === 0) return writes;
  const caseId = await findOwnCase(ctx, leg);
  for (const count of again) {
    const first = nearestOf(accounts, count, input.placeId)!;
    const before = accounts.filter((row) => row.lineId === count.lineId && row.placeId === first.placeId);
    const by = differBy(first, count);
    if (by === 0) continue;
    const last = { ...count, deliveryId: input.deliveryId, number, side: sideFor(ctx, leg) };
    const kept = { place: first.placeId, rows: [first, ...before.filter((row) => !row.posted), last].map(accountKept) };
    const goods = lines.find((line) => line.lineId === count.lineId)!.goods;
    const known = caseId && (await updateDiffering.run(ctx.tx, { caseId, lineId: count.lineId, qty: by, accounts: kept }));
    if (known) ctx.touch('discrepancy', caseId);
    else
      writes.push(caseLine(ctx, { kind: 'missing', lineId: count.lineId, goods, place: leg.truckPlaceId, qty: by }, kept, 'counts-differ'));
  }
  return writes;
}

async function findOwnCase(ctx: CommandContext, leg: LegFound): Promise<string | undefined> {
  return (await findCase.maybe(ctx.tx, { legId: leg.id, stage: 'delivery' }))?.id;
}

function tellDelivered(ctx: CommandContext, { leg, input }: Account, rows: readonly DeliveryLineWrite[]): void {
  const holds = new Map(leg.lines.map((line) => [line.lineId, line.holdId]));
  ctx.emit(delivered, {
    shipmentId: leg.shipmentId,
    legId: leg.id,
    deliveryId: input.deliveryId,
    placeId: input.placeId,
    returned: input.returned,
    lines: rows.flatMap(({ line_id, item_id, good, damaged, missing, extra, posted }) =>
      line_id && posted ? [{ lineId: line_id, holdId: holds.get(line_id) ?? null, itemId: item_id, good, damaged, missing, extra }] : [],
    ),
  });
}
