import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { traceLot } from '#kernel/goods/contract/stock.ts';
import { makeItem, promise, giveBack, setStage, yard } from '#tests/support/goods-yard.ts';
import type { Stage } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { aGrant, anOrganisation, closeGrant, lies, openExceptions, partnerStore, received, refusal } from '#tests/support/stores.ts';
import { listDonorStock } from '../../contract/overview/donors.ts';
import { approveDocument, declineDocument, getDocument, reverseStoreDocument } from '../../contract/stores/documents.ts';
import { listGrantTransfers, transferBetweenGrants } from '../../contract/stores/grant-transfers.ts';
import { watchStores } from '../../contract/stores/keeping.ts';

let mission: TestMission;
let stage: Stage;
let second: string;
let keeper: string;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  stage = await setStage(mission);
  second = await mission.user({ permissions: ['supply.approve-document', 'supply.decline-document', 'supply.list-store-documents'] });
  keeper = await mission.user({ permissions: ['supply.reverse-store-document'] });
});
afterAll(() => mission.close());

let serial = 0;
/** An ended grant with goods, another in force, and the asking for some of the goods to pass. */
async function ended(qty = 100) {
  serial += 1;
  const [from, to] = [await aGrant(mission, `END-${serial}`), await aGrant(mission, `NEW-${serial}`)];
  const item = await makeItem(mission);
  await received(mission, stage.binA, { itemId: item, good: qty, grantId: from });
  await closeGrant(mission, from);
  const at: StockAt = { item, place: stage.binA, condition: 'good', owner: 'own', grant: from };
  const ask = (over: Record<string, unknown> = {}) => ({
    documentId: newId(),
    placeId: stage.warehouse,
    fromGrant: from,
    toGrant: to,
    lines: [{ at, qty: 60 }],
    consent: 'DG/2023/114',
    reason: 'the grant has ended and its donor agrees',
    ...over,
  });
  return { from, to, item, at, ask };
}
const bind = (grant: string, table: 'grant_areas' | 'grant_partners', value: string) =>
  mission.tx((tx) =>
    tx.query(`insert into ${table} (grant_id, ${table === 'grant_areas' ? 'pcode' : 'org_id'}) values ($1, $2)`, [grant, value]),
  );
const why = async (input: ReturnType<Awaited<ReturnType<typeof ended>>['ask']>) =>
  refusal(await mission.run(transferBetweenGrants, input as never))?.type;
const approve = (documentId: string, as = second) => mission.run(approveDocument, { documentId }, { as });

describe('a transfer between grants', () => {
  test('waits for a second person, and then the goods of an ended grant bear the other one, in the books under a kind of its own', async () => {
    const { from, to, item, ask } = await ended();
    const input = ask();
    const { number } = await mission.apply(transferBetweenGrants, input);
    expect(number).toMatch(/^GT-BRC-2023-/);
    expect(await lies(mission, { item, grant: to })).toBe(0);
    expect(refusal(await mission.run(approveDocument, { documentId: input.documentId }))?.type).toBe('supply.second-person-needed');
    expect((await approve(input.documentId)).state).toBe('applied');
    expect([await lies(mission, { item, grant: from }), await lies(mission, { item, grant: to })]).toEqual([40, 60]);
    const rows = (await mission.ask(listGrantTransfers, { grantId: from })).rows;
    expect(rows).toMatchObject([{ number, state: 'posted', consent: 'DG/2023/114', toGrant: to, items: [{ itemId: item, qty: 60 }] }]);
    const kind = await mission.tx((tx) => tx.query('select kind from ledger_documents where id = $1', [input.documentId]));
    expect(kind.rows).toEqual([{ kind: 'grant-transfer' }]);
    const figures = async (grant: string) => (await mission.ask(listDonorStock, { grant })).rows[0];
    expect(await figures(from)).toMatchObject({ received: 100, transferred: -60, loaned: 0, left: 40 });
    expect(await figures(to)).toMatchObject({ received: 0, transferred: 60, loaned: 0, left: 60 });
  });

  test('is a step of its lot’s trace', async () => {
    const { from, to } = await ended();
    const item = await makeItem(mission, { tracking: 'lot' });
    await received(mission, stage.binA, { itemId: item, good: 5, grantId: from, lot: { id: newId(), code: `T${serial}` } });
    const lot = await mission.tx(
      async (tx) => (await tx.query<{ id: string }>('select id from lots where item_id = $1', [item])).rows[0]!.id,
    );
    const at: StockAt = { item, lot, place: stage.binA, condition: 'good', owner: 'own', grant: from };
    const head = { documentId: newId(), placeId: stage.warehouse, fromGrant: from, toGrant: to };
    await mission.apply(transferBetweenGrants, { ...head, lines: [{ at, qty: 5 }], consent: 'X', reason: 'ended' });
    await approve(head.documentId);
    const trace = await mission.ask(traceLot, { lotId: lot });
    expect(trace.steps.map((step) => step.kind)).toContain('grant-transfer');
  });

  test('needs the donor’s written consent, also in the database', async () => {
    const { ask } = await ended();
    expect(await why(ask({ consent: undefined }))).toBe('supply.consent-missing');
    const input = ask();
    await mission.apply(transferBetweenGrants, input);
    const bare = mission.tx((tx) =>
      tx.query(
        'insert into grant_transfers (id, from_grant, to_grant) select id, from_grant, to_grant from grant_transfers where id = $1',
        [input.documentId],
      ),
    );
    await expect(bare).rejects.toMatchObject({ code: 'supply.consent-missing' });
  });

  test('goes only to a grant in force, within its dates', async () => {
    const { to, ask } = await ended();
    const set = (change: string) => mission.tx((tx) => tx.query(`update grants set ${change} where id = $1`, [to]));
    await set(`ends_on = '2023-02-01'`);
    expect(await why(ask())).toBe('supply.transfer-outside-dates');
    await set(`ends_on = '2024-12-31', status = 'closed'`);
    expect(await why(ask())).toBe('supply.transfer-not-in-force');
  });

  test('goes only to a grant whose areas, sectors and partners allow what the goods are meant for', async () => {
    const { to, ask } = await ended();
    const partner = await anOrganisation(mission, `Partner of transfer ${serial}`);
    await bind(to, 'grant_areas', 'TUR027');
    expect(await why(ask())).toBe('supply.transfer-outside-area');
    await mission.tx((tx) => tx.query(`update grants set sectors = array['shelter'] where id = $1`, [to]));
    expect(await why(ask({ area: 'TUR027', sector: 'food' }))).toBe('supply.transfer-outside-sector');
    await bind(to, 'grant_partners', partner);
    const meant = { area: 'TUR027', sector: 'shelter' };
    expect(await why(ask(meant))).toBe('supply.transfer-outside-partners');
    expect(await why(ask({ ...meant, partnerId: partner }))).toBeUndefined();
  });

  test('of goods that lie at a partner’s is held against that partner, whatever is said', async () => {
    const { from, to } = await ended();
    const partner = await anOrganisation(mission, `Partner of store ${serial}`);
    const store = await partnerStore(mission, `PT${serial}`);
    const item = await makeItem(mission);
    await received(mission, store.bin, { itemId: item, good: 10, grantId: from });
    await bind(to, 'grant_partners', partner);
    const at: StockAt = { item, place: store.bin, condition: 'good', owner: 'own', grant: from };
    const input = { documentId: newId(), placeId: store.store, fromGrant: from, toGrant: to, lines: [{ at, qty: 4 }], consent: 'X' };
    const asked = await mission.run(transferBetweenGrants, { ...input, partnerId: partner, reason: 'ended' });
    expect(refusal(asked)?.type).toBe('supply.transfer-outside-partners');
  });

  test('does not touch what is promised to somebody', async () => {
    const { at, ask } = await ended();
    const id = newId();
    await mission.apply(promise, { id, at, qty: 50 });
    expect(refusal(await mission.run(transferBetweenGrants, ask()))).toMatchObject({
      type: 'supply.transfer-held',
      figures: { asked: 60, free: 50, held: 50 },
    });
    await mission.apply(giveBack, { ids: [id] });
    const input = ask();
    await mission.apply(transferBetweenGrants, input);
    // Promised while it waited.
    await mission.apply(promise, { id: newId(), at, qty: 50 });
    expect(refusal(await approve(input.documentId))?.type).toBe('supply.transfer-held');
    expect(await why(ask({ lines: [{ at, qty: 101 }] }))).toBe('supply.transfer-short');
  });

  test('is judged again when the second person decides: the other grant may have ended since', async () => {
    const { to, item, ask } = await ended();
    const input = ask();
    await mission.apply(transferBetweenGrants, input);
    await closeGrant(mission, to);
    expect(refusal(await approve(input.documentId))?.type).toBe('supply.transfer-not-in-force');
    expect(await lies(mission, { item, grant: to })).toBe(0);
    await mission.apply(declineDocument, { documentId: input.documentId, note: 'the other grant has ended' }, { as: second });
    expect((await mission.ask(listGrantTransfers, { documentId: input.documentId })).rows).toMatchObject([{ state: 'declined' }]);
  });

  test('is taken back by another than who asked for it, and both grants stand as before', async () => {
    const { from, to, item, ask } = await ended();
    const input = ask();
    await mission.apply(transferBetweenGrants, input);
    await approve(input.documentId);
    const back = { documentId: input.documentId, reversalId: newId(), reason: 'the donor withdrew' };
    expect(refusal(await mission.run(reverseStoreDocument, back))?.type).toBe('supply.second-person-needed');
    await mission.apply(reverseStoreDocument, back, { as: keeper });
    expect([await lies(mission, { item, grant: from }), await lies(mission, { item, grant: to })]).toEqual([100, 0]);
    expect((await mission.ask(listDonorStock, { grant: from })).rows[0]).toMatchObject({ transferred: 0, loaned: 0, left: 100 });
    expect(await mission.ask(getDocument, { documentId: input.documentId })).toMatchObject({ kind: 'grant-transfer', state: 'reversed' });
  });

  test('of all that an ended grant holds ends its exception the morning after', async () => {
    const { from, at, ask } = await ended();
    await mission.apply(watchStores, {});
    expect(await openExceptions(mission, from)).toEqual(['supply.grant-closed-with-stock']);
    const input = ask({ lines: [{ at, qty: 100 }] });
    await mission.apply(transferBetweenGrants, input as never);
    await approve(input.documentId);
    mission.setNow('2023-03-02T05:00:00Z');
    await mission.apply(watchStores, {});
    expect(await openExceptions(mission, from)).toEqual([]);
    mission.setNow('2023-03-01T09:00:00Z');
  });

  test('is never decided by the one who asked, whatever the program says: the database refuses', async () => {
    const { ask } = await ended();
    const input = ask();
    await mission.apply(transferBetweenGrants, input);
    const alone = (sets: string) => mission.tx((tx) => tx.query(`update store_documents set ${sets} where id = $1`, [input.documentId]));
    await expect(alone(`state = 'posted', decided_by = made_by, decided_at = made_at`)).rejects.toThrow();
    await expect(alone('second_person = false')).rejects.toThrow();
  });
});

test('whatever is asked, approved, declined and taken back, the goods of an item stay as many, each under one grant', async () => {
  const step = fc.record({
    from: fc.nat(2),
    to: fc.nat(2),
    qty: fc.integer({ min: 1, max: 70 }),
    after: fc.constantFrom('approve', 'decline', 'wait', 'reverse'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      serial += 1;
      const grants = [await aGrant(mission, `PA-${serial}`), await aGrant(mission, `PB-${serial}`), await aGrant(mission, `PC-${serial}`)];
      const item = await makeItem(mission);
      const expected = [100, 0, 0];
      await received(mission, stage.binA, { itemId: item, good: 100, grantId: grants[0]! });
      for (const { from, to, qty, after } of steps) {
        const documentId = newId();
        const [fromGrant, toGrant] = [grants[from]!, grants[to]!];
        const at: StockAt = { item, place: stage.binA, condition: 'good', owner: 'own', grant: fromGrant };
        const head = { documentId, placeId: stage.warehouse, fromGrant, toGrant, consent: 'X', reason: 'a property' };
        const asked = await mission.run(transferBetweenGrants, { ...head, lines: [{ at, qty }] });
        expect(asked.state).toBe(from !== to && qty <= expected[from]! ? 'applied' : 'refused');
        if (asked.state !== 'applied' || after === 'wait') continue;
        if (after === 'decline') {
          await mission.apply(declineDocument, { documentId, note: 'not now' }, { as: second });
          continue;
        }
        await mission.apply(approveDocument, { documentId }, { as: second });
        if (after === 'reverse') {
          await mission.apply(reverseStoreDocument, { documentId, reversalId: newId(), reason: 'not so' }, { as: keeper });
          continue;
        }
        expected[from]! -= qty;
        expected[to]! += qty;
      }
      const left = await Promise.all(grants.map((grant) => lies(mission, { item, grant })));
      expect(left).toEqual(expected);
      expect(await lies(mission, { item })).toBe(100);
    }),
    { numRuns: 12 },
  );
});
