import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';

const id = '00000000-0000-7000-8000-000000000001';
const at = '2023-03-01T00:00:00Z';

interface Series {
  readonly kind: string;
  readonly office: string;
  readonly year: number;
}
const series: Series = { kind: 'WB', office: 'GZT', year: 2023 };

/** Takes the next serials of a series; whoever comes after waits until this transaction ends, so that none is lost. */
export const advance = defineSql(
  'numbers.advance',
  { ...series, count: 1 } as Series & { count: number },
  (p) => sql<{ first: number }>`
  insert into number_series (kind, office, year, next) values (${p.kind}, ${p.office}, ${p.year}, 1 + ${p.count}::int)
  on conflict (kind, office, year) do update set next = number_series.next + ${p.count}::int
  returning next - ${p.count}::int as first`,
  { prepared: true },
);

export interface Used extends Series {
  readonly serial: number;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly blockId: string | null;
  readonly commandId: string;
}
export const insertNumber = defineSql(
  'numbers.insert',
  { ...series, serial: 1, subjectKind: 'shipment', subjectId: id, blockId: null, commandId: id } as Used,
  (p: Used) => sql`
  insert into numbers (kind, office, year, serial, subject_kind, subject_id, block_id, command_id)
  values (${p.kind}, ${p.office}, ${p.year}, ${p.serial}, ${p.subjectKind}, ${p.subjectId}, ${p.blockId}, ${p.commandId})`,
  { prepared: true },
);

/** Takes the next serial of a series for one document, in one statement. */
export const takeNext = defineSql(
  'numbers.take-next',
  { ...series, subjectKind: 'shipment', subjectId: id, commandId: id } as Omit<Used, 'serial' | 'blockId'>,
  (p) => sql<{ serial: number }>`
  with taken as (
    insert into number_series (kind, office, year, next) values (${p.kind}, ${p.office}, ${p.year}, 2)
    on conflict (kind, office, year) do update set next = number_series.next + 1
    returning kind, office, year, next - 1 as serial)
  insert into numbers (kind, office, year, serial, subject_kind, subject_id, command_id)
  select kind, office, year, serial, ${p.subjectKind}, ${p.subjectId}, ${p.commandId}::uuid from taken returning serial`,
  { prepared: true },
);

/** The block that holds a serial. */
export const findBlockOf = defineSql(
  'numbers.find-block-of',
  { ...series, serial: 1 } as Series & { serial: number },
  (p) => sql<{ id: string; device_id: string | null; returned_at: Date | null; used_to: number | null }>`
  select id, device_id, returned_at, used_to from number_blocks where kind = ${p.kind} and office = ${p.office} and year = ${p.year} and ${p.serial}::int between first and last`,
);

export interface NewBlock extends Series {
  readonly id: string;
  readonly first: number;
  readonly last: number;
  readonly deviceId: string | null;
  readonly by: string;
  readonly at: string;
}
export const insertBlock = defineSql(
  'numbers.insert-block',
  { ...series, id, first: 1, last: 10, deviceId: null, by: id, at } as NewBlock,
  (p: NewBlock) => sql`
  insert into number_blocks (id, kind, office, year, first, last, device_id, taken_by, taken_at)
  values (${p.id}, ${p.kind}, ${p.office}, ${p.year}, ${p.first}, ${p.last}, ${p.deviceId}, ${p.by}, ${p.at})`,
);

export const lockBlock = defineSql(
  'numbers.lock-block',
  { id },
  (p: { id: string }) => sql<{ first: number; last: number; returned_at: Date | null; written_off: boolean; used_most: number | null }>`
  select b.first, b.last, b.returned_at, b.written_off, (select max(serial) from numbers n where n.block_id = b.id) as used_most from number_blocks b where b.id = ${p.id} for update`,
);

export const endBlock = defineSql(
  'numbers.end-block',
  { id, usedTo: 0, at },
  (p: { id: string; usedTo: number; at: string }) =>
    sql`update number_blocks set returned_at = ${p.at}, used_to = ${p.usedTo}, written_off = false where id = ${p.id}`,
);

/** Ends what a device still holds; each of its serials may have been written, so none is barred. */
export const writeOffBlocks = defineSql(
  'numbers.write-off-blocks',
  { deviceId: id, at },
  (p: { deviceId: string; at: string }) => sql<{ id: string }>`
  update number_blocks set returned_at = ${p.at}, used_to = last, written_off = true where device_id = ${p.deviceId} and returned_at is null returning id`,
);

/** Holds a device as it is until the end of the transaction: it is not revoked while it gets a block. */
export const holdDevice = defineSql(
  'numbers.hold-device',
  { id },
  (p: { id: string }) => sql<{ revoked: boolean }>`select revoked_at is not null as revoked from devices where id = ${p.id} for share`,
);

export const findSubject = defineSql(
  'numbers.find-subject',
  { ...series, serial: 1 } as Series & { serial: number },
  (p) => sql<{ kind: string; id: string }>`
  select subject_kind as kind, subject_id as id from numbers where kind = ${p.kind} and office = ${p.office} and year = ${p.year} and serial = ${p.serial}`,
);

interface PageOf {
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export const listSeriesRows = defineSql(
  'numbers.list-series-rows',
  { sort: '-used', limit: 50, offset: 0 } as PageOf,
  (p: PageOf) => sql<Series & { last: number; used: number; inBlocks: number; total: number }>`
  select *, count(*) over () as total from (
    select s.kind, s.office, s.year, s.next - 1 as last, (select count(*) from numbers n where (n.kind, n.office, n.year) = (s.kind, s.office, s.year)) as used,
           (select coalesce(sum(b.last - b.first + 1), 0) from number_blocks b where (b.kind, b.office, b.year) = (s.kind, s.office, s.year) and b.returned_at is null)::bigint as "inBlocks"
      from number_series s) x
  ${orderBy(p.sort, { kind: sql`kind`, office: sql`office`, year: sql`year`, used: sql`used`, inBlocks: sql`"inBlocks"`, lastNumber: sql`last` }, sql`year desc, office, kind`, sql`kind, office, year`)}
  limit ${p.limit} offset ${p.offset}`,
);

export interface BlockFound extends Series {
  readonly id: string;
  readonly first: number;
  readonly last: number;
  readonly used: number;
  readonly lastUsed: number | null;
  readonly deviceName: string | null;
  readonly takenBy: string;
  readonly takenAt: Date;
  readonly returnedAt: Date | null;
  readonly writtenOff: boolean;
  readonly total: number;
}
export const listBlockRows = defineSql(
  'numbers.list-block-rows',
  { sort: '-takenAt', limit: 50, offset: 0, open: true } as PageOf & { open: boolean | null },
  (p) => sql<BlockFound>`
  select b.id, b.kind, b.office, b.year, b.first, b.last, (select count(*) from numbers n where n.block_id = b.id) as used,
         (select max(n.serial) from numbers n where n.block_id = b.id) as "lastUsed", d.name as "deviceName", u.name as "takenBy", b.taken_at as "takenAt", b.returned_at as "returnedAt", b.written_off as "writtenOff", count(*) over () as total
    from number_blocks b join users u on u.id = b.taken_by left join devices d on d.id = b.device_id
   where ${p.open}::boolean is null or (b.returned_at is null) = ${p.open}
   ${orderBy(p.sort, { kind: sql`b.kind`, office: sql`b.office`, firstNumber: sql`b.first`, takenAt: sql`b.taken_at`, takenBy: sql`u.name`, returnedAt: sql`b.returned_at` }, sql`b.taken_at desc`, sql`b.id`)}
   limit ${p.limit} offset ${p.offset}`,
);
