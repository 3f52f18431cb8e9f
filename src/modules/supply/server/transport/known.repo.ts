import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import { SAMPLE } from './names.repo.ts';
import { legEnds, shipmentEnds } from './reach.repo.ts';

interface Asked {
  readonly id: string;
  readonly known: RawBuilder<boolean>;
  readonly road: RawBuilder<boolean>;
}
/** Whether pictures of a delivery, a case or a truck are shown: those from the road as what was told there is. */
export const findKnown = defineSql(
  'supply.find-known',
  { id: SAMPLE, known: sql<boolean>`true`, road: sql<boolean>`true` } as Asked,
  (p: Asked) => sql<{ known: boolean }>`
  select case when x.road then ${p.road} else ${p.known} end as known
    from (select leg_id, false as road from deliveries where id = ${p.id} union all select leg_id, stage = 'road' from discrepancies where id = ${p.id}
          union all select id, true from shipment_legs where id = ${p.id}) x
    join shipment_legs l on l.id = x.leg_id join shipments s on s.id = l.shipment_id ${shipmentEnds} ${legEnds}`,
);
