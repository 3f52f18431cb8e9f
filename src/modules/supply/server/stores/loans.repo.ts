import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import { SAMPLE, atPlace } from './documents.repo.ts';

export const findGrants = defineSql(
  'supply.find-grants',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) =>
    sql<{ id: string; code: string; status: string }>`select id, code, status from grants where id = any(${p.ids}::uuid[])`,
);

export interface LoanWrite {
  readonly id: string;
  readonly fromGrant: string;
  readonly toGrant: string;
  readonly agreement: string;
  readonly dueOn: string;
  readonly items: readonly { item_id: string; lent: number }[];
}
export const insertLoan = defineSql(
  'supply.insert-loan',
  { id: SAMPLE, fromGrant: SAMPLE, toGrant: SAMPLE, agreement: 'X', dueOn: '2023-06-01', items: [] } as LoanWrite,
  (p: LoanWrite) => sql`
  with loan as (insert into grant_loans (id, from_grant, to_grant, agreement, due_on) values (${p.id}, ${p.fromGrant}, ${p.toGrant}, ${p.agreement}, ${p.dueOn}) returning id)
  insert into grant_loan_items (loan_id, item_id, lent) select loan.id, r.item_id, r.lent from loan, jsonb_to_recordset(${JSON.stringify(p.items)}::jsonb) as r(item_id uuid, lent bigint)`,
);
export const setLoanState = defineSql(
  'supply.set-loan-state',
  { id: SAMPLE, state: 'open' },
  (p: { id: string; state: string }) => sql`update grant_loans set state = ${p.state} where id = ${p.id}`,
);
export interface LoanFound {
  readonly id: string;
  readonly state: string;
  readonly from_grant: string;
  readonly to_grant: string;
  readonly to_code: string;
  readonly number: string;
  readonly items: { itemId: string; lent: number; paidBack: number }[];
}
/** The loan with what is owed, for update. */
export const lockLoan = defineSql(
  'supply.lock-loan',
  { id: SAMPLE },
  (p: { id: string }) => sql<LoanFound>`
  select n.id, n.state, n.from_grant, n.to_grant, g.code as to_code, d.number,
         (select jsonb_agg(jsonb_build_object('itemId', i.item_id, 'lent', i.lent, 'paidBack', i.paid_back)) from grant_loan_items i where i.loan_id = n.id) as items
    from grant_loans n join grants g on g.id = n.to_grant join store_documents d on d.id = n.id where n.id = ${p.id} for update of n`,
);
/** What came back; more than was lent is refused by the database. */
export const addPaidBack = defineSql(
  'supply.add-paid-back',
  { id: SAMPLE, rows: [] } as { id: string; rows: readonly { item_id: string; qty: number }[] },
  (p) => sql`
  update grant_loan_items i set paid_back = i.paid_back + r.qty from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as r(item_id uuid, qty bigint)
   where i.loan_id = ${p.id} and i.item_id = r.item_id`,
);

export interface LoanFilter {
  readonly reach: RawBuilder<boolean>;
  readonly state: string | null;
  readonly grant: string | null;
  readonly overdueOn: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export interface LoanListed {
  readonly id: string;
  readonly number: string;
  readonly state: 'asked' | 'declined' | 'open' | 'paid-back';
  readonly from_grant: string;
  readonly from_code: string;
  readonly to_grant: string;
  readonly to_code: string;
  readonly agreement: string;
  readonly due_on: string;
  readonly place_id: string;
  readonly place_code: string;
  readonly made_by: string;
  readonly made_at: Date;
  readonly items: {
    itemId: string;
    itemCode: string;
    nameEn: string;
    nameTr: string | null;
    nameAr: string | null;
    unit: string;
    lent: number;
    paidBack: number;
  }[];
  readonly total: number;
}
const sortable = {
  number: sql`d.number`,
  state: sql`n.state`,
  fromCode: sql`f.code`,
  toCode: sql`t.code`,
  agreement: sql`n.agreement`,
  dueOn: sql`n.due_on`,
  daysLeft: sql`n.due_on`,
  placeCode: sql`p.code`,
  madeBy: sql`u.name`,
};
export const listLoanRows = defineSql(
  'supply.list-loans',
  { reach: sql<boolean>`true`, state: null, grant: null, overdueOn: null, sort: undefined, limit: 50, offset: 0 } as LoanFilter,
  (p: LoanFilter) => sql<LoanListed>`
  select n.id, d.number, n.state, n.from_grant, f.code as from_code, n.to_grant, t.code as to_code, n.agreement, n.due_on, d.place_id, p.code as place_code, u.name as made_by, d.made_at,
         (select jsonb_agg(jsonb_build_object('itemId', i.id, 'itemCode', i.code, 'nameEn', i.name_en, 'nameTr', i.name_tr, 'nameAr', i.name_ar, 'unit', i.unit, 'lent', l.lent, 'paidBack', l.paid_back) order by i.code)
            from grant_loan_items l join items i on i.id = l.item_id where l.loan_id = n.id) as items, count(*) over () as total
    from grant_loans n join store_documents d on d.id = n.id ${atPlace(sql`d.place_id`)} join grants f on f.id = n.from_grant join grants t on t.id = n.to_grant join users u on u.id = d.made_by
   where ${p.reach} and (${p.state}::text is null or n.state = ${p.state}) and (${p.grant}::uuid is null or ${p.grant}::uuid in (n.from_grant, n.to_grant))
     and (${p.overdueOn}::date is null or (n.state = 'open' and n.due_on < ${p.overdueOn}::date))
   ${orderBy(p.sort, sortable, sql`n.state not in ('asked', 'open'), n.due_on`, sql`n.id`)} limit ${p.limit} offset ${p.offset}`,
);
export const listDueLoans = defineSql(
  'supply.list-due-loans',
  { day: '2023-06-01' },
  (p: { day: string }) => sql<{
    id: string;
    number: string;
    due_on: string;
    site_id: string | null;
    org_id: string | null;
    areas: string[] | null;
  }>`
  select n.id, d.number, n.due_on, p.site_id, p.org_id, ar.lineage as areas from grant_loans n join store_documents d on d.id = n.id ${atPlace(sql`d.place_id`)}
   where n.state = 'open' and n.due_on <= ${p.day}::date order by n.due_on, n.id`,
);
