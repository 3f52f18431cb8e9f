import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageBand, ageOn, fromHijri, monthsOn, readBirth, toHijri } from './birth.ts';

const today = '2026-11-27';

describe('a birthday as it is typed', () => {
  it('is read with the precision that it has', () => {
    for (const [typed, date, precision] of [
      ['12.5.1990', '1990-05-12', 'day'],
      ['1990-05-12', '1990-05-12', 'day'],
      ['١٢/٥/١٩٩٠', '1990-05-12', 'day'],
      ['05.1990', '1990-05-01', 'month'],
      ['1990', '1990-01-01', 'year'],
      ['30', '1996-01-01', 'estimated'],
      ['~30', '1996-01-01', 'estimated'],
      ['8m', '2026-03-01', 'estimated'],
      ['14 ay', '2025-09-01', 'estimated'],
    ] as const)
      expect(readBirth(typed, today), typed).toEqual({ date, precision });
  });

  it('of the Hijri calendar becomes the day that it was', () => {
    expect(readBirth('17/10/1410', today)).toEqual({ date: '1990-05-12', precision: 'day', hijri: true });
    expect(readBirth('1410', today)).toMatchObject({ precision: 'year', hijri: true });
  });

  it('that no calendar has, or that lies ahead, is none', () => {
    for (const typed of ['31.2.1990', '31/12/1410x', '12.5.2027', '1.13.1990', 'abc', '', '500', '30.12.1410.2', '1700'])
      expect(readBirth(typed, today), typed).toBeUndefined();
  });

  it('goes to the Hijri calendar and back without a loss', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1930-01-01'), max: new Date('2026-11-27'), noInvalidDate: true }), (at) => {
        const day = at.toISOString().slice(0, 10);
        const hijri = toHijri(day)!;
        expect(fromHijri(hijri.year, hijri.month, hijri.day)).toBe(day);
      }),
    );
  });
});

describe('an age', () => {
  it('counts full years, and falls into one band', () => {
    expect(ageOn('2008-11-28', today)).toBe(17);
    expect(ageOn('2008-11-27', today)).toBe(18);
    expect(['2026-03-01', '2026-03-28', '2026-12-31', '2025-11-30'].map((date) => monthsOn(date, '2026-11-27'))).toEqual([8, 7, 0, 11]);
    expect([0, 4, 5, 17, 18, 59, 60].map(ageBand)).toEqual(['0-4', '0-4', '5-17', '5-17', '18-59', '18-59', '60+']);
  });
});
