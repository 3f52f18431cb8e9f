import type pg from 'pg';

export interface Filling {
  /** Tells this filling's items and documents from others': a small number. */
  readonly mark: number;
  readonly buckets: number;
  /** Movements of each bucket. */
  readonly each: number;
  readonly items: number;
  readonly places: number;
  /** The days that the movements are spread over, from the first. */
  readonly first: string;
  readonly days: number;
  /** True goods and places, as SQL that makes each from a bucket's number `n`; else made-up names. */
  readonly names?: { readonly item: string; readonly lot: string; readonly place: string };
}

const namesOf = ({ mark, items, places, names }: Filling) =>
  names ?? {
    item: `'item-${mark}-' || n % ${items}`,
    lot: `'lot-' || n / ${items * places}`,
    place: `'PLC-' || n / ${items} % ${places}`,
  };
const keyOf = (filling: Filling) => {
  const { item, lot, place } = namesOf(filling);
  return `'goods||' || ${item} || '|' || ${lot} || '|' || ${place} || '||good|own'`;
};
/** Outside stands what is known of the goods, where they are true ones. */
const outsideOf = (virtual: string, filling: Filling) => {
  const { item, lot, place } = namesOf(filling);
  return filling.names
    ? `'goods|${virtual}|' || ${item} || '|' || ${lot} || '|' || ${place} || '||'|| '|own'`
    : `'goods|${virtual}|' || ${item} || '|||||'`;
};

/** Movements written in one statement. */
const atOnce = 1_000_000;

/**
 * Fills the books with true movements, faster than by posting them one by one: in from the supplier and out to households
 * in turn, four lines a document, so that every proof holds over them.
 */
export async function fillLedger(owner: pg.Client, filling: Filling): Promise<void> {
  const { mark, buckets, each, first, days } = filling;
  const stepsAtOnce = Math.max(1, Math.floor(atOnce / buckets));
  const documentId = (number: string) => `(lpad('${mark}', 4, '0') || '0000000070008000' || lpad(to_hex(${number}), 12, '0'))::uuid`;
  const all = `generate_series(0, ${buckets - 1}) n`;
  for (const key of [keyOf(filling), outsideOf('supplier', filling), outsideOf('households', filling)])
    await owner.query(`select ledger_make_buckets(array(select distinct ${key} from ${all}))`);
  await owner.query(
    `create temp table fill_slots as
     select n, k.id, s.id as supplier, h.id as households, 0::bigint as qty
       from ${all} join ledger_buckets k on k.key = ${keyOf(filling)}
       join ledger_buckets s on s.key = ${outsideOf('supplier', filling)}
       join ledger_buckets h on h.key = ${outsideOf('households', filling)}`,
  );
  for (let step = 1; step <= each; step += stepsAtOnce) {
    const last = Math.min(each, step + stepsAtOnce - 1);
    await owner.query(
      `insert into ledger_entries (doc_id, line, from_bucket, to_bucket, qty, from_seq, from_after, to_seq, to_after, occurred_at, book_date)
       select ${documentId(`k * ${buckets}::bigint + n / 4`)}, n % 4 + 1, case when k % 2 = 1 then supplier else id end, case when k % 2 = 1 then id else households end,
              abs(d), case when k % 2 = 0 then k end, case when k % 2 = 0 then after end, case when k % 2 = 1 then k end, case when k % 2 = 1 then after end, at, at::date
         from (select s.*, k, d, s.qty + sum(d) over (partition by n order by k) as after, date '${first}' + interval '12 hours' + interval '1 day' * floor(k::numeric * ${days} / ${each}) as at
                 from fill_slots s, generate_series(${step}, ${last}) k, lateral (select case when k % 2 = 1 then 5 + (n + k) % 7 else -(1 + (n + k) % 4) end as d) q) x
        order by k, n`,
    );
    await owner.query(
      `update fill_slots set qty = qty + (select sum(case when k % 2 = 1 then 5 + (n + k) % 7 else -(1 + (n + k) % 4) end) from generate_series(${step}, ${last}) k)`,
    );
  }
  await owner.query(
    `insert into ledger_documents (id, book, kind, occurred_at, recorded_at, book_date, actor_id, command_id, content_hash)
     select doc_id, 'goods', 'movement', at, at, at::date, doc_id, doc_id,
            encode(sha256(convert_to('movement|' || (extract(epoch from at) * 1000)::bigint || '|' || E'\\n' || text, 'UTF8')), 'hex')
       from (select e.doc_id, min(e.occurred_at) as at, string_agg(f.key || '>' || t.key || '|' || e.qty, E'\\n' order by e.line) as text
               from ledger_entries e join ledger_buckets f on f.id = e.from_bucket join ledger_buckets t on t.id = e.to_bucket
              where e.doc_id between ${documentId('0')} and ${documentId(`${(each + 1) * buckets}::bigint`)} group by e.doc_id) x`,
  );
  await owner.query(`update ledger_balances b set qty = s.qty, seq = ${each} from fill_slots s where s.id = b.bucket_id`);
  await owner.query('drop table fill_slots');
  await owner.query('vacuum analyze');
}
