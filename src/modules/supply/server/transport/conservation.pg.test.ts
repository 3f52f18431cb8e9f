import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { accept, allocate, inPlaces, leg, load, lying, onward, outsideOf, plan, receipt, setConvoy, stock } from '#tests/support/convoy.ts';
import type { Convoy } from '#tests/support/convoy.ts';
import { yard } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { recordDelivery } from '../../contract/transport/deliveries.ts';
import { recordDeparture, recordLoading } from '../../contract/transport/legs.ts';
import { recordCrossLoad, recordLoss, recordPassage } from '../../contract/transport/road.ts';

let mission: TestMission;
let convoy: Convoy;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  convoy = await setConvoy(mission);
});
afterAll(() => mission.close());

const count = fc.record({ good: fc.integer({ min: 0, max: 70 }), damaged: fc.integer({ min: 0, max: 10 }) });
const part = fc.record({ refused: fc.integer({ min: 0, max: 20 }), there: fc.integer({ min: 0, max: 20 }), early: fc.boolean() });
const journey = fc.record({
  allowed: fc.boolean(),
  loss: fc.option(fc.record({ lost: fc.integer({ min: 0, max: 20 }), damaged: fc.integer({ min: 0, max: 10 }) })),
  turnedBack: fc.boolean(),
  home: count,
  first: count,
  second: count,
  hub: fc.option(count),
  ends: fc.tuple(count, count),
  /** What of each is not taken in, and how much of it is there when it is counted once more. */
  refused: fc.tuple(part, part),
  /** In which order the deliveries and the cross-loading are told. */
  late: fc.boolean(),
});
const every = ['in-dispute', 'lost', 'damaged-away', 'unexplained', 'count-difference', 'supplier'];

test('over random journeys each unit is in a place or in a bucket with a reason, and no truck keeps anything', async () => {
  await fc.assert(
    fc.asyncProperty(journey, async (trip) => {
      const item = await stock(convoy, 100);
      const { shipmentId, lines } = await plan(convoy, [await allocate(convoy, item, 100)]);
      const line = lines[0]!;
      const truck = await leg(convoy, shipmentId, [{ lineId: line, qty: 100 }]);
      if (trip.allowed) {
        await accept(convoy, [truck.legId]);
        await load(convoy, truck.legId);
      } else await mission.apply(recordLoading, { legId: truck.legId, documentId: newId() });
      await mission.apply(recordDeparture, { legId: truck.legId, documentId: newId() });
      if (trip.loss)
        await mission.apply(recordLoss, {
          legId: truck.legId,
          documentId: newId(),
          cause: 'accident',
          note: 'on the ramp',
          lines: [{ lineId: line, ...trip.loss }],
        });
      const trucks = [truck.truckPlaceId];
      if (trip.turnedBack) {
        await mission.apply(recordPassage, { legId: truck.legId, passage: 'turned-back' });
        await mission.apply(
          recordDelivery,
          receipt(convoy, truck.legId, [{ lineId: line, ...trip.home }], { placeId: convoy.binB, returned: true }),
        );
      } else {
        const [a, b] = [await leg(convoy, shipmentId, [], onward(convoy)), await leg(convoy, shipmentId, [], onward(convoy))];
        trucks.push(a.truckPlaceId, b.truckPlaceId);
        const pass = () =>
          mission.apply(recordCrossLoad, {
            legId: truck.legId,
            documentId: newId(),
            parts: [
              { toLegId: a.legId, lines: [{ lineId: line, ...trip.first }] },
              { toLegId: b.legId, lines: [{ lineId: line, ...trip.second }] },
            ],
            ...(trip.hub ? { putDown: { placeId: convoy.hub, lines: [{ lineId: line, ...trip.hub }] } } : {}),
            empty: true,
          });
        if (!trip.late) await pass();
        // Told before the cross-loading, a store can only have received what the trucks are then said to have brought.
        const ends = trip.late ? [trip.first, trip.second] : trip.ends;
        const takenIn = (at: number) => {
          const good = trip.late ? Math.min(trip.refused[at]!.refused, ends[at]!.good) : trip.refused[at]!.there;
          return mission.apply(recordDelivery, receipt(convoy, [a, b][at]!.legId, [{ lineId: line, good }], { ofRefused: true }));
        };
        for (const [at, to] of [a, b].entries()) {
          const { good, damaged } = ends[at]!;
          const refused = Math.min(trip.refused[at]!.refused, good);
          await mission.apply(recordDelivery, receipt(convoy, to.legId, [{ lineId: line, good: good - refused, damaged, refused }]));
          if (refused > 0 && trip.refused[at]!.early) await takenIn(at);
        }
        if (trip.late) await pass();
        for (const at of [0, 1]) if (Math.min(trip.refused[at]!.refused, ends[at]!.good) > 0 && !trip.refused[at]!.early) await takenIn(at);
      }
      for (const place of trucks) expect(await lying(mission, item, place)).toEqual({});
      const outside = await Promise.all(every.map((virtual) => outsideOf(mission, item, virtual)));
      expect((await inPlaces(mission, item)) + outside.reduce((sum, qty) => sum + qty, 0)).toBe(0);
      const balance = Object.fromEntries(every.map((virtual, at) => [virtual, outside[at]]));
      expect(balance).toMatchObject({ supplier: -100, 'count-difference': 0 });
    }),
    { numRuns: 12, endOnFailure: true },
  );
}, 240_000);
