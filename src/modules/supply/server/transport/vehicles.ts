import { answer, handle } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { addVehicle, changeVehicle, listVehicles, setVehicleStatus } from '../../contract/transport/vehicles.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import { plateKey } from '../../domain/transport/plate.ts';
import { findVehicle, insertVehicle, listVehicleRows, setVehicleStatusRow, updateVehicle } from './vehicles.repo.ts';
import type { VehicleFound } from './vehicles.repo.ts';

interface Described {
  readonly vehicleId: string;
  readonly plate: string;
  readonly country: string;
  readonly kind: string;
  readonly orgId: string;
  readonly maxKg: number;
  readonly maxLitres: number;
  readonly note?: string | undefined;
}
const writeOf = (input: Described) => ({
  id: input.vehicleId,
  plate: input.plate,
  plateKey: plateKey(input.plate),
  country: input.country,
  kind: input.kind,
  orgId: input.orgId,
  maxKg: input.maxKg,
  maxLitres: input.maxLitres,
  note: input.note || null,
});

export const handleAddVehicle = handle(addVehicle, async (ctx, input) => {
  await insertVehicle.run(ctx.tx, { ...writeOf(input), by: ctx.actor.userId, at: ctx.now.toISOString() });
  ctx.touch('vehicle', input.vehicleId);
  ctx.touch('org', input.orgId);
  return {};
});

export const handleChangeVehicle = handle(changeVehicle, async (ctx, input) => {
  const now = await getVehicle(ctx, input.vehicleId);
  const done = await updateVehicle.run(ctx.tx, { ...writeOf(input), version: input.version });
  if (done === 0) throw transportProblems.problem('changed-meanwhile', { seen: input.version, now: now.version });
  ctx.touch('vehicle', input.vehicleId);
  return {};
});

export const handleSetVehicleStatus = handle(setVehicleStatus, async (ctx, input) => {
  if ((await setVehicleStatusRow.run(ctx.tx, { id: input.vehicleId, status: input.status })) === 0)
    throw transportProblems.problem('vehicle-not-found');
  ctx.touch('vehicle', input.vehicleId);
  return {};
});

/** A truck by its id; throws `supply.vehicle-not-found`. */
export async function getVehicle(ctx: RequestContext, id: string): Promise<VehicleFound> {
  const vehicle = await findVehicle.maybe(ctx.tx, { id });
  if (!vehicle) throw transportProblems.problem('vehicle-not-found');
  return vehicle;
}

export const answerListVehicles = answer(listVehicles, async (ctx, input) => {
  const search = plateKey(input.search ?? '');
  const rows = await listVehicleRows.all(ctx.tx, {
    reach: ctx.reach(listVehicles.name, { org: 'v.org_id' }),
    search: search === '' ? null : search,
    orgId: input.orgId ?? null,
    country: input.country ?? null,
    status: input.status ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _total, ...row }) => ({
      ...row,
      abilities: ctx.abilities([changeVehicle.name, setVehicleStatus.name], { orgs: [row.org.id] }),
    })),
  };
});
