import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as z from 'zod';
import type { CommandDef } from '#foundation/command.ts';
import { newId } from '#foundation/ids.ts';
import { newGuestToken } from '#kernel/access/domain/guest-passes.ts';
import { allocate, inPlaces, leg, load, lying, plan, setConvoy, stock, straight } from '#tests/support/convoy.ts';
import type { Convoy } from '#tests/support/convoy.ts';
import { yard } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { Browser, openDoors } from '#tests/support/sign-in.ts';
import { getIncoming, recordDelivery } from '../../contract/transport/deliveries.ts';
import { getShipment } from '../../contract/transport/shipments.ts';
import { getTrip, giveTripLink, listTripLinks, receiveByLink, tickByLink, withdrawTripLink } from '../../contract/transport/trip-links.ts';

let mission: TestMission;
let convoy: Convoy;
let app: FastifyInstance;
const lines: string[] = [];
beforeAll(async () => {
  mission = await openTestMission([yard]);
  convoy = await setConvoy(mission);
  app = await openDoors(mission, { log: { write: (line) => void lines.push(line) } });
});
afterAll(async () => {
  await app.close();
  await mission.close();
});

/** A loaded truck of one item to the partner's store, or to the hub. */
async function truckOf(qty: number) {
  const item = await stock(convoy, qty);
  const shipment = await plan(convoy, [await allocate(convoy, item, qty)]);
  const line = shipment.lines[0]!;
  const truck = await leg(convoy, shipment.shipmentId, [{ lineId: line, qty }], straight(convoy));
  await load(convoy, truck.legId);
  return { item, line, shipmentId: shipment.shipmentId, legId: truck.legId };
}

/** What holds a token and nothing else. */
function guestOf(token: string, address?: string): Browser {
  const guest = new Browser(app, address);
  const post = guest.post.bind(guest);
  guest.post = (url, payload, headers) => post(url, payload, { authorization: `Bearer ${token}`, ...headers });
  return guest;
}

async function give(legId: string, kind: 'receiver' | 'monitor' = 'receiver') {
  const token = newGuestToken();
  const linkId = newId();
  await mission.apply(giveTripLink, { linkId, legId, kind, hours: 24, holder: 'Maryam al-Hasan', token });
  return { linkId, token, guest: guestOf(token) };
}
const counted = (legId: string, lineId: string, good: number, damaged = 0) => ({
  legId,
  deliveryId: newId(),
  documentId: newId(),
  name: 'Khaled Darwish',
  lines: [{ lineId, good, damaged }],
});
const send = (guest: Browser, def: CommandDef, input: Record<string, unknown>, id = newId()) =>
  guest.send(def as CommandDef<z.ZodObject, z.ZodType>, input as never, id);
const notPermitted = { problem: { type: 'common.not-permitted' } };

describe('a one-trip link', () => {
  test('a receiver sees the load, counts it, and the books follow', async () => {
    const { legId, line, item, shipmentId } = await truckOf(1000);
    const { guest } = await give(legId);
    const trip = await guest.ask(getTrip, {});
    expect(trip.body).toMatchObject({ data: { legId, kind: 'receiver', lines: [{ lineId: line, sent: 1000 }], toldAt: null } });
    const answer = await send(guest, receiveByLink, counted(legId, line, 920, 20));
    expect(answer.body).toMatchObject({ state: 'applied', result: { good: 920, damaged: 20, missing: 60, extra: 0 } });
    expect(await lying(mission, item, convoy.store)).toEqual({ good: 920, damaged: 20 });
    const { accounts } = await mission.ask(getIncoming, { legId });
    expect(accounts).toMatchObject([{ side: 'theirs', posted: true }]);
    expect((await mission.ask(getShipment, { shipmentId })).state).toBe('received');
  });

  test('what people read of its hours is told by the mission’s clock, also where that is a demonstration’s of another year', async () => {
    const { legId } = await truckOf(10);
    const { guest } = await give(legId);
    const trip = (await guest.ask(getTrip, {})).body as unknown as { data: { now: string; until: string } };
    expect([trip.data.now, trip.data.until].map((at) => at.slice(0, 10))).toEqual(['2023-03-01', '2023-03-02']);
    const [row] = (await mission.ask(listTripLinks, { legId })).rows;
    expect([row!.givenAt, row!.until].map((at) => at.slice(0, 10))).toEqual(['2023-03-01', '2023-03-02']);
  });

  test('a receiver refuses part of a line by the link: it stays on the truck', async () => {
    const { legId, line, item } = await truckOf(100);
    const { guest } = await give(legId);
    const {
      lines: [first],
      ...rest
    } = counted(legId, line, 90);
    const part = { ...first!, refused: 10, refusedFor: 'damaged' as const };
    const answer = await send(guest, receiveByLink, { ...rest, lines: [part] });
    expect(answer.body).toMatchObject({ state: 'applied', result: { good: 90, missing: 0, refused: 10 } });
    expect(await lying(mission, item, convoy.store)).toEqual({ good: 90 });
    expect((await mission.ask(getIncoming, { legId })).lines).toMatchObject([{ refused: 10 }]);
    // What waits aboard is offered by the link, and taken in after all.
    expect((await guest.ask(getTrip, {})).body).toMatchObject({ data: { lines: [{ sent: 100, counted: true, refused: 10 }] } });
    const taken = await send(guest, receiveByLink, { ...counted(legId, line, 10), ofRefused: true });
    expect(taken.body).toMatchObject({ state: 'applied', result: { good: 10, missing: 0, extra: 0 } });
    expect(await lying(mission, item, convoy.store)).toEqual({ good: 100 });
  });

  test('a monitor ticks the lines and moves nothing', async () => {
    const { legId, line, item } = await truckOf(10);
    const { guest } = await give(legId, 'monitor');
    const before = await inPlaces(mission, item);
    const ticks = [{ lineId: line, ticked: false, note: 'not seen' }];
    const answer = await send(guest, tickByLink, { legId, name: 'Rami', ticks });
    expect(answer.body).toMatchObject({ state: 'applied', result: { ticked: 0, lines: 1 } });
    expect(await inPlaces(mission, item)).toEqual(before);
    expect((await send(guest, receiveByLink, counted(legId, line, 10))).body).toMatchObject(notPermitted);
  });

  test('the same delivery id replays: one account, the first answer', async () => {
    const { legId, line } = await truckOf(30);
    const { guest } = await give(legId);
    const id = newId();
    const input = counted(legId, line, 30);
    const first = await send(guest, receiveByLink, input, id);
    const again = await send(guest, receiveByLink, input, id);
    expect(again.body).toMatchObject({ state: 'applied', replayed: true, result: (first.body as unknown as { result: object }).result });
    expect((await send(guest, receiveByLink, input)).body).toMatchObject({ state: 'refused' });
    expect((await mission.ask(getIncoming, { legId })).accounts).toHaveLength(1);
  });

  test('another leg refused, and lines of another truck', async () => {
    const own = await truckOf(5);
    const other = await truckOf(5);
    const { guest } = await give(own.legId);
    await give(other.legId);
    expect((await send(guest, receiveByLink, counted(other.legId, other.line, 5))).body).toMatchObject(notPermitted);
    expect((await send(guest, receiveByLink, counted(own.legId, other.line, 5))).body).toMatchObject({
      problem: { type: 'supply.line-not-found' },
    });
  });

  test('expired refused', async () => {
    const { legId, line } = await truckOf(5);
    const { guest, linkId } = await give(legId);
    await mission.asOwner((client) =>
      client.query(
        `update guest_passes set created_at = created_at - interval '3 days', expires_at = expires_at - interval '3 days' where id = $1`,
        [linkId],
      ),
    );
    expect((await guest.ask(getTrip, {})).status).toBe(401);
    expect((await send(guest, receiveByLink, counted(legId, line, 5))).status).toBe(401);
    expect((await mission.ask(listTripLinks, { legId })).rows).toMatchObject([{ state: 'over' }]);
  });

  test('withdrawn refused, at once and for good', async () => {
    const { legId, line } = await truckOf(5);
    const { guest, linkId } = await give(legId);
    expect((await guest.ask(getTrip, {})).status).toBe(200);
    const elsewhere = await truckOf(5);
    expect(await mission.run(withdrawTripLink, { linkId, legId: elsewhere.legId })).toMatchObject({ state: 'refused' });
    await mission.apply(withdrawTripLink, { linkId, legId });
    expect((await guest.ask(getTrip, {})).status).toBe(401);
    expect((await send(guest, receiveByLink, counted(legId, line, 5))).status).toBe(401);
    expect((await mission.ask(listTripLinks, { legId })).rows).toMatchObject([{ state: 'withdrawn', holder: 'Maryam al-Hasan' }]);
  });

  test('a guest can read nothing else: no query, no list as a file, no feed, no paper', async () => {
    const { legId } = await truckOf(5);
    const { token } = await give(legId);
    const { registry } = mission.kervan.deps;
    let address = 0;
    // Each from an address of its own, that no limit answers in place of the rights.
    const fresh = () => guestOf(token, `203.0.113.${(address += 1) % 250}`);
    await mission.asOwner((client) => client.query('delete from kervan.sign_in_limits'));
    const open: string[] = [];
    for (const [name, { def }] of registry.queries) {
      await mission.asOwner((client) => client.query('delete from kervan.sign_in_limits'));
      const guest = fresh();
      const inputs = [{}, { legId }, { shipmentId: newId() }, { id: legId }];
      for (const input of inputs) if ((await guest.post(`/api/queries/${name}`, input)).status === 200) open.push(name);
      const exported = await guest.post(`/api/exports/${def.name}`, { input: {}, format: 'json', language: 'en' });
      expect([401, 404]).toContain(exported.status);
    }
    expect([...new Set(open)]).toEqual([getTrip.name]);
    const credential = { kind: 'guest' as const, tokenHash: await hashOf(token) };
    const can = await rightsOf(credential);
    const held = [...registry.queries.values(), ...registry.commands.values()].map(({ def }) => def.name).filter((name) => can(name));
    expect(held.sort()).toEqual(['files.keep-file', getTrip.name, receiveByLink.name].sort());
    const papers = registry.rooms.flatMap((room) => room.papers ?? []).map(({ name }) => `/api/prints/${name}`);
    for (const path of ['/api/commands', '/api/feeds/places.sites', ...papers])
      expect([401, 404]).toContain((await fresh().post(path, [])).status);
  });

  test('a guest sends no command besides, not even what is everybody\u2019s own', async () => {
    const { legId, line } = await truckOf(5);
    const { guest } = await give(legId);
    const receipt = { ...counted(legId, line, 5), placeId: convoy.store } as Record<string, unknown>;
    delete receipt['name'];
    expect((await send(guest, recordDelivery, receipt)).body).toMatchObject(notPermitted);
    const own = await guest.post('/api/commands/access.set-language', {
      id: newId(),
      input: { language: 'tr' },
      occurredAt: '2023-03-01T09:00:00Z',
    });
    expect(own.body).toMatchObject(notPermitted);
  });

  test('whoever may do everything has no trip without a link', async () => {
    const { legId, line } = await truckOf(5);
    await expect(mission.ask(getTrip, {})).rejects.toMatchObject({ code: 'supply.trip-link-not-found' });
    expect(await mission.run(receiveByLink, counted(legId, line, 5))).toMatchObject({ problem: { type: 'supply.trip-link-not-found' } });
  });

  test('the token is not in the database, the log or URLs, and the holder\u2019s name is sealed', async () => {
    const { legId, line } = await truckOf(5);
    const { guest, token } = await give(legId);
    await guest.ask(getTrip, {});
    await send(guest, receiveByLink, counted(legId, line, 5));
    const kept = await mission.asOwner(async (client) => {
      const tables = await client.query<{ name: string }>(
        `select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
      );
      const found: string[] = [];
      for (const { name } of tables.rows) {
        const hit = await client.query(`select 1 from ${name} r where r::text like any($1) limit 1`, [
          [`%${token}%`, '%Maryam al-Hasan%', '%Khaled Darwish%'],
        ]);
        if (hit.rowCount) found.push(name);
      }
      return found;
    });
    expect(kept).toEqual([]);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toContain(token.slice(4));
  });

  test('uses are counted, and guesses make their source wait', async () => {
    const { legId } = await truckOf(5);
    const { guest, linkId } = await give(legId);
    await guest.ask(getTrip, {});
    await guest.ask(getTrip, {});
    await expect.poll(async () => (await mission.ask(listTripLinks, { legId })).rows[0]).toMatchObject({ id: linkId, uses: 2 });
    const statuses: number[] = [];
    for (let tries = 0; tries < 32; tries += 1) statuses.push((await guestOf(newGuestToken(), '198.51.100.9').ask(getTrip, {})).status);
    expect(statuses.slice(0, 30).every((status) => status === 401)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
  });

  test('no link for a truck that does not end at the consignee, but one to tick it', async () => {
    const item = await stock(convoy, 5);
    const shipment = await plan(convoy, [await allocate(convoy, item, 5)]);
    const { legId } = await leg(convoy, shipment.shipmentId, [{ lineId: shipment.lines[0]!, qty: 5 }]);
    const input = { linkId: newId(), legId, hours: 24, holder: 'x', token: newGuestToken() };
    expect(await mission.run(giveTripLink, { ...input, kind: 'receiver' })).toMatchObject({
      problem: { type: 'supply.leg-not-for-receiver' },
    });
    expect(await mission.run(giveTripLink, { ...input, kind: 'monitor' })).toMatchObject({ state: 'applied' });
  });
});

async function hashOf(token: string): Promise<Buffer> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)));
}

/** What the rights of a credential say of each permission, wherever its things lie. */
async function rightsOf(credential: { kind: 'guest'; tokenHash: Buffer }) {
  const { inRequest } = await import('#foundation/pipeline/execute.ts');
  const { deps, missions } = mission.kervan;
  return inRequest(deps, { mission: missions.find(undefined)!, credential }, null, async ({ ctx }) => {
    const { can } = ctx;
    return (permission: string) => can(permission);
  });
}
