import type { EventHandler, JobControl, JobHandler } from '#foundation/pipeline/context.ts';
import type * as z from 'zod';
import { holdBroken } from '#kernel/ledger/contract/documents.ts';
import { followGoods, followHolds } from '../../contract/requests/allocation.ts';
import { delivered, loaded, shipmentCancelled } from '../../contract/transport/events.ts';

/** Ends what was set aside too long ago and takes in what the books have ended. */
export const followJob: JobHandler = {
  name: 'supply.follow-holds',
  run: async (_ctx, _data, job) => {
    await job.command(followHolds, {});
  },
};

/** A fact has taken promised goods: others are looked for at once. */
const onBroken: EventHandler = {
  event: holdBroken,
  run: async (_ctx, _payload, _eventId, job: JobControl) => {
    await job.command(followHolds, {});
  },
};

type Change = z.input<typeof followGoods.input>['changes'][number];
const ofAllocations = <L extends { readonly holdId: string | null }>(lines: readonly L[], change: (line: L, pickId: string) => Change[]) =>
  lines.flatMap((line) => (line.holdId === null ? [] : change(line, line.holdId)));

const onLoaded: EventHandler = {
  event: loaded,
  run: async (_ctx, payload: z.output<typeof loaded.payload>, _eventId, job: JobControl) => {
    const changes = ofAllocations(payload.lines, (line, pickId) => [{ pickId, kind: 'loaded', qty: line.qty }]);
    if (changes.length > 0) await job.command(followGoods, { shipmentId: payload.shipmentId, changes });
  },
};

const onDelivered: EventHandler = {
  event: delivered,
  run: async (_ctx, payload: z.output<typeof delivered.payload>, _eventId, job: JobControl) => {
    const kind = payload.returned ? 'returned' : 'delivered';
    // What came back in any condition has not left; what arrived damaged has reached nobody.
    const changes = ofAllocations(payload.lines, (line, pickId) => [
      { pickId, kind, qty: payload.returned ? line.good + line.damaged : line.good },
    ]);
    if (changes.length > 0) await job.command(followGoods, { shipmentId: payload.shipmentId, changes });
  },
};

const onCancelled: EventHandler = {
  event: shipmentCancelled,
  run: async (_ctx, payload: z.output<typeof shipmentCancelled.payload>, _eventId, job: JobControl) => {
    const changes = ofAllocations(payload.lines, (_line, pickId) => [{ pickId, kind: 'released', qty: 0 }]);
    if (changes.length > 0) await job.command(followGoods, { shipmentId: payload.shipmentId, changes });
  },
};

export const listeners: readonly EventHandler[] = [onBroken, onLoaded, onDelivered, onCancelled];
