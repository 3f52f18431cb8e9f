import { generateKeyPairSync, sign, webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit, groupSeparator, hasCheckDigit, readGs1 } from './gs1.ts';
import { looksScanned, readCode } from './scan.ts';
import { verifySigned } from './signed-code-verify.ts';
import type { Verifying } from './signed-code-verify.ts';
import { joinSigned, textToSign, toBase64Url } from './signed-code.ts';

const figures = (length: number) => fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: length, maxLength: length });
const checked = (length: number) => figures(length - 1).map((text) => text + checkDigit(text));
const word = fc.string({ unit: fc.constantFrom(...Array.from('ABCXYZ0189-/.')), minLength: 1, maxLength: 20 });
const day = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2069-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(2, 10).replaceAll('-', ''));
/** Elements as makers print them, in any order, the key among them. */
const printed = fc
  .tuple(
    fc.oneof(fc.tuple(fc.constant('01'), checked(14)), fc.tuple(fc.constant('00'), checked(18))),
    fc.record(
      {
        10: word,
        17: day,
        21: word,
        37: fc.nat({ max: 99_999_999 }).map(String),
        3102: figures(6),
        240: word,
      },
      { requiredKeys: [] },
    ),
  )
  .chain(([key, rest]) => fc.shuffledSubarray([key, ...Object.entries(rest)], { minLength: 1 + Object.keys(rest).length }));
const open = new Set(['10', '21', '37', '240']);
const inARow = (elements: readonly (readonly [string, string])[]) =>
  elements.map(([ai, value], at) => ai + value + (open.has(ai) && at < elements.length - 1 ? groupSeparator : '')).join('');

describe('a GS1 element string', () => {
  it('is read in whatever order it was printed, with or without the sign of the symbol', () => {
    fc.assert(
      fc.property(printed, fc.constantFrom('', ']C1', ']d2', ']Q3', groupSeparator), (elements, symbol) => {
        const read = readGs1(symbol + inARow(elements));
        expect(read && 'elements' in read && Object.fromEntries(read.elements)).toEqual(Object.fromEntries(elements));
      }),
    );
  });

  it('means the same with brackets', () => {
    fc.assert(
      fc.property(printed, (elements) => {
        const written = elements.map(([ai, value]) => `(${ai})${value}`).join('');
        expect(readCode(written)).toMatchObject({ kind: 'gs1', parts: (readCode(inARow(elements)) as { parts: object }).parts });
      }),
    );
  });

  it('with one wrong figure in its key is said to be misread, never taken for another thing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(['01', 14] as const, ['00', 18] as const),
        fc.nat(17),
        fc.integer({ min: 1, max: 9 }),
        fc.gen(),
        ([ai, length], at, by, gen) => {
          const right = gen(checked, length);
          const spot = at % length;
          const wrong = right.slice(0, spot) + ((Number(right[spot]) + by) % 10) + right.slice(spot + 1);
          expect(readCode(`(${ai})${wrong}`)).toEqual({ kind: 'plain', text: `(${ai})${wrong}`, fault: 'check-digit' });
        },
      ),
    );
  });

  it.each([
    ['(00)386900000000000013', { sscc: '386900000000000013' }],
    ['386900000000000013', { sscc: '386900000000000013' }],
    ['40170725', { gtin: '00000040170725' }],
    [']C10108690000000012172506153724\u001d10AB-9', { gtin: '08690000000012', expiresOn: '2025-06-15', count: 24, lot: 'AB-9' }],
    ['0108690000000012172502003724{GS}21S-1', { gtin: '08690000000012', expiresOn: '2025-02-28', count: 24, serial: 'S-1' }],
    ['010869000000001231030015003724', { gtin: '08690000000012', netGrams: 1500, count: 24 }],
    ['https://id.gs1.org/01/08690000000012/10/L%2F7?17=250600', { gtin: '08690000000012', lot: 'L/7', expiresOn: '2025-06-30' }],
  ])('%j', (text, parts) => {
    expect(readCode(text)).toEqual({ kind: 'gs1', parts, text });
  });

  it.each(['', 'BLK-7', '(01)0869', '99123', '(17)251300', '8690000000019', 'https://example.org/01/5', 'WB-GZT-2026-000123-90'])(
    '%j is none',
    (text) => {
      expect(readCode(text)).toEqual({ kind: 'plain', text });
    },
  );

  it('never fails, whatever is read', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary-ascii' }),
        (text) =>
          ['gs1', 'signed', 'plain'].includes(readCode(']C1' + text).kind) && ['gs1', 'signed', 'plain'].includes(readCode(text).kind),
      ),
    );
  });

  it('a check digit finds each single wrong figure', () => {
    fc.assert(
      fc.property(checked(18), fc.nat(17), fc.integer({ min: 1, max: 9 }), (code, at, by) => {
        expect(hasCheckDigit(code)).toBe(true);
        expect(hasCheckDigit(code.slice(0, at) + ((Number(code[at]) + by) % 10) + code.slice(at + 1))).toBe(false);
      }),
    );
  });
});

describe('a signed code', () => {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const raw = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(26);
  const keys = [{ id: '0a1b2c3d', key: toBase64Url(raw) }];
  const subtle = webcrypto.subtle as unknown as Verifying;
  const made = (content: unknown, keyId = '0a1b2c3d') => {
    const text = textToSign('wb', keyId, content);
    return joinSigned(text, sign('sha256', Buffer.from(text), { key: pair.privateKey, dsaEncoding: 'ieee-p1363' }));
  };
  const verdict = async (text: string) => {
    const code = readCode(text);
    return code.kind === 'signed' ? verifySigned(code.code, keys, subtle) : code.kind;
  };

  it('is trusted by the public key alone', async () => {
    expect(await verdict(made({ n: 'WB-1', l: [[1, 'BLK-1', 5]] }))).toBe('holds');
    expect(looksScanned(made({}))).toBe(true);
  });

  it('whose content was changed is tampered with, whatever was changed', async () => {
    const genuine = made({ n: 'WB-1', l: [[1, 'BLK-1', 5]] });
    const forged = textToSign('wb', '0a1b2c3d', { n: 'WB-1', l: [[1, 'BLK-1', 50]] }) + genuine.slice(genuine.lastIndexOf('.'));
    expect(await verdict(forged)).toBe('tampered');
  });

  it('of a key that the phone does not hold proves nothing', async () => {
    expect(await verdict(made({}, 'ffffffff'))).toBe('unknown');
  });

  it('that was cut short is said to be so', () => {
    expect(readCode(made({}).slice(0, -3))).toMatchObject({ kind: 'plain', fault: 'cut-short' });
  });
});
