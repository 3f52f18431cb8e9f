import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { listExceptions } from '#kernel/exceptions/contract/exceptions.ts';
import { makeItem, setStage, yard } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { Grantish, TestMission } from '#tests/support/mission.ts';
import { aGrant, closeGrant, lies, partnerStore, received } from '#tests/support/stores.ts';
import { getCountSheet, listCounts, planCount, reviewCount } from '../../contract/stores/counts.ts';
import { getDocument, listDocuments, moveStock, quarantineStock } from '../../contract/stores/documents.ts';
import { listReserves, reserveQuick } from '../../contract/stores/keeping.ts';
import { lendBetweenGrants, listLoans } from '../../contract/stores/loans.ts';
import { listStoreStock } from '../../contract/stores/stock.ts';
import { getReceipt, listReceiptLines, listReceipts } from '../../contract/stores/receipts.ts';

/** A store as the oracle knows it, and one record of each kind in it. */
interface Store {
  readonly site: string;
  readonly org: string | null;
  readonly store: string;
  readonly bin: string;
  receipt: string;
  document: string;
  count: string;
}

let mission: TestMission;
const stores: Store[] = [];
/** The grant R-1. */
let money: string;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  const stage = await setStage(mission);
  stores.push({ site: stage.siteId, org: null, store: stage.warehouse, bin: stage.binA, receipt: '', document: '', count: '' });
  for (const code of ['PA', 'PB', 'PC']) {
    const made = await partnerStore(mission, code, code === 'PC' ? stores.at(-1)!.org! : undefined);
    stores.push({ site: made.siteId, org: made.orgId, store: made.store, bin: made.bin, receipt: '', document: '', count: '' });
  }
  const [item, from, to] = [await makeItem(mission), await aGrant(mission, 'R-1'), await aGrant(mission, 'R-2')];
  money = from;
  for (const one of stores) {
    one.receipt = await received(mission, one.bin, { itemId: item, good: 20, grantId: from });
    one.document = newId();
    const at: StockAt = { item, place: one.bin, grant: from, condition: 'good', owner: 'own' };
    await mission.apply(quarantineStock, { documentId: one.document, placeId: one.store, lines: [{ at, qty: 2 }], reason: 'torn' });
    await mission.apply(reserveQuick, { placeId: one.store, lines: [{ at, qty: 3 }], purpose: 'first hour' });
    const loan = {
      loanId: newId(),
      placeId: one.store,
      fromGrant: from,
      toGrant: to,
      lines: [{ at, qty: 1 }],
      agreement: 'S',
      dueOn: '2024-01-01',
      reason: 'swap',
    };
    await mission.apply(lendBetweenGrants, loan);
    one.count = newId();
    await mission.apply(planCount, { countId: one.count, placeId: one.store });
  }
});
afterAll(() => mission.close());

const reads = [
  'supply.list-receipts',
  'supply.list-store-documents',
  'supply.list-counts',
  'supply.list-loans',
  'supply.list-quick-reserves',
  'supply.record-count',
];

/** Says from the grant alone which stores it reaches: the rule written a second time, without SQL. */
const reaches = (scope: NonNullable<Grantish['scope']>, one: Store) =>
  scope.kind === 'mission' ||
  (scope.kind === 'site' && scope.id === one.site) ||
  (scope.kind === 'org' && scope.id === one.org) ||
  (scope.kind === 'area' && ['TUR', 'TUR027'].includes(scope.id!));

describe('stores that partners run', () => {
  const scope = fc.oneof(
    fc.constant({ kind: 'mission' as const, id: null }),
    fc.nat(3).map((at) => ({ kind: 'site' as const, at })),
    fc.integer({ min: 1, max: 3 }).map((at) => ({ kind: 'org' as const, at })),
    fc.constantFrom('TUR027', 'TUR', 'SYR').map((id) => ({ kind: 'area' as const, id })),
  );

  test('each person sees the records of the stores within reach, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(scope, fc.subarray(reads, { minLength: 1 }), async (drawn, permissions) => {
        const id = 'at' in drawn ? (drawn.kind === 'site' ? stores[drawn.at]!.site : stores[drawn.at]!.org!) : drawn.id;
        const within = { kind: drawn.kind, id };
        const who = await mission.user({ permissions, scope: within });
        const seen = stores.filter((one) => reaches(within, one));
        const lists = [
          ['supply.list-receipts', listReceipts],
          ['supply.list-store-documents', listDocuments],
          ['supply.list-counts', listCounts],
          ['supply.list-loans', listLoans],
          ['supply.list-quick-reserves', listReserves],
        ] as const;
        for (const [permission, query] of lists) {
          const asked = mission.ask(query as typeof listCounts, { limit: 100 }, who);
          if (!permissions.includes(permission)) await expect(asked).rejects.toMatchObject({ code: 'common.not-permitted' });
          else expect((await asked).total).toBe(permission === 'supply.list-store-documents' ? seen.length * 2 : seen.length);
        }
        for (const one of stores) {
          const may = (permission: string) => permissions.includes(permission) && seen.includes(one);
          const opened = [
            [may('supply.list-receipts'), () => mission.ask(getReceipt, { receiptId: one.receipt }, who)],
            [may('supply.list-store-documents'), () => mission.ask(getDocument, { documentId: one.document }, who)],
            [may('supply.record-count'), () => mission.ask(getCountSheet, { countId: one.count }, who)],
          ] as const;
          for (const [allowed, open] of opened) {
            if (allowed) await open();
            else await expect(open()).rejects.toMatchObject({ code: 'common.not-permitted' });
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  test('whose money goods are is told only to who reads grants', async () => {
    const { store, receipt, document, count, org } = stores[1]!;
    const permissions = [...reads, 'supply.list-store-stock', 'supply.approve-count'];
    const asked = async (more: readonly string[]) => {
      const who = await mission.user({
        permissions: [...permissions, ...more],
        scope: { kind: 'org', id: org },
        orgKind: 'partner',
        orgId: org!,
      });
      return {
        receipt: (await mission.ask(listReceiptLines, { receiptId: receipt }, who)).rows,
        stock: (await mission.ask(listStoreStock, { placeId: store }, who)).rows,
        document: (await mission.ask(getDocument, { documentId: document }, who)).rows,
        sheet: (await mission.ask(getCountSheet, { countId: count }, who)).rows,
        review: (await mission.ask(reviewCount, { countId: count }, who)).rows,
        reserves: (await mission.ask(listReserves, { limit: 100 }, who)).rows,
        loans: (await mission.ask(listLoans, { limit: 100 }, who)).rows,
      };
    };
    for (const [what, rows] of Object.entries(await asked([]))) {
      expect(rows, what).not.toHaveLength(0);
      expect(JSON.stringify(rows), what).not.toContain('R-1');
      expect(JSON.stringify(rows), what).not.toContain(money);
    }
    for (const [what, rows] of Object.entries(await asked(['orgs.list-grants']))) expect(JSON.stringify(rows), what).toContain('R-1');
  });

  test('who does not read grants still works with the goods, by the row of the list', async () => {
    const { store, bin, org } = stores[2]!;
    const permissions = ['supply.list-store-stock', 'supply.move-stock', 'supply.sort-load'];
    const as = await mission.user({ permissions, scope: { kind: 'org', id: org }, orgKind: 'partner', orgId: org! });
    const { rows } = await mission.ask(listStoreStock, { placeId: bin, conditions: ['good'] }, as);
    const [{ at, key }] = rows.filter((row) => row.free >= 5) as [(typeof rows)[number]];
    const move = (row: string | undefined) => ({ documentId: newId(), placeId: store, lines: [{ at, row, qty: 5, to: store }] });
    // Without the key the line means goods of no grant, and another key is of other goods.
    for (const row of [undefined, '1'])
      expect(await mission.run(moveStock, move(row), { as })).toMatchObject({ problem: { type: 'goods.short' } });
    expect(await mission.apply(moveStock, move(key), { as })).toMatchObject({ state: 'posted' });
    expect(await lies(mission, { item: at.item, place: store, grant: money })).toBe(5);
  });

  test('nor can it be found out by a search, an order of rows or an exception', async () => {
    const { store, bin, org } = stores[1]!;
    const item = await makeItem(mission);
    const [first, second] = [await aGrant(mission, 'ZZ-9'), await aGrant(mission, 'QQ-7')];
    await received(mission, bin, { itemId: item, good: 1, grantId: first });
    await received(mission, bin, { itemId: item, good: 2, grantId: second });
    await closeGrant(mission, second);
    await received(mission, bin, { itemId: item, good: 3, grantId: second });
    const seen = async (more: readonly string[]) => {
      const scope = { kind: 'org' as const, id: org };
      const permissions = ['supply.list-store-stock', 'exceptions.list', ...more];
      const who = await mission.user({ permissions, scope, orgKind: 'partner', orgId: org! });
      const stock = async (asked: { search?: string; sort?: string }) =>
        (await mission.ask(listStoreStock, { placeId: store, itemIds: [item], ...asked }, who)).rows.map((row) => row.qty);
      const told = (await mission.ask(listExceptions, {}, who)).rows.filter((row) => row.subjectId === second);
      return { found: await stock({ search: 'QQ-7' }), order: await stock({ sort: 'grantCode' }), told };
    };
    const blind = await seen([]);
    expect(blind.found).toEqual([]);
    expect(blind.order).toEqual([1, 5]);
    expect(blind.told).toMatchObject([{ kind: 'supply.received-after-grant', figures: { receipt: expect.stringMatching(/^GRN-/) } }]);
    expect(JSON.stringify(blind.told)).not.toContain('QQ-7');
    const reader = await seen(['orgs.list-grants']);
    expect(reader.found).toEqual([5]);
    expect(reader.order).toEqual([5, 1]);
  });

  test('a partner’s storekeeper acts in their own store and in no other', async () => {
    const [own, others] = [stores[1]!, [stores[0]!, stores[2]!]];
    const keeper = await mission.user({
      permissions: ['supply.quarantine-stock', 'supply.record-receipt'],
      scope: { kind: 'org', id: own.org! },
      orgKind: 'partner',
      orgId: own.org!,
    });
    const item = await makeItem(mission);
    for (const one of [own, ...others]) await received(mission, one.bin, { itemId: item, good: 5 });
    const hold = (one: Store) => ({
      documentId: newId(),
      placeId: one.store,
      reason: 'torn',
      lines: [{ at: { item, place: one.bin, condition: 'good' as const, owner: 'own' as const }, qty: 1 }],
    });
    await mission.apply(quarantineStock, hold(own), { as: keeper });
    for (const one of others)
      expect(await mission.run(quarantineStock, hold(one), { as: keeper })).toMatchObject({
        state: 'refused',
        problem: { type: 'common.not-permitted' },
      });
    // The right of one's own store does not open another by naming its places.
    expect(await mission.run(quarantineStock, { ...hold(others[0]!), placeId: own.store }, { as: keeper })).toMatchObject({
      state: 'refused',
      problem: { type: 'supply.place-outside-store' },
    });
  });
});
