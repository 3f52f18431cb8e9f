import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { factKinds, foldLeg, foldShipment, isOver } from './leg.ts';
import type { LegFact } from './leg.ts';

const at = (minute: number) => new Date(Date.UTC(2023, 2, 1, 6, minute)).toISOString();
const fact = (kind: LegFact['kind'], minute: number, more: Partial<LegFact> = {}): LegFact => ({
  id: `${kind}-${minute}`,
  kind,
  at: at(minute),
  ...more,
});

describe('what a truck has come to', () => {
  it('follows the road', () => {
    const road = [
      fact('loaded', 0, { put: ['A1'] }),
      fact('departed', 10),
      fact('at-crossing', 60),
      fact('crossed', 90),
      fact('arrived', 120),
    ];
    expect(road.map((_, n) => foldLeg(road.slice(0, n + 1)).state)).toEqual(['loaded', 'departed', 'at-crossing', 'crossed', 'arrived']);
    expect(foldLeg(road)).toMatchObject({ departedAt: at(10), seals: ['A1'], receivedAt: null });
  });

  test('a departure that is keyed late does not put a received truck back on the road', () => {
    const told = [fact('loaded', 0), fact('received', 50, { done: true }), fact('departed', 70)];
    expect(foldLeg(told)).toMatchObject({ state: 'received', receivedAt: at(50), departedAt: at(70) });
  });

  test('a turned-back truck may set out again', () => {
    expect(foldLeg([fact('departed', 1), fact('turned-back', 2)]).state).toBe('turned-back');
    expect(foldLeg([fact('departed', 1), fact('turned-back', 2), fact('departed', 3)])).toMatchObject({
      state: 'departed',
      departedAt: at(1),
    });
  });

  test('a truck that was half unloaded has arrived, and is not done', () => {
    expect(foldLeg([fact('departed', 1), fact('cross-loaded', 2, { done: false })]).state).toBe('arrived');
    expect(foldLeg([fact('departed', 1), fact('cross-loaded', 2, { done: false }), fact('cross-loaded', 3, { done: true })]).state).toBe(
      'emptied',
    );
  });

  test('a truck that took over its load and left at the same instant is on the road', () => {
    expect(foldLeg([fact('departed', 5), fact('taken-over', 5)]).state).toBe('departed');
    expect(foldLeg([fact('departed', 5), fact('loaded', 5)])).toMatchObject({ state: 'departed', departedAt: at(5) });
  });

  test('a load that another phone tells a little later, by its own clock, does not take the truck off the road', () => {
    expect(foldLeg([fact('departed', 5), fact('taken-over', 9)]).state).toBe('departed');
    expect(foldLeg([fact('taken-over', 9), fact('departed', 5), fact('arrived', 40)]).state).toBe('arrived');
  });

  test('a truck of which a part was taken in and whose rest came back is part delivered, in whatever order that was told', () => {
    const [took, refused] = [fact('received', 20, { took: true }), fact('received', 20, { took: false })];
    const back = fact('returned', 60, { done: true });
    const first = fact('returned', 10, { done: true });
    expect(foldLeg([took, back]).state).toBe('part-delivered');
    expect(foldLeg([first, { ...took, done: true }]).state).toBe('part-delivered');
    // All of it was refused: then all of it came back.
    expect(foldLeg([refused, back]).state).toBe('returned');
    expect(foldLeg([fact('turned-back', 5), back]).state).toBe('returned');
    // The rest is still aboard.
    expect(foldLeg([took, fact('returned', 60)]).state).toBe('arrived');
    expect(foldLeg([took, fact('received', 70, { done: true })]).state).toBe('received');
  });

  test('broken seals are gone and new ones are on', () => {
    const seals = [fact('loaded', 0, { put: ['A1', 'A2'] }), fact('seals', 5, { broken: ['A1', 'A2'], put: ['H7'] })];
    expect(foldLeg(seals).seals).toEqual(['H7']);
  });

  test('facts end alike in whatever order they were told, and an end stays an end', () => {
    const facts = fc.array(
      fc.record({ kind: fc.constantFrom(...factKinds), minute: fc.integer({ min: 0, max: 59 }), done: fc.boolean() }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(facts, fc.infiniteStream(fc.nat()), (rows, dice) => {
        const told = rows.map((row, n): LegFact => ({ id: String(n), kind: row.kind, at: at(row.minute), done: row.done }));
        const shuffled = told
          .map((row) => ({ row, by: dice.next().value as number }))
          .sort((a, b) => a.by - b.by)
          .map(({ row }) => row);
        const once = foldLeg(told);
        expect(foldLeg(shuffled)).toEqual(once);
        const ended = told.some((row) => row.done && ['cross-loaded', 'put-down', 'received', 'returned'].includes(row.kind));
        expect(isOver(once.state)).toBe(ended);
      }),
    );
  });
});

test('a shipment is received when each of its trucks has ended', () => {
  expect(foldShipment([])).toBe('planned');
  expect(foldShipment(['planned', 'cancelled'])).toBe('planned');
  expect(foldShipment(['loaded', 'planned'])).toBe('loading');
  expect(foldShipment(['emptied', 'crossed'])).toBe('moving');
  expect(foldShipment(['emptied', 'received', 'cancelled'])).toBe('received');
});

test('a shipment of which everything came back is never called received', () => {
  expect(foldShipment(['returned'])).toBe('returned');
  expect(foldShipment(['emptied', 'returned', 'cancelled'])).toBe('returned');
  expect(foldShipment(['received', 'returned'])).toBe('received');
  expect(foldShipment(['returned', 'departed'])).toBe('moving');
});
