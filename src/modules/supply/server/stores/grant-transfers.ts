import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { linkFile } from '#kernel/files/server/index.ts';
import type { Move } from '#kernel/goods/contract/moves.ts';
import { listGrantTransfers, transferBetweenGrants } from '../../contract/stores/grant-transfers.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import type { Taken } from '../../contract/stores/shapes.ts';
import { decideTransfer } from '../../domain/stores/grant-transfer.ts';
import type { TransferView, Use } from '../../domain/stores/grant-transfer.ts';
import { grantSeen, mayGrants, readsGrants, sortSeen } from '../grants.ts';
import { listGrantRules } from '../requests/stock.repo.ts';
import { placeReach } from './documents.repo.ts';
import { findLineage, findTransfer, insertTransfer, listLying, listStands, listTransferRows } from './grant-transfers.repo.ts';
import type { TransferListed, TransferWrite } from './grant-transfers.repo.ts';
import { carryOut, orThrow, placesInside } from './shared.ts';

type Meant = Pick<TransferWrite, 'fromGrant' | 'toGrant' | 'sector' | 'area' | 'partnerId'>;

export const handleTransferBetweenGrants = handle(transferBetweenGrants, async (ctx, input) => {
  await placesInside(
    ctx,
    input.placeId,
    input.lines.map((line) => line.at.place),
  );
  const { documentId: id, placeId, fromGrant, toGrant, reason } = input;
  const consent = { consent: input.consent ?? null, consentFileId: input.consentFileId ?? null };
  if (!consent.consent && !consent.consentFileId) throw storeProblems.problem('consent-missing');
  const meant = { fromGrant, toGrant, sector: input.sector ?? null, area: input.area ?? null, partnerId: input.partnerId ?? null };
  const moves = await movesOf(ctx, meant, input.lines);
  const { number } = await carryOut(ctx, { id, kind: 'grant-transfer', placeId, moves, asked: true, reason, reference: input.consent });
  await insertTransfer.run(ctx.tx, { id, ...meant, ...consent });
  if (input.consentFileId)
    await linkFile(ctx, { fileId: input.consentFileId, subject: { kind: 'store-document', id }, permission: readsGrants });
  for (const grant of [fromGrant, toGrant]) ctx.touch('grant', grant);
  return { number };
});

/** Before the second person's yes posts it: what was allowed and free when it was asked may have changed since. */
export async function judgeTransfer(ctx: CommandContext, id: string, moves: readonly Move[]): Promise<void> {
  const meant = await findTransfer.one(ctx.tx, { id });
  await movesOf(
    ctx,
    meant,
    moves.map(({ from, qty }) => ({ at: from as Taken['at'], qty })),
  );
  for (const grant of [meant.fromGrant, meant.toGrant]) ctx.touch('grant', grant);
}

async function movesOf(ctx: CommandContext, meant: Meant, lines: readonly Taken[]): Promise<Move[]> {
  return orThrow(decideTransfer(await viewOf(ctx, meant, lines), lines, dayIn(ctx.mission.timeZone, ctx.now)));
}

async function viewOf(ctx: CommandContext, meant: Meant, lines: readonly Taken[]): Promise<TransferView> {
  const found = await listGrantRules.all(ctx.tx, { ids: [meant.fromGrant, meant.toGrant] });
  // A refusal names a grant to whoever reads grants alone.
  const rules = new Map(found.map((rule) => [rule.id, { ...rule, code: grantSeen(ctx, rule.code) ?? '…' }]));
  const rows = lines.map(({ at, qty }) => ({
    item: at.item,
    lot: at.lot ?? null,
    place: at.place,
    grant: at.grant ?? null,
    condition: at.condition,
    owner: at.owner,
    qty,
  }));
  return {
    from: rules.get(meant.fromGrant),
    to: rules.get(meant.toGrant),
    uses: await usesOf(ctx, meant, lines),
    lying: await listLying.all(ctx.tx, { rows }),
  };
}

/** For what the goods are meant: as it was said, but in a store that a partner runs by that partner and where it stands. */
async function usesOf(ctx: CommandContext, meant: Meant, lines: readonly Taken[]): Promise<Use[]> {
  const stands = await listStands.all(ctx.tx, { ids: [...new Set(lines.map((line) => line.at.place))] });
  const said = meant.area ? ((await findLineage.maybe(ctx.tx, { area: meant.area }))?.areas ?? []) : [];
  const sector = meant.sector ?? '';
  return stands.map(({ orgId, areas }) =>
    orgId ? { sector, partner: orgId, areas } : { sector, partner: meant.partnerId ?? '', areas: said },
  );
}

export const answerListGrantTransfers = answer(listGrantTransfers, async (ctx, input) => {
  const rows = await listTransferRows.all(ctx.tx, {
    reach: ctx.reach(listGrantTransfers.name, placeReach),
    id: input.documentId ?? null,
    state: input.state ?? null,
    grant: grantSeen(ctx, input.grantId ?? null),
    grants: mayGrants(ctx),
    search: input.search?.trim() || null,
    from: input.from ?? null,
    to: input.to ?? null,
    timeZone: ctx.mission.timeZone,
    sort: input.sort?.endsWith('reason') && !mayGrants(ctx) ? undefined : sortSeen(ctx, input.sort),
    limit: input.limit,
    offset: input.offset,
  });
  const seen = <T extends string>(grant: T | null) => grantSeen(ctx, grant);
  return { total: rows[0]?.total ?? 0, rows: rows.map((row) => shown(row, seen)) };
});

const shown = (row: TransferListed, seen: (grant: string | null) => string | null) => ({
  id: row.id,
  number: row.number,
  state: row.state,
  fromGrant: seen(row.from_grant),
  fromCode: seen(row.from_code),
  toGrant: seen(row.to_grant),
  toCode: seen(row.to_code),
  consent: seen(row.consent),
  consentFileId: seen(row.consent_file_id),
  reason: seen(row.reason),
  sector: row.sector,
  areaNames: row.area_names,
  partnerNames: row.partner_names,
  placeId: row.place_id,
  placeCode: row.place_code,
  madeBy: row.made_by,
  madeAt: row.made_at.toISOString(),
  decidedBy: row.decided_by,
  decidedAt: row.decided_at?.toISOString() ?? null,
  items: row.items,
});
