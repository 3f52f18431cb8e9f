import { newId } from '#foundation/ids.ts';
import { decideMoves } from './goods-yard.ts';
import type { TestMission } from './mission.ts';

interface Entry {
  readonly qty: number;
  readonly from_virtual: string | null;
  readonly to_virtual: string | null;
  readonly from_at: string | null;
  readonly to_at: string | null;
  readonly from_grant: string | null;
  readonly to_grant: string | null;
}
const stageOf: Readonly<Record<string, string>> = {
  warehouse: 'warehouse',
  hub: 'hub',
  truck: 'trucks',
  'partner-store': 'partner',
  'delivery-point': 'points',
};

/** The figures of an overview, added up entry by entry without the room's own statements. */
export async function oracle(mission: TestMission, of: { item: string; grant: string }) {
  const entries = await mission.tx(
    async (tx) =>
      (
        await tx.query<Entry>(
          `select e.qty::int as qty, f.virtual as from_virtual, t.virtual as to_virtual, fr.kind as from_at, tr.kind as to_at, f.grant_code as from_grant, t.grant_code as to_grant
             from ledger_entries e join ledger_buckets f on f.id = e.from_bucket join ledger_buckets t on t.id = e.to_bucket
             left join stock_places fp on fp.id::text = f.place left join stock_places fr on fr.id = fp.lineage[1]
             left join stock_places tp on tp.id::text = t.place left join stock_places tr on tr.id = tp.lineage[1] where f.item = $1`,
          [of.item],
        )
      ).rows,
  );
  const sums = new Map<string, number>();
  const add = (key: string, qty: number) => sums.set(key, (sums.get(key) ?? 0) + qty);
  for (const entry of entries) {
    if (entry.from_grant === of.grant) add(entry.from_virtual ?? stageOf[entry.from_at!]!, -entry.qty);
    if (entry.to_grant === of.grant) add(entry.to_virtual ?? stageOf[entry.to_at!]!, entry.qty);
    if (entry.from_virtual === null && entry.to_virtual === null && entry.from_grant !== entry.to_grant) {
      if (entry.to_grant === of.grant) add('loaned', entry.qty);
      if (entry.from_grant === of.grant) add('loaned', -entry.qty);
    }
  }
  const get = (key: string) => sums.get(key) ?? 0;
  const stages = Object.fromEntries(['warehouse', 'trucks', 'hub', 'partner', 'points', 'households'].map((key) => [key, get(key)]));
  const lost = get('lost') + get('disposed') + get('damaged-away') + get('count-difference');
  const left = get('warehouse') + get('trucks') + get('hub') + get('partner');
  const donor = { left, delivered: get('points') + get('households'), lost, disputed: get('in-dispute'), loaned: get('loaned') };
  return { stages, outside: { lost, disputed: get('in-dispute') }, donor };
}

/** A lot with a cost, lying in a place. */
export async function lotOf(mission: TestMission, item: string, place: string, of: { qty: number; minor: number; currency: string }) {
  const lotId = newId();
  await mission.apply(decideMoves, {
    documentId: newId(),
    kind: 'receipt',
    lots: [
      { lotId, itemId: item, code: `L-${lotId.slice(-6)}`, expiresOn: '2023-04-01', unitCost: { minor: of.minor, currency: of.currency } },
    ],
    moves: [
      { from: { virtual: 'supplier', item, lot: lotId }, to: { item, lot: lotId, place, condition: 'good', owner: 'own' }, qty: of.qty },
    ],
  });
  return lotId;
}
