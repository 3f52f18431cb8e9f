import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { browserOf, placeOf, sourceOf } from './browsers.ts';
import { limitRules, waitAfter } from './limits.ts';
import { authenticatorUri, inGroups, keyBytes, newAuthenticatorKey, newLinkToken, newRecoveryCodes, recoveryCodeOf } from './two-step.ts';

describe('an authenticator key', () => {
  it('is read as RFC 4648 writes it', () => {
    // The examples of RFC 4648, section 10.
    for (const [text, key] of [
      ['f', 'MY======'],
      ['fo', 'MZXQ===='],
      ['foo', 'MZXW6==='],
      ['foob', 'MZXW6YQ='],
      ['fooba', 'MZXW6YTB'],
      ['foobar', 'MZXW6YTBOI======'],
    ] as const)
      expect(Buffer.from(keyBytes(key)!).toString()).toBe(text);
  });

  it('has 160 bits, and reads the same with blanks and in small letters', () => {
    const key = newAuthenticatorKey();
    expect(key).toMatch(/^[A-Z2-7]{32}$/);
    expect(keyBytes(key)).toHaveLength(20);
    expect(keyBytes(inGroups(key).toLowerCase())).toEqual(keyBytes(key));
    expect(newAuthenticatorKey()).not.toBe(key);
  });

  it('is told to the app with who and where', () => {
    const uri = new URL(authenticatorUri('ABC', 'a+b@example.org', 'Kervan güney'));
    expect([uri.protocol, uri.host, uri.searchParams.get('secret'), uri.searchParams.get('issuer')]).toEqual([
      'otpauth:',
      'totp',
      'ABC',
      'Kervan güney',
    ]);
    expect(decodeURIComponent(uri.pathname)).toBe('/Kervan güney:a+b@example.org');
  });

  it('is none with other letters', () => {
    expect(keyBytes('MZXW6YT1')).toBeUndefined();
    expect(keyBytes('')).toBeUndefined();
  });
});

describe('recovery codes', () => {
  it('are ten, all different, and none of their letters looks like another', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$/);
  });

  it('are read however they were copied from paper', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.boolean(), fc.boolean(), (index, capital, spaced) => {
        const [code] = [newRecoveryCodes()[index]!];
        const typed = (spaced ? code.replace('-', ' ') : code.replace('-', '')).replaceAll('0', 'o').replaceAll('1', 'l');
        expect(recoveryCodeOf(capital ? typed.toUpperCase() : typed)).toBe(code);
      }),
    );
  });

  it('are not mistaken for six digits of the app', () => {
    expect(recoveryCodeOf('123456')).toBeUndefined();
    expect(recoveryCodeOf('123456-7890u')).toBeUndefined();
  });
});

it('a link token has 256 bits that a URL carries', () => {
  expect(newLinkToken()).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

describe('waiting', () => {
  it('begins after the free tries, doubles, and never passes its cap', () => {
    expect([1, 4, 5, 6, 7].map((failures) => waitAfter(failures, limitRules.pair))).toEqual([0, 0, 15, 30, 60]);
    for (const rule of Object.values(limitRules)) {
      fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000 }), (failures) => waitAfter(failures, rule) <= rule.cap));
      expect(rule.cap).toBeLessThanOrEqual(3600);
    }
  });
});

describe('where somebody sits', () => {
  it.each([
    ['Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 Chrome/119.0 Mobile Safari/537.36', 'chrome', 'android'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 Version/17.1 Mobile/15E148 Safari/604.1',
      'safari',
      'ios',
    ],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/119.0 Safari/537.36 Edg/119.0', 'edge', 'windows'],
    ['Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0', 'firefox', 'linux'],
    ['Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 SamsungBrowser/22.0 Chrome/111.0 Mobile Safari/537.36', 'samsung', 'android'],
    ['curl/8.0', 'other', 'other'],
    ['', 'other', 'other'],
  ])('is two words of %s', (agent, browser, system) => {
    expect(browserOf(agent)).toEqual({ browser, system });
  });

  it.each([
    ['127.0.0.1', 'machine'],
    ['::1', 'machine'],
    ['::ffff:192.168.1.4', 'local'],
    ['10.1.2.3', 'local'],
    ['172.20.0.1', 'local'],
    ['172.40.0.1', 'internet'],
    ['fd00::1', 'local'],
    ['2001:db8::1', 'internet'],
    ['', 'unknown'],
  ])('%s is %s', (address, place) => {
    expect(placeOf(address)).toBe(place);
  });

  it('counts an IPv6 network as one source', () => {
    expect(sourceOf('2001:db8:1:2:aaaa::1')).toBe(sourceOf('2001:db8:1:2::ffff'));
    expect(sourceOf('2001:db8:1:2::1')).not.toBe(sourceOf('2001:db8:1:3::1'));
    expect(sourceOf('2001:db8::1')).toBe('2001:db8:0:0');
    expect(sourceOf('::ffff:10.0.0.7')).toBe('10.0.0.7');
  });
});
