import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromBase64Url, joinSigned, readSigned, textToSign, toBase64Url } from './signed-code.ts';

it('letters come back as the bytes they were', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = toBase64Url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64Url(text)).toEqual(new Uint8Array(bytes));
    }),
  );
});

it('content comes back as it was, with what was signed', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.uint8Array({ minLength: 64, maxLength: 64 }), (content, signature) => {
      const text = textToSign('wb', '0a1b2c3d', content);
      const code = readSigned(joinSigned(text, signature));
      expect(JSON.stringify(code.content)).toBe(JSON.stringify(content));
      expect(code).toMatchObject({ kind: 'wb', keyId: '0a1b2c3d', signedText: text });
    }),
  );
});

it('thirty lines of a waybill fit into one QR code', () => {
  const lines = Array.from({ length: 30 }, (_, at) => [`KRV-NFI-${String(at * 7).padStart(4, '0')}`, `L23-${at}`, 1000 + at * 37, 0]);
  expect(joinSigned(textToSign('wb', '0a1b2c3d', { n: 'WB-GZT-2023-000817-42', l: lines }), new Uint8Array(64)).length).toBeLessThan(1200);
});

it('what is no such code is said to be unreadable, also a small one that would swell', () => {
  const swelling = joinSigned(textToSign('wb', '0a1b2c3d', 'x'.repeat(5_000_000)), new Uint8Array(64));
  for (const text of ['', 'https://x', 'KV1.wb.0a1b2c3d.AAAA.x', `KV1.wb.0a1b2c3d.!!.${'A'.repeat(86)}`, swelling, 'A'.repeat(30_000)])
    expect(() => readSigned(text)).toThrow('signed.unreadable');
});
