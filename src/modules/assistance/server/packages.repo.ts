import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { PackageRow } from '../contract/packages.ts';
import { AT, SAMPLE, itemIn, namesIn } from './shared.repo.ts';

export interface PackageWrite {
  readonly id: string;
  readonly code: string;
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  readonly sector: string;
  readonly by: string;
  readonly at: string;
}
export const insertPackage = defineSql(
  'assistance.insert-package',
  { id: SAMPLE, code: 'X', nameEn: 'X', nameTr: null, nameAr: null, sector: 'nfi', by: SAMPLE, at: AT } as PackageWrite,
  (p: PackageWrite) => sql`
  insert into assistance_packages (id, code, name_en, name_tr, name_ar, sector, created_by, created_at)
  values (${p.id}, ${p.code}, ${p.nameEn}, ${p.nameTr}, ${p.nameAr}, ${p.sector}, ${p.by}, ${p.at})`,
);

export interface VersionWrite {
  readonly packageId: string;
  readonly version: number;
  readonly note: string | null;
  readonly by: string;
  readonly at: string;
  readonly lines: readonly { itemId: string; fromSize: number; toSize: number | null; qty: number }[];
}
export const insertVersion = defineSql(
  'assistance.insert-package-version',
  {
    packageId: SAMPLE,
    version: 1,
    note: null,
    by: SAMPLE,
    at: AT,
    lines: [{ itemId: SAMPLE, fromSize: 1, toSize: null, qty: 1 }],
  } as VersionWrite,
  (p: VersionWrite) => sql`
  with version as (
    insert into assistance_package_versions (package_id, version, note, created_by, created_at) values (${p.packageId}, ${p.version}, ${p.note}, ${p.by}, ${p.at})
  ), current as (update assistance_packages set current = ${p.version} where id = ${p.packageId})
  insert into assistance_package_lines (package_id, version, item_id, from_size, to_size, qty)
  select ${p.packageId}::uuid, ${p.version}::int, "itemId", "fromSize", "toSize", qty
    from jsonb_to_recordset(${JSON.stringify(p.lines)}::jsonb) as r("itemId" uuid, "fromSize" int, "toSize" int, qty int)`,
);

export const findPackage = defineSql(
  'assistance.find-package',
  { id: SAMPLE, lock: false },
  (p: { id: string; lock: boolean }) => sql<{ id: string; code: string; status: 'active' | 'retired'; current: number }>`
  select id, code, status, current from assistance_packages where id = ${p.id} ${p.lock ? sql`for no key update` : sql``}`,
);
export const retirePackageRow = defineSql(
  'assistance.retire-package',
  { id: SAMPLE },
  (p: { id: string }) => sql`update assistance_packages set status = 'retired' where id = ${p.id}`,
);
export const countItems = defineSql(
  'assistance.count-items',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) =>
    sql<{ known: number }>`select count(*)::int as known from items where id = any(${p.ids}::uuid[]) and status <> 'retired'`,
);

const shown = sql`p.id, p.code, ${namesIn('p')} as names, p.sector, p.status, p.current as version, v.created_at as "changedAt",
  (select count(distinct item_id) from assistance_package_lines l where l.package_id = p.id and l.version = p.current) as items,
  (select count(*) from assistance_events e where e.package_id = p.id and e.state <> 'cancelled') as events
  from assistance_packages p join assistance_package_versions v on v.package_id = p.id and v.version = p.current`;
export interface PackageFilter {
  readonly search: string | null;
  readonly status: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
type Found = Omit<PackageRow, 'changedAt'> & { changedAt: Date };
const sortable = {
  code: sql`p.code`,
  names: sql`p.name_en`,
  sector: sql`p.sector`,
  version: sql`p.current`,
  changedAt: sql`v.created_at`,
  items: sql`items`,
  events: sql`events`,
  status: sql`p.status`,
};
export const listPackageRows = defineSql(
  'assistance.list-packages',
  { search: 'x', status: null, sort: '-changedAt', limit: 50, offset: 0 } as PackageFilter,
  (p: PackageFilter) => sql<Found & { total: number }>`
  select count(*) over () as total, ${shown}
   where (${p.search}::text is null or p.code ilike '%' || ${p.search} || '%' or p.name_en ilike '%' || ${p.search} || '%' or p.name_tr ilike '%' || ${p.search} || '%'
          or p.name_ar ilike '%' || ${p.search} || '%')
     and (${p.status}::text is null or p.status = ${p.status})
   ${orderBy(p.sort, sortable, sql`p.status, p.code`, sql`p.id`)} limit ${p.limit} offset ${p.offset}`,
);
export const getPackageRow = defineSql(
  'assistance.get-package',
  { id: SAMPLE },
  (p: { id: string }) => sql<Found>`select ${shown} where p.id = ${p.id}`,
);

export interface VersionFound {
  readonly version: number;
  readonly note: string | null;
  readonly by: string;
  readonly at: Date;
}
export const listVersions = defineSql(
  'assistance.list-package-versions',
  { packageId: SAMPLE },
  (p: { packageId: string }) => sql<VersionFound>`
  select v.version, v.note, u.name as by, v.created_at as at from assistance_package_versions v join users u on u.id = v.created_by where v.package_id = ${p.packageId} order by v.version desc`,
);
export interface LineFound {
  readonly version: number;
  readonly item: { id: string; code: string; unit: string; names: Record<string, string> };
  readonly fromSize: number;
  readonly toSize: number | null;
  readonly qty: number;
}
export const listPackageLines = defineSql(
  'assistance.list-package-lines',
  { packageId: SAMPLE, version: null } as { packageId: string; version: number | null },
  (p) => sql<LineFound>`
  select l.version, ${itemIn('i')} as item, l.from_size as "fromSize", l.to_size as "toSize", l.qty from assistance_package_lines l join items i on i.id = l.item_id
   where l.package_id = ${p.packageId} and (${p.version}::int is null or l.version = ${p.version}) order by l.version desc, i.code, l.from_size`,
);
