import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import { AT, SAMPLE, orgJson, paged } from './names.repo.ts';
import type { OrgNamed, Paged } from './names.repo.ts';

export interface VehicleWrite {
  readonly id: string;
  readonly plate: string;
  readonly plateKey: string;
  readonly country: string;
  readonly kind: string;
  readonly orgId: string;
  readonly maxKg: number;
  readonly maxLitres: number;
  readonly note: string | null;
}
const sample: VehicleWrite = {
  id: SAMPLE,
  plate: '27 KR 4410',
  plateKey: '27KR4410',
  country: 'TUR',
  kind: 'truck',
  orgId: SAMPLE,
  maxKg: 1,
  maxLitres: 1,
  note: null,
};
export const insertVehicle = defineSql(
  'supply.insert-vehicle',
  { ...sample, by: SAMPLE, at: AT } as VehicleWrite & { by: string; at: string },
  (p) => sql`
  insert into vehicles (id, plate, plate_key, country, kind, org_id, max_kg, max_litres, note, created_by, created_at)
  values (${p.id}, ${p.plate}, ${p.plateKey}, ${p.country}, ${p.kind}, ${p.orgId}, ${p.maxKg}, ${p.maxLitres}, ${p.note}, ${p.by}, ${p.at})`,
);
/** Nobody overwrites what they have not seen. */
export const updateVehicle = defineSql(
  'supply.update-vehicle',
  { ...sample, version: 1 } as VehicleWrite & { version: number },
  (p) => sql`
  update vehicles set plate = ${p.plate}, plate_key = ${p.plateKey}, country = ${p.country}, kind = ${p.kind}, org_id = ${p.orgId}, max_kg = ${p.maxKg},
         max_litres = ${p.maxLitres}, note = ${p.note}, version = version + 1 where id = ${p.id} and version = ${p.version}`,
);
export const setVehicleStatusRow = defineSql(
  'supply.set-vehicle-status',
  { id: SAMPLE, status: 'retired' } as { id: string; status: string },
  (p) => sql`update vehicles set status = ${p.status}, version = version + 1 where id = ${p.id}`,
);

export interface VehicleFound {
  readonly id: string;
  readonly plate: string;
  readonly country: string;
  readonly kind: 'articulated' | 'truck' | 'refrigerated' | 'van' | 'pickup' | 'other';
  readonly org: OrgNamed;
  readonly maxKg: number;
  readonly maxLitres: number;
  readonly note: string | null;
  readonly status: 'active' | 'retired';
  readonly version: number;
}
const columns = sql`v.id, v.plate, v.country, v.kind, ${orgJson('o')} as org, v.max_kg as "maxKg", v.max_litres as "maxLitres", v.note, v.status, v.version`;
export const findVehicle = defineSql(
  'supply.find-vehicle',
  { id: SAMPLE },
  (p: { id: string }) => sql<VehicleFound>`select ${columns} from vehicles v join organisations o on o.id = v.org_id where v.id = ${p.id}`,
);

export interface VehicleFilter extends Paged {
  readonly reach: RawBuilder<boolean>;
  readonly search: string | null;
  readonly orgId: string | null;
  readonly country: string | null;
  readonly status: string | null;
}
export const listVehicleRows = defineSql(
  'supply.list-vehicles',
  { ...paged, sort: 'plate', reach: sql<boolean>`true`, search: '27K', orgId: null, country: null, status: null } as VehicleFilter,
  (p: VehicleFilter) => sql<VehicleFound & { trips: number; total: number }>`
  select ${columns}, (select count(*) from shipment_legs l where l.vehicle_id = v.id and l.departed_at is not null)::int as trips, count(*) over ()::int as total
    from vehicles v join organisations o on o.id = v.org_id
   where ${p.reach} and (${p.search}::text is null or v.plate_key like '%' || ${p.search} || '%') and (${p.orgId}::uuid is null or v.org_id = ${p.orgId})
     and (${p.country}::text is null or v.country = ${p.country}) and (${p.status}::text is null or v.status = ${p.status})
   ${orderBy(p.sort, { plate: sql`v.plate_key`, country: sql`v.country`, kind: sql`v.kind`, org: sql`o.name_en`, maxKg: sql`v.max_kg`, maxLitres: sql`v.max_litres`, status: sql`v.status`, trips: sql`trips` }, sql`v.status, v.plate_key`, sql`v.id`)}
   limit ${p.limit} offset ${p.offset}`,
);
