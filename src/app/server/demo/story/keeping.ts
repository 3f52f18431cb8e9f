import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { approveCount, getCountSheet, planCount, recordCount } from '#modules/supply/contract/stores/counts.ts';
import { adjustStock, approveDocument, askRelease, quarantineStock } from '#modules/supply/contract/stores/documents.ts';
import { reserveQuick, watchStores } from '#modules/supply/contract/stores/keeping.ts';
import { lendBetweenGrants, payBackLoan } from '#modules/supply/contract/stores/loans.ts';
import { enterOpeningStock } from '#modules/supply/contract/stores/opening.ts';
import type { Player } from '../player.ts';
import { StoryLacks } from './books.ts';
import { binOf } from './loads.ts';
import { receive } from './receipts.ts';
import { dayAfter, hourOf } from './schedule.ts';
import type { Scene, Schedule } from './schedule.ts';

/** What a store does besides letting goods in and out. */
export function playKeeping(schedule: Schedule): void {
  opening(schedule.scene('opening'));
  held(schedule.scene('quarantine'));
  lend(schedule.scene('loan'), schedule.scene('payback'));
  ended(schedule);
  keep(schedule.scene('reserve'));
  watch(schedule.scene('watch'));
  for (const [day, zone] of [
    ['2023-03-31', 'BRC-D'],
    ['2023-05-31', 'BRC-C'],
    ['2023-07-31', 'BRC-B'],
  ] as const)
    count(schedule.scene(`count ${day}`), day, zone);
}

/** What lay in Burç when the mission took it over. */
function opening(scene: Scene): void {
  const { stage } = scene;
  const goods = [
    ['NET-RL', 3_000],
    ['PAD-10', 24_000],
    ['DIAP-M', 18_000],
    ['BLK-BABY', 2_400],
  ] as const;
  scene.step('2023-02-08T06:10:00Z', 'store', async (player) => {
    const lines = goods.map(([code, qty]) => {
      const item = stage.item(code);
      const lot = item.tracked ? { id: player.id(), code: `${code}-OPEN`, expiresOn: '2025-01-31' } : undefined;
      return {
        placeId: stage.place('BRC-D-06'),
        itemId: item.id,
        condition: 'good' as const,
        owner: 'own' as const,
        qty,
        ...(lot ? { lot } : {}),
      };
    });
    await player.do(enterOpeningStock, { source: 'Hand-over list of the former keeper (demo)', lines });
    for (const { placeId, itemId, lot, qty } of lines)
      stage.books.add({ item: itemId, place: placeId, condition: 'good', owner: 'own', ...(lot ? { lot: lot.id } : {}) }, qty);
  });
}

/** A lot that smells of damp is held, looked at, released in part; what is spoilt is disposed of by two. */
function held(scene: Scene): void {
  const { stage } = scene;
  const ids = { release: scene.player.id(), damaged: scene.player.id(), gone: scene.player.id() };
  let at: StockAt | undefined;
  const [all, bad] = [900, 120];
  const quarantined = () => ({ ...at!, place: stage.place('BRC-QU'), condition: 'quarantine' as const });
  const store = { placeId: stage.place('BRC') };
  scene.step('2023-04-12T08:00:00Z', 'store', async (player) => {
    at = lot(scene, 'KIT-HYG', all);
    const lines = [{ at, qty: all }];
    const reason = 'Cartons of this lot smell of damp (demo)';
    await player.do(quarantineStock, { documentId: player.id(), ...store, lines, to: stage.place('BRC-QU'), reason });
    stage.books.take(at, all);
  });
  scene.step('2023-04-18T08:00:00Z', 'store', async (player) => {
    const bin = stage.place(binOf('KIT-HYG'));
    const fit = [{ at: quarantined(), qty: all - bad }];
    await player.do(askRelease, { documentId: ids.release, ...store, lines: fit, to: bin, reason: 'Opened forty cartons, dry (demo)' });
    const spoilt = [{ at: quarantined(), qty: bad }];
    await player.do(askRelease, { documentId: ids.damaged, ...store, lines: spoilt, as: 'damaged', reason: 'Mould on the soap (demo)' });
  });
  approve(scene, '2023-04-19T09:00:00Z', [ids.release, ids.damaged], () => stage.books.add(at!, all - bad));
  scene.step('2023-04-24T09:00:00Z', 'store', async (player) => {
    const lines = [{ at: { ...quarantined(), condition: 'damaged' as const }, change: -bad }];
    await disposeOf(player, scene, { id: ids.gone, lines });
  });
  approve(scene, '2023-04-25T09:00:00Z', [ids.gone], () => undefined);
}

async function disposeOf(player: Player, { stage }: Scene, of: { id: string; lines: { at: StockAt; change: number }[] }): Promise<void> {
  const { state } = await player.do(adjustStock, {
    documentId: of.id,
    placeId: stage.place('BRC'),
    cause: 'disposed',
    reason: 'Burned at the municipal plant, protocol 14 (demo)',
    lines: of.lines,
  });
  if (state === 'posted') done.add(of.id);
}
/** Documents that needed no second person. */
const done = new Set<string>();

function approve(scene: Scene, at: string, documentIds: readonly string[], then: () => void): void {
  scene.step(at, 'head', async (player) => {
    for (const documentId of documentIds) if (!done.has(documentId)) await player.do(approveDocument, { documentId });
    then();
  });
}

/** The first lot of an item in its bin that holds so many. */
function lot({ stage }: Scene, code: string, qty: number, grant?: string): StockAt {
  const rows = stage.books.at([stage.place(binOf(code)), stage.place('BRC-D-06')], stage.item(code).id);
  // Promises stand on the oldest lots: the last one is free.
  const row = rows.findLast((one) => one.qty >= qty && one.at.condition === 'good' && (!grant || one.at.grant === stage.grant(grant)));
  if (!row) throw new StoryLacks(`the story wants ${qty} of ${code} in one lot`);
  return row.at;
}

/** One agreement helps another out and gets it back a month later. */
function lend(scene: Scene, order: Scene): void {
  const { stage } = scene;
  const bought = receive(order, {
    key: 'payback',
    day: '2023-05-29',
    source: 'order',
    sender: 'supplier-textile',
    reference: 'PO-0529L',
    grant: 'border',
    goods: [{ code: 'BLK-MT', qty: 2_200 }],
  });
  const [first, second] = [scene.player.id(), scene.player.id()];
  const swap = (at: StockAt, qty: number, grant: string) => {
    stage.books.take(at, qty);
    stage.books.add({ ...at, grant: stage.grant(grant) }, qty);
  };
  const ask = (loanId: string, day: string, code: string, qty: number, dueOn: string) => {
    let at: StockAt;
    scene.step(hourOf(day, '08:00'), 'finance', async (player) => {
      at = lot(scene, code, qty, 'winter');
      await player.do(lendBetweenGrants, {
        loanId,
        placeId: stage.place('BRC'),
        fromGrant: stage.grant('winter'),
        toGrant: stage.grant('border'),
        lines: [{ at, qty }],
        agreement: `LOAN-${day.slice(2, 7)}`,
        dueOn,
        reason: 'The next order comes too late for the convoy (demo)',
      });
    });
    approve(scene, hourOf(day, '10:00'), [loanId], () => swap(at, qty, 'border'));
  };
  ask(first, '2023-04-26', 'BLK-MT', 2_000, '2023-06-30');
  scene.step('2023-05-29T07:00:00Z', 'finance', async (player) => {
    const rows = stage.books.at([stage.place(binOf('BLK-MT'))], stage.item('BLK-MT').id).filter(({ at }) => at.lot && bought.has(at.lot));
    let open = 2_000;
    const lines = rows.flatMap(({ at, qty }) => {
      const part = Math.min(open, qty);
      open -= part;
      return part > 0 ? [{ at, qty: part }] : [];
    });
    const reason = 'The order has come (demo)';
    await player.do(payBackLoan, { loanId: first, documentId: player.id(), placeId: stage.place('BRC'), lines, reason });
    for (const { at, qty } of lines) swap(at, qty, 'winter');
  });
  ask(second, '2023-07-19', 'MAT-SLP', 1_500, '2023-08-15');
}

/** A grant that ends with blankets in the store, and biscuits that end before anybody asked for them. */
function ended(schedule: Schedule): void {
  const goods = [{ code: 'BLK-WOOL', qty: 6_400 }];
  const came = { source: 'order', sender: 'supplier-textile', reference: 'PO-0411', grant: 'emergency' } as const;
  receive(schedule.scene('wool'), { key: 'wool', day: '2023-04-11', ...came, goods });
  const food = { source: 'gift', sender: 'donor-private', reference: 'GIFT-0726', expiresOn: '2023-08-18' } as const;
  receive(schedule.scene('biscuits'), { key: 'biscuits', day: '2023-07-26', ...food, goods: [{ code: 'BISC-HE', qty: 2_600 }] });
  const soon = { source: 'gift', sender: 'un-logistics', reference: 'ULG-0802', expiresOn: '2023-09-20' } as const;
  receive(schedule.scene('dates'), { key: 'dates', day: '2023-08-02', ...soon, goods: [{ code: 'DATE-KG', qty: 3_000 }] });
}

function keep(scene: Scene): void {
  scene.step('2023-06-05T09:00:00Z', 'dispatch', async (player) => {
    const lines = [{ at: lot(scene, 'NET-RL', 1_000), qty: 1_000 }];
    await player.do(reserveQuick, { placeId: scene.stage.place('BRC'), lines, purpose: 'Quick Release for 500 households (demo)' });
  });
}

/** A zone is counted blind; one line differs by a few pieces, and somebody else approves it. */
function count(scene: Scene, day: string, zone: string): void {
  const { stage } = scene;
  const countId = scene.player.id();
  scene.step(hourOf(day, '15:00'), 'store', async (player) => {
    const { lines } = await player.do(planCount, { countId, placeId: stage.place(zone) });
    if (lines === 0) return;
    const sheet = await player.ask(getCountSheet, { countId, limit: 1000 });
    const counted = sheet.rows.map((row) => {
      const grant = row.grantCode === null ? undefined : stage.grantOfCode(row.grantCode);
      const at: StockAt = {
        item: row.itemId,
        place: row.placeId,
        condition: row.condition,
        owner: row.owner as StockAt['owner'],
        ...(row.lotId ? { lot: row.lotId } : {}),
        ...(grant ? { grant } : {}),
      };
      return { line: row.line, at, qty: stage.books.qty(at) };
    });
    const off = counted.findLast((line) => line.qty > 400);
    await player.do(recordCount, {
      countId,
      lines: counted.map(({ line, qty }) => ({ line, counted: line === off?.line ? qty - 2 : qty })),
    });
    if (off) stage.books.take(off.at, 2);
  });
  scene.step(hourOf(dayAfter(day, 1), '08:00'), 'head', async (player) => {
    await player.do(approveCount, { countId, documentId: player.id() });
  });
}

/** Every morning at ten past five, as the stores are looked through by themselves: lots past their day are held, what waits too long is told. */
function watch(scene: Scene): void {
  const { books, ends } = scene.stage;
  for (let day = '2023-02-09'; day <= '2023-08-21'; day = dayAfter(day, 1))
    scene.step(hourOf(day, '02:10'), 'system', async (player) => {
      await player.do(watchStores, {});
      for (const { at, qty } of books.all()) {
        if (at.condition !== 'good' || !at.lot || (ends.get(at.lot) ?? day) >= day) continue;
        books.take(at, qty);
        books.add({ ...at, condition: 'expired' }, qty);
      }
    });
}
