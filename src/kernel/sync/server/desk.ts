import { answer } from '#foundation/pipeline/context.ts';
import { getParked, listHeld, listParked } from '../contract/parking.ts';
import { syncProblems } from '../contract/problems.ts';
import { openEnvelope } from './sealing.ts';
import { listHeldRows, listParkedRows } from './waiting.repo.ts';
import type { ParkedListRow } from './waiting.repo.ts';

export const listParkedHandler = answer(listParked, async (ctx, input) => {
  const rows = await listParkedRows.all(ctx.tx, {
    id: null,
    state: input.state ?? null,
    deviceId: input.deviceId ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(parkedOf) };
});

export const getParkedHandler = answer(getParked, async (ctx, input) => {
  const row = await listParkedRows.maybe(ctx.tx, { id: input.id, state: null, deviceId: null, sort: undefined, limit: 1, offset: 0 });
  if (!row) throw syncProblems.problem('parked-absent', { id: input.id });
  const envelope = await openEnvelope(ctx.tx, row.envelope);
  return { ...parkedOf(row), version: envelope.version, seq: envelope.seq ?? null, input: envelope.input };
});

export const listHeldHandler = answer(listHeld, async (ctx, input) => {
  const rows = await listHeldRows.all(ctx.tx, {
    deviceId: input.deviceId ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      deviceId: row.device_id,
      deviceName: row.device_name,
      userName: row.user_name,
      seq: row.seq,
      waitsFor: row.waits_for,
      receivedAt: row.received_at.toISOString(),
    })),
  };
});

function parkedOf(row: ParkedListRow) {
  return {
    id: row.id,
    name: row.name,
    deviceId: row.device_id,
    deviceName: row.device_name,
    userId: row.user_id,
    userName: row.user_name,
    reason: row.reason,
    figures: row.figures,
    occurredAt: row.occurred_at.toISOString(),
    parkedAt: row.parked_at.toISOString(),
    state: row.state,
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    resolvedBy: row.resolved_by,
    resolution: row.resolution,
  };
}
