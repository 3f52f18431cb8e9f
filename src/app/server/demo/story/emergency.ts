import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { sortLoad } from '#modules/supply/contract/stores/documents.ts';
import { matchReceipt, recordReceipt } from '#modules/supply/contract/stores/receipts.ts';
import { dayAfter, hourOf } from './schedule.ts';
import type { Schedule } from './schedule.ts';

interface Emergency {
  readonly day: string;
  readonly words: string;
  /** Cartons of a mixed load. */
  readonly cartons: number;
  /** Goods that were known at a glance, without anybody's papers. */
  readonly known: readonly (readonly [code: string, qty: number])[];
  /** What came out when the cartons were opened. */
  readonly sorted: readonly (readonly [code: string, qty: number])[];
  /** Whose it turned out to be, and when the papers came; nobody knows of some to this day. */
  readonly papers?: { readonly day: string; readonly sender: string; readonly reference: string };
}

/** Trucks that came to Burç in the first days, from wherever somebody had filled them. */
const trucks: readonly Emergency[] = [
  {
    day: '2023-02-09',
    words: 'Mixed winter clothes, hand-written labels',
    cartons: 620,
    known: [],
    sorted: [
      ['JKT-AD', 4_100],
      ['JKT-CH', 3_600],
      ['BOOT-AD', 1_150],
    ],
    papers: { day: '2023-03-02', sender: 'donor-private', reference: 'GIFT-0209' },
  },
  {
    day: '2023-02-10',
    words: 'Clothes and blankets from a municipality',
    cartons: 410,
    known: [['CARPET-23', 240]],
    sorted: [
      ['JKT-AD', 1_900],
      ['UNDW-M', 2_800],
    ],
    papers: { day: '2023-03-06', sender: 'authority', reference: 'MUN-17' },
  },
  {
    day: '2023-02-11',
    words: 'Cartons without any label',
    cartons: 380,
    known: [],
    sorted: [
      ['JKT-CH', 2_200],
      ['UNDW-W', 1_750],
      ['UNDW-C', 2_050],
    ],
    papers: { day: '2023-03-21', sender: 'un-logistics', reference: 'ULG-AIR-31' },
  },
  { day: '2023-02-12', words: 'Household goods of many kinds', cartons: 290, known: [['CARPET-23', 160]], sorted: [['SHEET-SET', 1_400]] },
  { day: '2023-02-13', words: 'Toys and school things', cartons: 150, known: [], sorted: [] },
];

export function playEmergencies(schedule: Schedule): void {
  for (const [index, truck] of trucks.entries()) arrive(schedule, truck, index);
}

function arrive(schedule: Schedule, truck: Emergency, index: number): void {
  const scene = schedule.scene(`emergency ${truck.day}`);
  const { stage, player: ids } = scene;
  const [receiptId, loadItem] = [ids.id(), ids.id()];
  const place = stage.place('BRC-IN');
  const at = (item: string, condition: 'good' | 'unsorted', owner: StockAt['owner']): StockAt => ({ item, place, condition, owner });
  scene.step(hourOf(truck.day, '18:20'), 'store', async (player) => {
    await player.do(recordReceipt, {
      receiptId,
      placeId: place,
      source: 'unknown',
      plate: `06 KRV ${301 + index}`,
      note: 'Came at night without papers (demo)',
      lines: [
        { itemId: loadItem, newItem: { name: truck.words }, good: truck.cartons, condition: 'unsorted' },
        ...truck.known.map(([code, qty]) => ({ itemId: stage.item(code).id, good: qty })),
      ],
    });
    for (const [code, qty] of truck.known) stage.books.add(at(stage.item(code).id, 'good', 'unknown'), qty);
  });
  if (truck.sorted.length > 0)
    scene.step(hourOf(dayAfter(truck.day, 5 + index), '10:00'), 'store', async (player) => {
      await player.do(sortLoad, {
        documentId: player.id(),
        placeId: stage.place('BRC'),
        receiptId,
        from: [{ at: at(loadItem, 'unsorted', 'unknown'), qty: truck.cartons }],
        into: truck.sorted.map(([code, qty]) => ({ itemId: stage.item(code).id, place, owner: 'unknown', qty })),
      });
      for (const [code, qty] of truck.sorted) stage.books.add(at(stage.item(code).id, 'good', 'unknown'), qty);
    });
  const { papers } = truck;
  if (papers)
    scene.step(hourOf(papers.day, '09:15'), 'store', async (player) => {
      await player.do(matchReceipt, {
        receiptId,
        documentId: player.id(),
        source: 'gift',
        reference: papers.reference,
        senderId: stage.org(papers.sender),
        expected: [],
      });
      for (const [code, qty] of [...truck.known, ...truck.sorted]) {
        const lying = at(stage.item(code).id, 'good', 'unknown');
        stage.books.take(lying, qty);
        stage.books.add({ ...lying, owner: 'own' }, qty);
      }
    });
}
