import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayIn } from './time.ts';

const zones = ['Europe/Istanbul', 'Asia/Damascus', 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'];
const plainly = (timeZone: string, at: Date) =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

describe('the day of a moment', () => {
  it('is the one of its zone, also right before and after midnight', () => {
    expect(dayIn('Europe/Istanbul', new Date('2023-02-05T20:59:59.999Z'))).toBe('2023-02-05');
    expect(dayIn('Europe/Istanbul', new Date('2023-02-05T21:00:00.000Z'))).toBe('2023-02-06');
    expect(dayIn('Europe/Istanbul', new Date('2023-02-05T20:59:59.999Z'))).toBe('2023-02-05');
  });

  it('is the same in whatever order moments and zones are asked for', () => {
    const moment = fc.record({
      zone: fc.constantFrom(...zones),
      at: fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
      later: fc.integer({ min: 0, max: 2_000_000 }),
    });
    fc.assert(
      fc.property(moment, ({ zone, at, later }) => {
        for (const each of [at, new Date(at.getTime() + later)]) expect(dayIn(zone, each)).toBe(plainly(zone, each));
      }),
    );
  });
});
