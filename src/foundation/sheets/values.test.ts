import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportColumn } from '../import.ts';
import { dayOfSerial, readDay } from './days.ts';
import { readNumber } from './numbers.ts';
import { readCell } from './values.ts';

describe('a number as people write it', () => {
  it.each([
    ['1.234,5', 'tr', 1234.5],
    ['1,234.5', 'en', 1234.5],
    ['37,0342', 'tr', 37.0342],
    ['37.0342', 'tr', 37.0342],
    ['٣٧٫٠٣', 'ar', 37.03],
    ['١٬٢٣٤٫٥', 'ar', 1234.5],
    ['1 234 567', 'tr', 1234567],
    ['1.234.567', 'tr', 1234567],
    ['-12', 'en', -12],
    ['−12,5', 'tr', -12.5],
    ['0,125', 'en', 0.125],
    ['\u200e36\u200f', 'ar', 36],
  ] as const)('%s (%s) is %d', (text, language, number) => {
    expect(readNumber(text, language)).toEqual({ number });
  });

  it.each(['abc', '1,2,3.4', '1.2.3', '12 kg', '', '.', '1,,2', '=1+1', '1e5', '1.23,4.5'])('%s is none', (text) => {
    expect(readNumber(text, 'tr')).toEqual({ unreadable: true });
  });

  it('one mark before three digits is decided by the column’s range, else by the language, and said', () => {
    expect(readNumber('37.034', 'tr', { min: -90, max: 90 })).toEqual({ number: 37.034 });
    expect(readNumber('1.200', 'tr')).toEqual({ number: 1200, ambiguous: true });
    expect(readNumber('1.200', 'en')).toEqual({ number: 1.2, ambiguous: true });
  });

  it('what a language writes, it reads back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.constantFrom('tr', 'en', 'ar'), (cents, language) => {
        const number = cents / 100;
        const text = new Intl.NumberFormat(language === 'ar' ? 'ar-EG' : language, { minimumFractionDigits: 2 }).format(number);
        expect(readNumber(text, language)).toEqual({ number });
      }),
    );
  });
});

describe('a date as people write it', () => {
  it.each([
    ['2023-02-06', 'en', '2023-02-06'],
    ['06.02.2023', 'tr', '2023-02-06'],
    ['6/2/2023', 'ar', '2023-02-06'],
    ['6 Şubat 2023', 'tr', '2023-02-06'],
    ['6 ŞUBAT 2023', 'tr', '2023-02-06'],
    ['February 6, 2023', 'en', '2023-02-06'],
    ['6 Feb 2023', 'en', '2023-02-06'],
    ['٦ شباط ٢٠٢٣', 'ar', '2023-02-06'],
    ['6 تشرين الثاني 2023', 'ar', '2023-11-06'],
    ['٠٦/٠٢/٢٠٢٣', 'ar', '2023-02-06'],
    ['2/28/2023', 'en', '2023-02-28'],
    ['2023-02-06 00:00:00', 'en', '2023-02-06'],
  ] as const)('%s (%s) is %s', (text, language, day) => {
    expect(readDay(text, language)).toEqual({ day });
  });

  it.each(['31.02.2023', '2023-13-01', '6 Foo 2023', 'yesterday', '1.1.23.4', '0.0.2023', '2/28/2023'])('%s is none', (text) => {
    expect(readDay(text, 'tr')).toEqual({ unreadable: true });
  });

  it('may be either in an English sheet, and is then asked', () => {
    expect(readDay('6/2/2023', 'en')).toEqual({ either: ['2023-02-06', '2023-06-02'] });
    const column: ImportColumn = { key: 'day', type: 'day' };
    expect(readCell(column, '6/2/2023', 'en').faults[0]).toMatchObject({
      code: 'sheets.day-ambiguous',
      suggestions: [{ value: '2023-02-06' }, {}],
    });
  });

  it('that lost its format is read from Excel’s number of days, with a warning', () => {
    expect(dayOfSerial(44963)).toBe('2023-02-06');
    expect(readCell({ key: 'day', type: 'day' }, 44963, 'tr')).toMatchObject({ value: '2023-02-06', faults: [{ level: 'warning' }] });
    expect(readCell({ key: 'day', type: 'day' }, 12, 'tr').faults[0]?.code).toBe('sheets.day-unreadable');
  });
});

describe('a cell', () => {
  const number: ImportColumn = { key: 'n', type: 'number', min: 0, max: 10 };
  it('with a formula gives its kept value with a warning, or is refused by its column', () => {
    expect(readCell(number, { kind: 'formula', value: 4 }, 'tr')).toMatchObject({
      value: 4,
      faults: [{ code: 'sheets.formula-value', level: 'warning' }],
    });
    expect(readCell({ ...number, formula: 'refused' }, { kind: 'formula', value: 4 }, 'tr').faults[0]?.code).toBe('sheets.formula-refused');
    expect(readCell(number, { kind: 'formula', value: null }, 'tr').faults[0]?.code).toBe('sheets.formula-empty');
  });
  it('with an error of the spreadsheet is a fault', () => {
    expect(readCell(number, { kind: 'error', text: '#N/A' }, 'tr').faults[0]).toMatchObject({
      code: 'sheets.cell-error',
      figures: { shown: '#N/A' },
    });
  });
  it('outside the range, not whole, too long, missing: each says so', () => {
    const codeOf = (column: ImportColumn, cell: string | number | null) => readCell(column, cell, 'tr').faults[0]?.code;
    expect(codeOf(number, 11)).toBe('sheets.number-outside');
    expect(codeOf({ ...number, type: 'integer' }, '2,5')).toBe('sheets.whole-needed');
    expect(codeOf({ key: 't', type: 'text', maxLength: 3 }, 'abcd')).toBe('sheets.text-too-long');
    expect(codeOf({ key: 't', type: 'text', required: true }, '  ')).toBe('sheets.value-missing');
    expect(codeOf({ key: 't', type: 'text' }, null)).toBeUndefined();
  });
  it('of a choice is known by its words in any language', () => {
    const column: ImportColumn = { key: 's', type: 'choice', choices: ['open', 'restricted', 'sensitive'], words: 'places.sensitivity-' };
    for (const typed of ['Hassas', 'sensitive', 'HASSAS', 'حساس']) expect(readCell(column, typed, 'tr').value, typed).toBe('sensitive');
    expect(readCell(column, 'gizli', 'tr').faults[0]?.suggestions?.map((offer) => offer.label)).toContain('Hassas');
  });
});
