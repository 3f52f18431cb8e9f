import type { RandomBytes } from '#foundation/ids.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
// Crockford's letters: none looks like another on paper.
const onPaper = '0123456789abcdefghjkmnpqrstvwxyz';

const systemRandom: RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));

/** Makes the key of an authenticator app: 160 bits, RFC 4648 base32 as people type it. */
export function newAuthenticatorKey(random: RandomBytes = systemRandom): string {
  return [...random(32)].map((byte) => alphabet[byte & 31]).join('');
}

/** The bytes of a base32 key, or undefined when it is none. Blanks and case do not matter. */
export function keyBytes(key: string): Uint8Array | undefined {
  const text = key.replaceAll(/[\s=-]/g, '').toUpperCase();
  if (text === '' || /[^A-Z2-7]/.test(text)) return undefined;
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const letter of text) {
    held = (held << 5) | alphabet.indexOf(letter);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
      held &= (1 << bits) - 1;
    }
  }
  return Uint8Array.from(bytes);
}

/** What the QR code of an authenticator app says. */
export function authenticatorUri(key: string, account: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${key}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=6&period=30`;
}

/** A key in groups of four, for typing. */
export const inGroups = (key: string): string => key.replaceAll(/(.{4})(?=.)/g, '$1 ');

export const recoveryCodeCount = 10;

/** Ten codes for paper, 50 bits each: `k3m9q-7xw2d`. */
export function newRecoveryCodes(random: RandomBytes = systemRandom): string[] {
  return Array.from({ length: recoveryCodeCount }, () => {
    const letters = [...random(10)].map((byte) => onPaper[byte & 31]).join('');
    return `${letters.slice(0, 5)}-${letters.slice(5)}`;
  });
}

/** A recovery code as it was meant: o is 0, i and l are 1, blanks and case do not matter. Undefined when it is none. */
export function recoveryCodeOf(typed: string): string | undefined {
  const text = typed.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');
  return text.length === 10 && Array.from(text).every((letter) => onPaper.includes(letter))
    ? `${text.slice(0, 5)}-${text.slice(5)}`
    : undefined;
}

/** The token of a one-time link: 256 bits, base64url. */
export function newLinkToken(random: RandomBytes = systemRandom): string {
  return btoa(String.fromCodePoint(...random(32)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
