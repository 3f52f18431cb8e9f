import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { DocumentFound } from './documents.repo.ts';
import { SAMPLE, atPlace } from './documents.repo.ts';

export interface TransferWrite {
  readonly id: string;
  readonly fromGrant: string;
  readonly toGrant: string;
  readonly consent: string | null;
  readonly consentFileId: string | null;
  readonly sector: string | null;
  readonly area: string | null;
  readonly partnerId: string | null;
}
export const insertTransfer = defineSql(
  'supply.insert-grant-transfer',
  {
    id: SAMPLE,
    fromGrant: SAMPLE,
    toGrant: SAMPLE,
    consent: 'X',
    consentFileId: null,
    sector: null,
    area: null,
    partnerId: null,
  } as TransferWrite,
  (p: TransferWrite) => sql`
  insert into grant_transfers (id, from_grant, to_grant, consent, consent_file_id, sector, area, partner_id)
  values (${p.id}, ${p.fromGrant}, ${p.toGrant}, ${p.consent}, ${p.consentFileId}::uuid, ${p.sector}, ${p.area}, ${p.partnerId}::uuid)`,
);
export const findTransfer = defineSql(
  'supply.find-grant-transfer',
  { id: SAMPLE },
  (p: { id: string }) => sql<Pick<TransferWrite, 'fromGrant' | 'toGrant' | 'sector' | 'area' | 'partnerId'>>`
  select from_grant as "fromGrant", to_grant as "toGrant", sector, area, partner_id as "partnerId" from grant_transfers where id = ${p.id}`,
);

/** Whose stores places are, and the areas over each and over one that was named. */
export const listStands = defineSql(
  'supply.list-stands-of-places',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) => sql<{ orgId: string | null; areas: string[] }>`
  select distinct p.org_id as "orgId", coalesce(a.lineage, '{}') as areas from stock_places p left join sites s on s.id = p.site_id left join areas a on a.pcode = s.area
   where p.id = any(${p.ids}::uuid[])`,
);
export const findLineage = defineSql(
  'supply.find-lineage-of-area',
  { area: 'SY' },
  (p: { area: string }) => sql<{ areas: string[] }>`select lineage as areas from areas where pcode = ${p.area}`,
);

export interface TakenRow {
  readonly item: string;
  readonly lot: string | null;
  readonly place: string;
  readonly grant: string | null;
  readonly condition: string;
  readonly owner: string;
  readonly qty: number;
}
/** What lies and what is promised where these lines take from, once for each bucket. */
export const listLying = defineSql(
  'supply.list-lying-of-lines',
  { rows: [] } as { rows: readonly TakenRow[] },
  (p: { rows: readonly TakenRow[] }) => sql<{ item: string; asked: number; qty: number; reserved: number }>`
  select i.code as item, r.asked, coalesce(b.qty, 0)::bigint as qty, coalesce(b.reserved, 0)::bigint as reserved from (
    select concat_ws('|', 'goods', '', x.item, coalesce(x.lot, ''), x.place, coalesce(x."grant", ''), x.condition, x.owner) as key, x.item, sum(x.qty)::bigint as asked
      from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as x(item text, lot text, place text, "grant" text, condition text, owner text, qty bigint) group by 1, 2
  ) r join items i on i.id::text = r.item left join ledger_buckets k on k.key = r.key left join ledger_balances b on b.bucket_id = k.id order by i.code, r.key`,
);

export interface TransferFilter {
  readonly reach: RawBuilder<boolean>;
  readonly id: string | null;
  readonly state: string | null;
  readonly grant: string | null;
  /** Whether this person reads grants: nobody else finds a transfer by its consent or its reason. */
  readonly grants: boolean;
  readonly search: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly timeZone: string;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
interface NamesFound {
  readonly en: string;
  readonly tr: string | null;
  readonly ar: string | null;
}
export interface TransferListed {
  readonly id: string;
  readonly number: string;
  readonly state: DocumentFound['state'];
  readonly from_grant: string;
  readonly from_code: string;
  readonly to_grant: string;
  readonly to_code: string;
  readonly consent: string | null;
  readonly consent_file_id: string | null;
  readonly reason: string;
  readonly sector: string | null;
  readonly area_names: NamesFound | null;
  readonly partner_names: NamesFound | null;
  readonly place_id: string;
  readonly place_code: string;
  readonly made_by: string;
  readonly made_at: Date;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
  readonly items: {
    itemId: string;
    itemCode: string;
    nameEn: string;
    nameTr: string | null;
    nameAr: string | null;
    unit: string;
    qty: number;
  }[];
  readonly total: number;
}
const namesOf = (alias: string) =>
  sql.raw(
    `case when ${alias}.name_en is not null then jsonb_build_object('en', ${alias}.name_en, 'tr', ${alias}.name_tr, 'ar', ${alias}.name_ar) end`,
  );
const sortable = {
  number: sql`d.number`,
  state: sql`d.state`,
  fromCode: sql`f.code`,
  toCode: sql`t.code`,
  consent: sql`n.consent`,
  reason: sql`d.reason`,
  placeCode: sql`p.code`,
  madeBy: sql`u.name`,
  madeAt: sql`d.made_at`,
  decidedBy: sql`v.name`,
  decidedAt: sql`d.decided_at`,
};
export const listTransferRows = defineSql(
  'supply.list-grant-transfers',
  {
    reach: sql<boolean>`true`,
    id: null,
    state: null,
    grant: null,
    grants: true,
    search: 'x',
    from: null,
    to: null,
    timeZone: 'Europe/Istanbul',
    sort: undefined,
    limit: 50,
    offset: 0,
  } as TransferFilter,
  (p: TransferFilter) => sql<TransferListed>`
  select n.id, d.number, d.state, n.from_grant, f.code as from_code, n.to_grant, t.code as to_code, n.consent, n.consent_file_id, d.reason, n.sector, ${namesOf('na')} as area_names, ${namesOf('np')} as partner_names,
         d.place_id, p.code as place_code, u.name as made_by, d.made_at, v.name as decided_by, d.decided_at,
         (select jsonb_agg(jsonb_build_object('itemId', i.id, 'itemCode', i.code, 'nameEn', i.name_en, 'nameTr', i.name_tr, 'nameAr', i.name_ar, 'unit', i.unit, 'qty', l.qty) order by i.code)
            from (select item_id, sum(qty)::bigint as qty from store_lines where document_id = n.id group by item_id) l join items i on i.id = l.item_id) as items, count(*) over () as total
    from grant_transfers n join store_documents d on d.id = n.id ${atPlace(sql`d.place_id`)} join grants f on f.id = n.from_grant join grants t on t.id = n.to_grant join users u on u.id = d.made_by
    left join users v on v.id = d.decided_by left join areas na on na.pcode = n.area left join organisations np on np.id = n.partner_id
   where ${p.reach} and (${p.id}::uuid is null or n.id = ${p.id}::uuid) and (${p.state}::text is null or d.state = ${p.state}) and (${p.grant}::uuid is null or ${p.grant}::uuid in (n.from_grant, n.to_grant))
     and (${p.search}::text is null or d.number ilike '%' || ${p.search} || '%' or (${p.grants}::boolean and (n.consent ilike '%' || ${p.search} || '%' or d.reason ilike '%' || ${p.search} || '%')))
     and (${p.from}::date is null or (d.made_at at time zone ${p.timeZone}::text)::date >= ${p.from}::date) and (${p.to}::date is null or (d.made_at at time zone ${p.timeZone}::text)::date <= ${p.to}::date)
   ${orderBy(p.sort, sortable, sql`d.state <> 'asked', d.made_at desc`, sql`n.id desc`)} limit ${p.limit} offset ${p.offset}`,
);
