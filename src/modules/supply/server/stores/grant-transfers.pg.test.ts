import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '#app/server/serve.ts';
import { newId } from '#foundation/ids.ts';
import { pressOf } from '#foundation/pdf/press.ts';
import { sealerOf } from '#foundation/keys/sealer.ts';
import { liftWaiver, waiveVisibility } from '#kernel/places/contract/waivers.ts';
import { setFileVault } from '#kernel/files/server/index.ts';
import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { traceLot } from '#kernel/goods/contract/stock.ts';
import { listMine } from '#kernel/notify/contract/notifications.ts';
import { sendFile } from '#tests/support/files.ts';
import { makeItem, promise, giveBack, setStage, yard } from '#tests/support/goods-yard.ts';
import type { Stage } from '#tests/support/goods-yard.ts';
import { memoryStore } from '#tests/support/memory-store.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { signInAs } from '#tests/support/session.ts';
import { aGrant, anOrganisation, closeGrant, lies, openExceptions, partnerStore, received, refusal } from '#tests/support/stores.ts';
import { listDonorStock } from '../../contract/overview/donors.ts';
import { approveDocument, declineDocument, getDocument, listDocuments, reverseStoreDocument } from '../../contract/stores/documents.ts';
import { listGrantTransfers, transferBetweenGrants } from '../../contract/stores/grant-transfers.ts';
import { transferPaper } from '../papers/transfer-paper.ts';
import { watchStores } from '../../contract/stores/keeping.ts';

let mission: TestMission;
let stage: Stage;
let second: string;
/** May be the second person, and does not read grants. */
let blind: string;
const decides = ['supply.approve-document', 'supply.decline-document', 'supply.list-store-documents'];
let keeper: string;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  stage = await setStage(mission);
  second = await mission.user({ permissions: [...decides, 'orgs.list-grants'] });
  blind = await mission.user({ permissions: [...decides, 'supply.list-grant-transfers'] });
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

  test.each([
    ['grant_transfers_consent_check', 'update grant_transfers set consent = null'],
    ['grant_transfers_grants_check', 'update grant_transfers set to_grant = from_grant'],
    ['store_documents_transfer_check', `update store_documents set second_person = false where kind = 'grant-transfer'`],
  ])('%s refuses, even to the owner', async (constraint, statement) => {
    const { ask } = await ended();
    await mission.apply(transferBetweenGrants, ask());
    await expect(mission.asOwner((owner) => owner.query(`begin; ${statement}; rollback`))).rejects.toMatchObject({ constraint });
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

  test('is decided, and waits on the bell, only of whoever reads the grants it names', async () => {
    const { item, to, ask } = await ended();
    const input = ask();
    await mission.apply(transferBetweenGrants, input);
    const bell = async (who: string) => (await mission.ask(listMine, { unread: true }, who)).rows.map((row) => row.subject.id);
    expect(await bell(second)).toContain(input.documentId);
    expect(await bell(blind)).not.toContain(input.documentId);
    const abilities = async (as: string) => (await mission.ask(getDocument, { documentId: input.documentId }, as)).abilities;
    expect([await abilities(second), await abilities(blind)]).toEqual([decides.slice(0, 2), []]);
    const no = { documentId: input.documentId, note: 'not now' };
    for (const outcome of [await approve(input.documentId, blind), await mission.run(declineDocument, no, { as: blind })])
      expect(refusal(outcome)).toMatchObject({ type: 'common.not-permitted', figures: { permission: 'orgs.list-grants' } });
    expect(await lies(mission, { item, grant: to })).toBe(0);
  });

  test('tells by whose consent and why only whoever reads grants: no list, no search, no order and no file', async () => {
    setFileVault({ store: memoryStore(), sealer: sealerOf(Buffer.alloc(32, 7)) });
    const app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
    const asker = await signInAs(mission, ['supply.transfer-between-grants', 'orgs.list-grants']);
    const keepsStore = await signInAs(mission, ['supply.list-store-documents', 'supply.list-grant-transfers']);
    const reader = await signInAs(mission, ['supply.list-store-documents', 'supply.list-grant-transfers', 'orgs.list-grants']);
    const letter = await sendFile(app, asker, '%PDF-1.4\n%%EOF\n');
    const { ask } = await ended();
    const input = ask({ consent: 'LETTER-OF-DONOR', consentFileId: letter, reason: 'REASON-OF-DONOR' });
    await mission.apply(transferBetweenGrants, input, { as: asker.id });
    const opens = async (cookie: string) =>
      (await app.inject({ method: 'GET', url: `/api/files/${letter}`, headers: { cookie } })).statusCode;
    const seen = async (as: string) => {
      const document = await mission.ask(getDocument, { documentId: input.documentId }, as);
      const documents = async (search?: string) =>
        (await mission.ask(listDocuments, { kinds: ['grant-transfer'], search, sort: 'reference' }, as)).rows;
      const transfers = async (search?: string) => (await mission.ask(listGrantTransfers, { search, sort: 'reason' }, as)).rows;
      const found = [];
      for (const word of ['LETTER-OF', 'REASON-OF']) found.push((await documents(word)).length, (await transfers(word)).length);
      return { found, told: JSON.stringify([document, await documents(), await transfers()]) };
    };
    const [all, nothing] = [await seen(reader.id), await seen(keepsStore.id)];
    expect([all.found, nothing.found]).toEqual([
      [1, 1, 1, 1],
      [0, 0, 0, 0],
    ]);
    for (const word of ['LETTER-OF', 'REASON-OF', letter]) {
      expect(all.told).toContain(word);
      expect(nothing.told).not.toContain(word);
    }
    expect([await opens(reader.cookie), await opens(keepsStore.cookie)]).toEqual([200, 404]);
    await app.close();
  });

  test('names on paper no grant, no consent and no reason where a waiver stands', async () => {
    const { ask } = await ended();
    const input = ask({ consent: 'LETTER-9', reason: 'REASON-9' });
    await mission.apply(transferBetweenGrants, input);
    const credential = { kind: 'internal', userId: systemUser } as const;
    const press = pressOf(mission.kervan.deps, { mission: mission.kervan.missions.find('test')!, credential }, 'en');
    const paper = async () => JSON.stringify(await transferPaper.make(press, { documentId: input.documentId } as never));
    const words = [`END-${serial}`, `NEW-${serial}`, 'LETTER-9', 'REASON-9'];
    const printed = async () => {
      const said = await paper();
      return words.filter((word) => said.includes(word));
    };
    expect(await printed()).toEqual(words);
    const waiverId = newId();
    await mission.apply(waiveVisibility, { waiverId, area: 'TUR', fromDay: '2023-01-01', reason: 'threats' });
    expect(await printed()).toEqual([]);
    await mission.apply(liftWaiver, { waiverId, reason: 'The road is safe' });
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
