import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';
import { Names, OrgName, PlaceName } from './shared.ts';
import { seeMovements } from './shipments.ts';

export const columnsOfBoard = ['planned', 'loaded', 'road', 'crossing', 'hub', 'arrived'] as const;

const TruckCard = z.strictObject({
  legId: Id,
  shipmentId: Id,
  shipmentNumber: z.string(),
  waybill: z.string(),
  plate: z.string(),
  transporter: OrgName,
  from: PlaceName,
  to: PlaceName,
  crossingId: z.string().nullable(),
  crossingNames: Names.nullable(),
  crossingDay: Day.nullable(),
  crossingStatus: z.string().nullable(),
  state: z.string(),
  /** Since when it is in this state; null while it is only planned. */
  since: Instant.nullable(),
  plannedAt: Instant,
  column: z.enum(columnsOfBoard),
  seals: z.array(z.string()),
  lines: z.int(),
  units: z.int(),
  firstItem: Names.nullable(),
  /** How the border answered what is on it. */
  notified: z.enum(['none', 'waiting', 'accepted', 'partly', 'refused']).nullable(),
  late: z.boolean(),
  discrepancies: z.int(),
});
export type TruckCard = z.output<typeof TruckCard>;

/** All trucks that are planned for this day or under way now. */
export const listTrucks = defineQuery({
  name: 'supply.list-trucks',
  permission: seeMovements.name,
  opens: 'live-positions',
  input: z.strictObject({ day: Day.optional() }),
  output: z.strictObject({ day: Day, rows: z.array(TruckCard) }),
  scope: () => 'any',
});

const PastRow = z.strictObject({
  day: Day,
  /** District of departure and of destination; nothing nearer is told. */
  fromArea: z.string().nullable(),
  fromNames: Names.nullable(),
  toArea: z.string().nullable(),
  toNames: Names.nullable(),
  trucks: z.int(),
  lines: z.int(),
});

/** Movements up to yesterday, by district: what everybody else may know. */
export const listPastMovements = defineQuery({
  name: 'supply.list-past-movements',
  input: z.strictObject({ ...pageInput, from: Day.optional(), to: Day.optional() }),
  output: pageOf(PastRow),
  scope: () => 'any',
  columns: [
    { key: 'day', type: 'date' },
    { key: 'fromNames', type: 'names' },
    { key: 'fromArea', type: 'code' },
    { key: 'toNames', type: 'names' },
    { key: 'toArea', type: 'code' },
    { key: 'trucks', type: 'number' },
    { key: 'lines', type: 'number' },
  ],
});
