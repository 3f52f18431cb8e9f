import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksumHolds, foldIdentifier, guessType, turkishIdHolds } from './identifiers.ts';

/** A number whose two check digits are worked out digit by digit, another way than the code does. */
function whole(nine: string): string {
  let [odd, even, sum] = [0, 0, 0];
  for (let at = 0; at < 9; at += 1) {
    const digit = nine.charCodeAt(at) - 48;
    if (at % 2 === 0) odd += digit;
    else even += digit;
    sum += digit;
  }
  let tenth = odd * 7 - even;
  while (tenth < 0) tenth += 10;
  return `${nine}${tenth % 10}${(sum + (tenth % 10)) % 10}`;
}
const nine = fc.stringMatching(/^[1-9]\d{8}$/);

describe('a Turkish identity number', () => {
  it('holds with its check digits, in the digits of any script', () => {
    expect(turkishIdHolds('10000000146')).toBe(true);
    expect(turkishIdHolds('١٠٠٠٠٠٠٠١٤٦')).toBe(true);
    fc.assert(fc.property(nine, (start) => turkishIdHolds(whole(start))));
  });

  it('does not hold with one digit typed wrong', () => {
    fc.assert(
      fc.property(nine, fc.nat(10), fc.integer({ min: 1, max: 9 }), (start, at, add) => {
        const good = whole(start);
        const digit = (Number(good[at]) + add) % 10;
        return !turkishIdHolds(`${good.slice(0, at)}${digit}${good.slice(at + 1)}`);
      }),
    );
  });

  it('of a foreigner begins with 99, that of a citizen does not', () => {
    const foreigner = whole('991234567');
    expect(checksumHolds('foreigner-id', foreigner)).toBe(true);
    expect(checksumHolds('turkish-id', foreigner)).toBe(false);
    expect(guessType(foreigner)).toBe('foreigner-id');
    expect(guessType(whole('123456789'))).toBe('turkish-id');
    expect(guessType('N1234')).toBe('other');
  });
});

it('two spellings of one number meet', () => {
  expect(foldIdentifier(' ab-12 ٣٤/x ')).toBe('AB1234X');
  expect(checksumHolds('passport', 'N1')).toBeNull();
});
