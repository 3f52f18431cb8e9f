import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatNumber, parseNumber } from './document-number.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const number = fc.record({
  kind: fc.stringMatching(/^[A-Z]{2,4}$/),
  office: fc.stringMatching(/^[A-Z0-9]{2,6}$/),
  year: fc.integer({ min: 2000, max: 2099 }),
  serial: fc.integer({ min: 1, max: 999_999 }),
});

describe('document numbers', () => {
  test('every number is read back as it was, however it is typed', () => {
    fc.assert(
      fc.property(number, (one) => {
        const text = formatNumber(one);
        for (const typed of [text, text.toLowerCase(), ` ${text} `, text.replaceAll('-', ' '), text.replaceAll('-', ' – ')])
          expect(parseNumber(typed)).toEqual(one);
      }),
    );
  });

  test('Arabic digits are digits', () => {
    const text = formatNumber({ kind: 'WB', office: 'GZT', year: 2026, serial: 123 });
    const arabic = text.replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)));
    expect(parseNumber(arabic)).toEqual({ kind: 'WB', office: 'GZT', year: 2026, serial: 123 });
  });

  test('no single wrong character passes', () => {
    fc.assert(
      fc.property(number, fc.nat(), fc.nat(35), (one, where, other) => {
        const text = formatNumber(one);
        const at = where % text.length;
        fc.pre(text[at] !== '-' && text[at] !== alphabet[other]);
        expect(parseNumber(text.slice(0, at) + alphabet[other]! + text.slice(at + 1))).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  test('no two neighbours that changed places pass', () => {
    fc.assert(
      fc.property(number, fc.nat(), (one, where) => {
        const text = formatNumber(one);
        const at = where % (text.length - 1);
        fc.pre(text[at] !== '-' && text[at + 1] !== '-' && text[at] !== text[at + 1]);
        expect(parseNumber(text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2))).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  test.each(['', 'WB', 'WB-GZT-2026-000123', 'WB-GZT-2026-000000-00', 'W-GZT-2026-1-00'])('%s is none', (typed) => {
    expect(parseNumber(typed)).toBeUndefined();
  });
});
