import { checkDigits } from '#foundation/document-number.ts';

// Crockford's letters: none that is read as another.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * What people say and write for a record: ten letters out of the random part of its id and two check digits, so that a
 * phone without network and the server know the same. `P` a person, `H` a household, `K` a card.
 */
export function numberOf(kind: 'P' | 'H' | 'K', id: string): string {
  let bits = BigInt(`0x${id.replaceAll('-', '').slice(-13)}`) & ((1n << 50n) - 1n);
  let body = '';
  for (let at = 0; at < 10; at += 1) {
    body = letters[Number(bits & 31n)]! + body;
    bits >>= 5n;
  }
  return `${kind}-${body.slice(0, 5)}-${body.slice(5)}-${checkDigits(`${kind}${body}`)}`;
}

/** A number as it was typed or read aloud; undefined when its check digits do not fit. */
export function readNumber(typed: string): string | undefined {
  const text = typed
    .toUpperCase()
    .replace(/[\s‐-―−/._-]+/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const found = /^([PHK])([0-9A-Z]{10})(\d\d)$/.exec(text);
  if (!found) return undefined;
  const [, kind, body, check] = found as unknown as [string, string, string, string];
  if (checkDigits(`${kind}${body}`) !== check) return undefined;
  return `${kind}-${body.slice(0, 5)}-${body.slice(5)}-${check}`;
}
