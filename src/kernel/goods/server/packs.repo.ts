import { defineSql, sql } from '#foundation/db/sql.ts';
import { AT, SAMPLE } from './items.repo.ts';
import { openUsesOf } from './pack-uses.repo.ts';

export interface PackWrite {
  readonly id: string;
  readonly item_id: string;
  readonly code: string;
  readonly kind: string;
  readonly smallest: number;
  readonly per: number;
  readonly version: number;
  readonly gross_weight_g: number | null;
  readonly volume_cm3: number | null;
}
const sample: PackWrite = {
  id: SAMPLE,
  item_id: SAMPLE,
  code: 'CARTON',
  kind: 'carton',
  smallest: 24,
  per: 1,
  version: 1,
  gross_weight_g: null,
  volume_cm3: null,
};

export const insertPacks = defineSql(
  'goods.insert-packs',
  { packs: [sample] as readonly PackWrite[], at: AT, by: SAMPLE },
  (p: { packs: readonly PackWrite[]; at: string; by: string }) => sql`
  insert into item_packs (id, item_id, code, kind, smallest, per, version, gross_weight_g, volume_cm3, valid_from, said_by)
  select id, item_id, code, kind, smallest, per, version, gross_weight_g, volume_cm3, ${p.at}::timestamptz, ${p.by}::uuid
    from jsonb_to_recordset(${JSON.stringify(p.packs)}::jsonb)
      as k(id uuid, item_id uuid, code text, kind text, smallest bigint, per bigint, version int, gross_weight_g numeric, volume_cm3 numeric)`,
);

export const supersedePack = defineSql(
  'goods.supersede-pack',
  { id: SAMPLE, at: AT, reason: 'x', wrong: false },
  (p: { id: string; at: string; reason: string; wrong: boolean }) => sql`
  update item_packs set superseded_at = ${p.at}::timestamptz, reason = ${p.reason}, wrong = ${p.wrong} where id = ${p.id} and superseded_at is null`,
);

export interface PackFound extends PackWrite {
  readonly valid_from: Date;
  readonly superseded_at: Date | null;
  readonly reason: string | null;
  readonly wrong: boolean;
}
const found = sql`k.id, k.item_id, k.code, k.kind, k.smallest, k.per, k.version, k.gross_weight_g::float8 as gross_weight_g, k.volume_cm3::float8 as volume_cm3, k.valid_from, k.superseded_at, k.reason, k.wrong`;

export const findPack = defineSql(
  'goods.find-pack',
  { id: SAMPLE },
  (p: { id: string }) => sql<PackFound>`select ${found} from item_packs k where k.id = ${p.id}`,
);

/** Packs in use of these items, the largest first. */
export const listCurrentPacks = defineSql(
  'goods.list-current-packs',
  { items: [SAMPLE] as readonly string[] },
  (p: { items: readonly string[] }) => sql<PackFound>`
  select ${found} from item_packs k where k.item_id = any(${p.items}::uuid[]) and k.superseded_at is null order by k.item_id, k.smallest::numeric / k.per desc, k.code`,
);

/** All packs of an item with their versions, how often each was used, and what of that waits to be put right. */
export const listPackRows = defineSql(
  'goods.list-packs',
  { itemId: SAMPLE },
  (p: { itemId: string }) => sql<PackFound & { uses: number; open: number }>`
  select ${found}, (select count(*)::int from item_pack_uses u where u.pack_id = k.id) as uses, ${openUsesOf} as open from item_packs k where k.item_id = ${p.itemId}
   order by k.superseded_at is not null, k.smallest::numeric / k.per desc, k.code, k.version desc`,
);

export interface PackUse {
  readonly line: number;
  readonly pack_id: string;
  readonly count: number;
  readonly qty: number;
}
export const insertPackUses = defineSql(
  'goods.insert-pack-uses',
  { documentId: SAMPLE, uses: [{ line: 1, pack_id: SAMPLE, count: 1, qty: 24 }] as readonly PackUse[] },
  (p: { documentId: string; uses: readonly PackUse[] }) => sql`
  insert into item_pack_uses (document_id, line, pack_id, count, qty)
  select ${p.documentId}::uuid, line, pack_id, count, qty from jsonb_to_recordset(${JSON.stringify(p.uses)}::jsonb) as u(line int, pack_id uuid, count numeric, qty bigint)
  on conflict (document_id, line) do nothing`,
);
