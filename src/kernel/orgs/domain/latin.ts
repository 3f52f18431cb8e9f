// Lists are mostly in Latin letters, papers at the gate often in Arabic ones; and the database's trigrams know Latin only.
const letters: Readonly<Record<string, string>> = Object.fromEntries(
  'ا a,ب b,ت t,ث th,ج j,ح h,خ kh,د d,ذ dh,ر r,ز z,س s,ش sh,ص s,ض d,ط t,ظ z,ع a,غ gh,ف f,ق q,ك k,ل l,م m,ن n,ه h,و u,ي i,پ p,چ ch,ژ j,گ g'
    .split(',')
    .map((pair) => pair.split(' ') as [string, string]),
);

/** Whether a folded key has Arabic letters. */
export const isArabic = (key: string): boolean => /[\u0600-\u06ff]/.test(key);

/** A folded key in Latin letters; rough, for finding what may be the same name. */
export function latinOf(key: string): string {
  return isArabic(key) ? key.replace(/[\u0600-\u06ff]/g, (letter) => letters[letter] ?? '') : key;
}

/** The consonants of a key, each run once: what is left of a name when vowels were not written. */
export function skeleton(key: string): string {
  return latinOf(key)
    .replace(/q/g, 'k')
    .replace(/[aeiouwy]/g, '')
    .replace(/(.)\1+/g, '$1')
    .replace(/ +/g, ' ')
    .trim();
}

/** A key and, when it is Arabic, its Latin form beside it. */
export const bothScripts = (key: string): string[] => (isArabic(key) ? [key, latinOf(key)] : [key]);
