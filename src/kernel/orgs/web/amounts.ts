/** Digits after the point of a currency, as its users write it. */
export function digitsOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2; // not a currency yet: somebody is still typing
  }
}

/** Minor units of what was typed, or undefined when it is no amount: `1,250,000.50`, `1.250.000,50` and `١٢٥٠` alike. */
export function minorOf(typed: string, currency: string): string | undefined {
  const plain = typed
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[\s\u00a0\u202f_']/g, '')
    .replace(/\u066b/g, '.')
    .replace(/\u066c/g, ',');
  const digits = digitsOf(currency);
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
  // A mark followed by three digits parts thousands; otherwise the last mark parts the fraction.
  const fraction = last >= 0 && plain.length - last - 1 <= digits ? plain.slice(last + 1) : '';
  const whole = (fraction === '' && !(last >= 0 && last === plain.length - 1) ? plain : plain.slice(0, last)).replace(/[.,]/g, '');
  if (!/^\d{1,15}$/.test(whole) || !/^\d*$/.test(fraction)) return undefined;
  const minor = (whole + fraction.padEnd(digits, '0')).replace(/^0+(?=\d)/, '');
  return minor.length <= 16 && Number.isSafeInteger(Number(minor)) ? minor : undefined;
}

/** An amount as a number of its currency, for showing. */
export const majorOf = (minor: string, currency: string): number => Number(minor) / 10 ** digitsOf(currency);
