import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelKinds, labelText, readScan } from './scan.ts';

describe('a scanner', () => {
  it('reads each of our labels back, and a label says nothing but its kind and id', () => {
    fc.assert(
      fc.property(fc.constantFrom(...labelKinds), fc.uuid(), (kind, id) => {
        expect(labelText(kind, id)).toMatch(/^[0-9A-Z $%*+\-./:]+$/);
        expect(readScan(labelText(kind, id))).toEqual({ kind: 'label', of: kind, id });
      }),
    );
  });

  it.each([
    ['(01)08690000000012(10)L7(17)250600(37)24', { gtin: '08690000000012', lot: 'L7', expiresOn: '2025-06-30', count: 24 }],
    ['010869000000001217250615\u001d10L7', { gtin: '08690000000012', lot: 'L7', expiresOn: '2025-06-15' }],
    [']C10108690000000012172506153724\u001d10AB-9', { gtin: '08690000000012', lot: 'AB-9', expiresOn: '2025-06-15', count: 24 }],
    ['00386900000000000013', { sscc: '386900000000000013' }],
    ['8690000000012', { gtin: '08690000000012' }],
  ])('%j', (typed, read) => {
    if (typed === '8690000000012') expect(['gs1', 'text']).toContain(readScan(typed).kind);
    else expect(readScan(typed)).toEqual({ kind: 'gs1', ...read });
  });

  it.each(['8690000000019', 'BLK-7', '(01)0869', '99123', '(17)251399'])('%j is no code it knows', (typed) => {
    expect(readScan(typed)).toEqual({ kind: 'text', text: typed });
  });

  it('never fails, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (typed) => {
        expect(['label', 'gs1', 'text']).toContain(readScan(typed).kind);
      }),
    );
  });
});
