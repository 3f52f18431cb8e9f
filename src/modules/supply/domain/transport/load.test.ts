import { describe, expect, test } from 'vitest';
import { exceptionOf, weighLoading } from './load.ts';
import type { LoadLine, LoadView } from './load.ts';

const line = (more: Partial<LoadLine> = {}): LoadLine => ({
  lineId: 'l1',
  goods: { item: 'i1', condition: 'good', owner: 'own' },
  itemCode: 'BLANKET',
  lotCode: 'L7',
  expiresOn: null,
  place: 'bin',
  holdId: null,
  liveHoldId: null,
  heldQty: null,
  elsewhere: 0,
  weightG: 1500,
  volumeCm3: 4000,
  answer: 'accepted',
  planned: 100,
  loaded: null,
  offGood: 0,
  offDamaged: 0,
  damaged: 0,
  ...more,
});
const view = (more: Partial<LoadView> = {}): LoadView => ({
  waybill: 'WB-1',
  state: 'planned',
  crossing: { id: 'bab-al-hawa', day: '2023-03-02', status: 'open' },
  maxKg: 20_000,
  maxLitres: 80_000,
  lines: [line()],
  ...more,
});
const codes = (given: LoadView, asked?: { lineId: string; qty: number }[]) =>
  weighLoading(given, asked, '2023-03-01').misfits.map((misfit) => misfit.code);

describe('what speaks against a loading', () => {
  test('nothing, when the border has accepted it and it fits', () => {
    expect(weighLoading(view(), undefined, '2023-03-01')).toMatchObject({ kg: 150, litres: 400, misfits: [] });
  });
  test('a notification that nobody sent, that waits, or that was refused', () => {
    expect(codes(view({ lines: [line({ answer: null })] }))).toEqual(['not-notified']);
    expect(codes(view({ lines: [line({ answer: 'waiting' })] }))).toEqual(['not-answered']);
    expect(codes(view({ lines: [line({ answer: 'refused' })] }))).toEqual(['line-refused']);
    expect(codes(view({ lines: [line({ answer: null })], crossing: null }))).toEqual([]);
  });
  test('a line of several that was refused holds up only itself', () => {
    const two = view({ lines: [line(), line({ lineId: 'l2', answer: 'refused' })] });
    expect(codes(two)).toEqual(['line-refused']);
    expect(codes(two, [{ lineId: 'l1', qty: 100 }])).toEqual([]);
  });
  test('a closed gate', () => {
    expect(codes(view({ crossing: { id: 'x', day: '2023-07-11', status: 'closed' } }))).toEqual(['crossing-closed']);
  });
  test('an expired lot, from the day after its last', () => {
    expect(codes(view({ lines: [line({ expiresOn: '2023-02-28' })] }))).toEqual(['lot-expired']);
    expect(codes(view({ lines: [line({ expiresOn: '2023-03-01' })] }))).toEqual([]);
  });
  test('a closed gate before all that its list may say: no list opens it', () => {
    const shut = { id: 'x', day: '2023-07-11', status: 'closed' as const };
    expect(codes(view({ crossing: shut, lines: [line({ answer: null })] }))).toEqual(['crossing-closed', 'not-notified']);
  });
  test('weight and volume over what the truck may carry', () => {
    expect(codes(view({ maxKg: 149 }))).toEqual(['over-weight']);
    expect(codes(view({ maxLitres: 399 }))).toEqual(['over-volume']);
    expect(codes(view({ maxKg: 150, maxLitres: 400 }))).toEqual([]);
  });
  test('more than was planned, a line of another truck, a truck already loaded, nothing at all', () => {
    expect(codes(view(), [{ lineId: 'l1', qty: 101 }])).toEqual(['line-overdrawn']);
    expect(codes(view(), [{ lineId: 'other', qty: 1 }])).toEqual(['line-not-found']);
    expect(codes(view({ state: 'loaded' }))).toEqual(['leg-not-planned']);
    expect(codes(view({ lines: [line({ loaded: 100 })] }))).toEqual(['nothing-to-load']);
  });
  test('each reason that a fact may override has its exception', () => {
    for (const code of [
      'not-notified',
      'not-answered',
      'line-refused',
      'crossing-closed',
      'lot-expired',
      'over-weight',
      'over-volume',
      'line-overdrawn',
    ] as const)
      expect(exceptionOf(code)).toMatch(/^supply\./);
  });
});
