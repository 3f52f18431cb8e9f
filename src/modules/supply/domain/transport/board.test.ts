import { describe, expect, test } from 'vitest';
import { boardColumn, dayBounds, isLate, notifiedWord } from './board.ts';

describe('the board', () => {
  test('a truck stands where its last fact puts it', () => {
    const toHub = { crosses: true, toHub: true };
    const toStore = { crosses: false, toHub: false };
    expect(['planned', 'loaded', 'departed', 'at-crossing', 'crossed', 'arrived'].map((state) => boardColumn(state, toHub))).toEqual([
      'planned',
      'loaded',
      'road',
      'crossing',
      'hub',
      'hub',
    ]);
    expect(['crossed', 'arrived', 'received'].map((state) => boardColumn(state, toStore))).toEqual(['road', 'arrived', 'arrived']);
  });
  test('the border’s answer in a word', () => {
    const of = (asked: number, accepted: number, refused: number) => notifiedWord({ asked, accepted, refused, lines: 2 });
    expect([of(0, 0, 0), of(2, 0, 0), of(2, 2, 0), of(2, 1, 1), of(2, 0, 2), of(1, 1, 0)]).toEqual([
      'none',
      'waiting',
      'accepted',
      'partly',
      'refused',
      'partly',
    ]);
  });
  test('a truck that stands too long in a state is late', () => {
    const since = new Date('2023-03-01T06:00:00Z');
    expect(isLate('at-crossing', since, new Date('2023-03-01T12:00:00Z'))).toBe(false);
    expect(isLate('at-crossing', since, new Date('2023-03-01T12:00:01Z'))).toBe(true);
    expect(isLate('received', since, new Date('2023-04-01T12:00:00Z'))).toBe(false);
  });
  test('a day begins at midnight of the mission’s own clock', () => {
    const { start, end } = dayBounds('Europe/Istanbul', '2023-03-01');
    expect([start.toISOString(), end.toISOString()]).toEqual(['2023-02-28T21:00:00.000Z', '2023-03-01T21:00:00.000Z']);
    expect(dayBounds('UTC', '2023-12-31').end.toISOString()).toBe('2024-01-01T00:00:00.000Z');
  });
});
