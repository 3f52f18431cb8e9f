import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { offeredPacks, takePack } from '#kernel/sync/server/packs.ts';
import { casesOf, giveAt, openedAt, planned, setSquare } from '#tests/support/assistance.ts';
import type { Square } from '#tests/support/assistance.ts';
import { yard as yardRoom } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { closeLane } from '../../contract/day.ts';
import { getEvent } from '../../contract/events.ts';
import { lanePack, takeOverLane } from '../../contract/field/lane.ts';
import type { LanePack } from '../../contract/field/lane.ts';
import { recordHandover } from '../../contract/handovers.ts';

let mission: TestMission;
let square: Square;
let partner: Id;
beforeAll(async () => {
  mission = await openTestMission([yardRoom]);
  square = await setSquare(mission);
  const scope = { kind: 'mission' as const, id: null };
  partner = await mission.user({ permissions: [lanePack.name], scope, orgKind: 'partner', orgId: square.partner });
});
afterAll(() => mission.close());

const request = (userId: string) => ({ mission: mission.kervan.missions.find('test')!, credential: { kind: 'internal', userId } as const });
const take = async (lane: string, as = partner) =>
  (await takePack(mission.kervan.deps, request(as), lanePack.name, { params: { lane } })) as unknown as { data: LanePack; until: string };

it('a lane on a phone holds its tokens by hash, number and size, says who was served, and ends three days after', async () => {
  const { event, list } = await openedAt(square, 4);
  await mission.apply(recordHandover, giveAt(square, event, list[0]!));
  const { data, until } = await take(event.lanes[0]!);
  expect(data.tokens.map(({ number, size, served, lost }) => [number, size, served, lost])).toEqual([
    [1, 3, true, false],
    [3, 7, false, false],
  ]);
  expect(data.others.map(({ number, lane }) => [number, lane])).toEqual([
    [2, 2],
    [4, 2],
  ]);
  expect(data.bands).toHaveLength(3);
  expect(until).toBe('2023-03-04T00:00:00.000Z');
});

it('a partner takes and is offered its own lanes alone, whatever the scope of the right', async () => {
  const mine = await planned(square);
  const theirs = await planned(square, { orgId: square.other });
  const offered = (await offeredPacks(mission.kervan.deps, request(partner))).packs.map((pack) => pack.params['lane']);
  expect(offered).toContain(mine.lanes[0]);
  expect(offered).not.toContain(theirs.lanes[0]);
  await expect(take(theirs.lanes[0]!)).rejects.toMatchObject({ code: 'assistance.lane-not-found' });
});

it('a token whose lane had closed is served in another without a case, in whatever order they are told', async () => {
  const { event, list } = await openedAt(square, 4);
  const { eventId, lanes } = event;
  const elsewhere = (at: number, when: string) =>
    mission.apply(recordHandover, giveAt(square, event, list[at]!, { laneId: lanes[0]! }), { occurredAt: when });
  const early = await elsewhere(1, '2023-03-01T09:10:00Z');
  expect(early.oddities).toEqual(['wrong-lane']);
  await mission.apply(closeLane, { eventId, laneId: lanes[1]! }, { occurredAt: '2023-03-01T09:05:00Z' });
  await mission.apply(takeOverLane, { eventId, laneId: lanes[0]!, from: 2, served: [] });
  expect(await casesOf(mission, 'assistance.wrong-lane', early.handoverId)).toHaveLength(0);
  expect((await elsewhere(3, '2023-03-01T09:20:00Z')).oddities).toEqual([]);
  const before = await mission.apply(
    recordHandover,
    giveAt(square, event, { ...list[1]!, tokenHash: list[3]!.tokenHash }, { laneId: lanes[0]!, handoverId: newId() }),
    {
      occurredAt: '2023-03-01T09:01:00Z',
    },
  );
  expect(before.oddities).toContain('wrong-lane');
  expect((await mission.ask(getEvent, { eventId })).marks.map((mark) => mark.kind)).toContain('lane-taken-over');
});
