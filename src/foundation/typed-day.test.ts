import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDay } from './typed-day.ts';

const today = '2023-03-08'; // a Wednesday
const arabicDigits = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
const days = fc
  .date({ min: new Date('1980-01-01T00:00:00Z'), max: new Date('2079-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('a day as people type it', () => {
  it.each([
    ['tomorrow', '2023-03-09'],
    ['yarın', '2023-03-09'],
    ['YARIN', '2023-03-09'],
    ['yarin', '2023-03-09'],
    ['غدًا', '2023-03-09'],
    ['بكرا', '2023-03-09'],
    ['bugün', '2023-03-08'],
    ['اليوم', '2023-03-08'],
    ['dün', '2023-03-07'],
    ['أمس', '2023-03-07'],
    ['evvelsi gün', '2023-03-06'],
    ['أول أمس', '2023-03-06'],
    ['بعد غد', '2023-03-10'],
    ['+3', '2023-03-11'],
    ['-٣', '2023-03-05'],
    ['12.3.23', '2023-03-12'],
    ['12/03/2023', '2023-03-12'],
    ['١٢/٣/٢٠٢٣', '2023-03-12'],
    ['12 3', '2023-03-12'],
    ['28.12', '2022-12-28'],
    ['12032023', '2023-03-12'],
    ['20230312', '2023-03-12'],
    ['2023-03-12', '2023-03-12'],
    ['12th March', '2023-03-12'],
    ['March 12, 2023', '2023-03-12'],
    ['12 mar 23', '2023-03-12'],
    ['12 Mart 2023', '2023-03-12'],
    ['6 Şubat', '2023-02-06'],
    ['6 شباط 2023', '2023-02-06'],
    ['٦ فبراير ٢٠٢٣', '2023-02-06'],
    ['1 تشرين الثاني 2022', '2022-11-01'],
    ['in 3 days', '2023-03-11'],
    ['2 weeks ago', '2023-02-22'],
    ['next week', '2023-03-15'],
    ['3 gün sonra', '2023-03-11'],
    ['2 hafta önce', '2023-02-22'],
    ['geçen ay', '2023-02-08'],
    ['بعد 3 أيام', '2023-03-11'],
    ['قبل أسبوعين', '2023-02-22'],
    ['friday', '2023-03-10'],
    ['wednesday', '2023-03-08'],
    ['next wednesday', '2023-03-15'],
    ['last friday', '2023-03-03'],
    ['geçen salı', '2023-03-07'],
    ['pazartesi', '2023-03-13'],
    ['الخميس الماضي', '2023-03-02'],
    ['الخميس', '2023-03-09'],
  ])('%s', (typed, day) => {
    expect(readDay(typed, today)).toBe(day);
  });

  it.each(['', 'soon', '31.02.2023', '32.1.23', '12.13.2023', '0.1.2023', 'march', '1.2.3.4', 'in a while', '12 martch', 'next 5'])(
    '%j is not taken for a day',
    (typed) => {
      expect(readDay(typed, today)).toBeUndefined();
    },
  );

  it('a month on from the 31st ends with the month', () => {
    expect(readDay('next month', '2023-01-31')).toBe('2023-02-28');
    expect(readDay('1 ay sonra', '2023-12-31')).toBe('2024-01-31');
  });
});

describe('every day', () => {
  const written = (day: string, locale: string) =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(day));

  it('is read back as each language writes it out', () => {
    fc.assert(
      fc.property(days, fc.constantFrom('en-GB', 'en-US', 'tr-TR', 'ar-SY-u-nu-latn', 'ar-SY-u-nu-arab', 'ar-EG'), (day, locale) => {
        expect(readDay(written(day, locale), today)).toBe(day);
      }),
    );
  });

  it('is read back in figures, with any sign between them and any digits', () => {
    fc.assert(
      fc.property(days, fc.constantFrom('.', '/', '-', ' '), fc.boolean(), fc.boolean(), (day, sign, arabic, short) => {
        const [year, month, date] = day.split('-') as [string, string, string];
        const plain = short ? [String(Number(date)), String(Number(month)), year.slice(2)] : [date, month, year];
        const typed = plain.join(sign);
        expect(readDay(arabic ? arabicDigits(typed) : typed, today)).toBe(day);
      }),
    );
  });

  it('that is read at all is a real one', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789./- abdgmnرغ'.split('')), maxLength: 14 }), days, (typed, now) => {
        const day = readDay(typed, now);
        if (day !== undefined) expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
      }),
      { numRuns: 2000 },
    );
  });
});
