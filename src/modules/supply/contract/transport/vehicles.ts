import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Note, OrgName } from './shared.ts';

export const vehicleKinds = ['articulated', 'truck', 'refrigerated', 'van', 'pickup', 'other'] as const;
export const VehicleKind = z.enum(vehicleKinds);
const described = {
  plate: z.string().trim().toUpperCase().min(2).max(20),
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/),
  kind: VehicleKind,
  orgId: Id,
  maxKg: z.int().min(1).max(200_000),
  /** Litres of room; a cubic metre is 1,000. */
  maxLitres: z.int().min(1).max(500_000),
  note: Note.optional(),
};

/** Enters a truck of a transporter; the transporter is screened when it is sent, not when it is entered. */
export const addVehicle = defineCommand({
  name: 'supply.add-vehicle',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ vehicleId: Id, ...described }),
  scope: (input) => ({ kind: 'org', id: input.orgId }),
});

export const changeVehicle = defineCommand({
  name: 'supply.change-vehicle',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ vehicleId: Id, version: z.int().min(1), ...described }),
  scope: (input) => ({ kind: 'vehicle', id: input.vehicleId }),
});

/** Takes a truck out of use, or back into it. */
export const setVehicleStatus = defineCommand({
  name: 'supply.set-vehicle-status',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ vehicleId: Id, status: z.enum(['active', 'retired']) }),
  scope: (input) => ({ kind: 'vehicle', id: input.vehicleId }),
});

export const VehicleRow = z.strictObject({
  id: Id,
  plate: z.string(),
  country: z.string(),
  kind: VehicleKind,
  org: OrgName,
  maxKg: z.int(),
  maxLitres: z.int(),
  note: z.string().nullable(),
  status: z.enum(['active', 'retired']),
  trips: z.int(),
  version: z.int(),
  abilities: z.array(z.string()),
});

export const listVehicles = defineQuery({
  name: 'supply.list-vehicles',
  input: z.strictObject({
    ...pageInput,
    search: z.string().max(40).optional(),
    orgId: Id.optional(),
    country: z.string().max(3).optional(),
    status: z.enum(['active', 'retired']).optional(),
  }),
  output: pageOf(VehicleRow),
  scope: () => 'any',
  columns: [
    { key: 'plate', type: 'code' },
    { key: 'country', type: 'code' },
    { key: 'kind', type: 'code', words: 'supply.vehicle-' },
    { key: 'org', type: 'names' },
    { key: 'maxKg', type: 'number' },
    { key: 'maxLitres', type: 'number' },
    { key: 'status', type: 'code', words: 'supply.vehicle-status-' },
    { key: 'trips', type: 'number' },
  ],
});
