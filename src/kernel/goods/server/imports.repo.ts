import { defineSql, sql } from '#foundation/db/sql.ts';
import { SAMPLE } from './items.repo.ts';
import type { CodeWrite } from './items.repo.ts';

/** Items of which something was booked. */
export const listBooked = defineSql(
  'goods.list-booked',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) => sql<{ id: string }>`
  select i.id from unnest(${p.ids}::uuid[]) as i(id) where exists (select from ledger_buckets b where b.book = 'goods' and b.item = i.id::text)`,
);

/** Which items bear these codes of the IFRC. */
export const listIfrcCodes = defineSql(
  'goods.list-ifrc-codes',
  { codes: ['X'] as readonly string[] },
  (p: { codes: readonly string[] }) =>
    sql<{ code: string; item_id: string; item: string }>`
  select c.code, c.item_id, i.code as item from item_codes c join items i on i.id = c.item_id where c.system = 'ifrc' and c.code = any(${p.codes}::text[])`,
);

/** Codes that items did not bear yet. */
export const upsertIfrcCodes = defineSql(
  'goods.upsert-ifrc-codes',
  { codes: [{ item_id: SAMPLE, system: 'ifrc', code: 'X' }] as readonly CodeWrite[] },
  (p: { codes: readonly CodeWrite[] }) => sql`
  insert into item_codes (item_id, system, code)
  select item_id, system, code from jsonb_to_recordset(${JSON.stringify(p.codes)}::jsonb) as c(item_id uuid, system text, code text)
  on conflict (system, code) do nothing`,
);
