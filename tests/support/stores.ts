import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import type { Outcome } from '#foundation/command.ts';
import { openPlace } from '#kernel/goods/contract/stock-places.ts';
import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { createSite } from '#kernel/places/contract/sites.ts';
import { recordReceipt } from '#modules/supply/contract/stores/receipts.ts';
import type { TestMission } from './mission.ts';

/** An organisation of a kind, without the ways of the room of organisations. */
export async function anOrganisation(mission: TestMission, name: string, kind = 'partner'): Promise<Id> {
  const id = newId();
  await mission.tx((tx) =>
    tx.query(
      `insert into organisations (id, name_en, roles, kind, created_by, created_at) values ($1, $2, array[$3], $3, '00000000-0000-7000-8000-000000000001', '2023-01-01')`,
      [id, name, kind],
    ),
  );
  return id;
}

/** A donor agreement. */
export async function aGrant(mission: TestMission, code: string, endsOn = '2024-12-31'): Promise<Id> {
  const id = newId();
  const donor = await anOrganisation(mission, `Donor of ${code}`, 'donor');
  await mission.tx((tx) =>
    tx.query(
      `insert into grants (id, donor_id, code, title, currency, amount, starts_on, ends_on, status, created_at) values ($1, $2, $3, $3, 'EUR', 1000000, '2023-01-01', $4, 'active', '2023-01-01')`,
      [id, donor, code, endsOn],
    ),
  );
  return id;
}

export const closeGrant = (mission: TestMission, id: Id) =>
  mission.tx((tx) => tx.query(`update grants set status = 'closed' where id = $1`, [id]));

/** A store that a partner runs, at a site of its own, with one bin. */
export async function partnerStore(
  mission: TestMission,
  code: string,
  orgId?: Id,
  nameEn = code,
): Promise<{ siteId: Id; store: Id; bin: Id; orgId: Id }> {
  const at = { siteId: newId(), store: newId(), bin: newId(), orgId: orgId ?? (await anOrganisation(mission, `Partner ${code}`)) };
  await mission.apply(createSite, { siteId: at.siteId, code: `S-${code}`, type: 'partner-store', nameEn: code, area: 'TUR027' });
  await mission.apply(openPlace, { placeId: at.store, kind: 'partner-store', code, nameEn, siteId: at.siteId, orgId: at.orgId });
  await mission.apply(openPlace, { placeId: at.bin, kind: 'bin', code: `${code}-1`, nameEn: `${code} 1`, parentId: at.store });
  return at;
}

/** How much lies at a place under such dimensions; zero where nothing ever lay. */
export async function lies(mission: TestMission, at: Partial<StockAt>): Promise<number> {
  const { rows } = await mission.tx((tx) =>
    tx.query<{ qty: number }>(
      `select coalesce(sum(b.qty), 0)::bigint as qty from ledger_buckets k join ledger_balances b on b.bucket_id = k.id
        where k.virtual is null and ($1::text is null or k.item = $1) and ($2::text is null or k.place = $2) and ($3::text is null or k.condition = $3)
          and ($4::text is null or k.owner = $4) and ($5::text is null or k.grant_code = $5) and ($6::text is null or k.lot = $6)`,
      [at.item ?? null, at.place ?? null, at.condition ?? null, at.owner ?? null, at.grant ?? null, at.lot ?? null],
    ),
  );
  return Number(rows[0]!.qty);
}

/** What went into a virtual bucket of an item, less what came out of it. */
export async function outside(mission: TestMission, virtual: string, item: Id): Promise<number> {
  const { rows } = await mission.tx((tx) =>
    tx.query<{ qty: number }>(
      `select (coalesce((select sum(e.qty) from ledger_entries e join ledger_buckets k on k.id = e.to_bucket where k.virtual = $1 and k.item = $2), 0)
             - coalesce((select sum(e.qty) from ledger_entries e join ledger_buckets k on k.id = e.from_bucket where k.virtual = $1 and k.item = $2), 0))::bigint as qty`,
      [virtual, item],
    ),
  );
  return Number(rows[0]!.qty);
}

/** A receipt of one line, against an order. */
export async function received(
  mission: TestMission,
  placeId: Id,
  line: { itemId: Id; good: number } & Record<string, unknown>,
  over: Record<string, unknown> = {},
): Promise<Id> {
  const receiptId = newId();
  await mission.apply(recordReceipt, { receiptId, placeId, source: 'order', reference: 'PO-1', lines: [line], ...over } as never);
  return receiptId;
}

export const refusal = (outcome: Outcome) => (outcome.state === 'refused' ? outcome.problem : undefined);
/** Kinds of exceptions that are open now about a subject. */
export async function openExceptions(mission: TestMission, subjectId: string): Promise<string[]> {
  const { rows } = await mission.tx((tx) =>
    tx.query<{ kind: string }>(`select kind from exceptions where subject_id = $1 and state = 'open' order by kind`, [subjectId]),
  );
  return rows.map((row) => row.kind);
}
