// Folding for search: what people type and what papers say meet in one key. Used alike when keys are written and asked.

const arabicFolds: readonly (readonly [RegExp, string])[] = [
  [/[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/g, ''], // vowel signs and tatweel
  [/[\u0622\u0623\u0625\u0671]/g, 'ا'], // hamza forms of alif
  [/[\u0624]/g, 'و'],
  [/[\u0626\u0649\u06cc]/g, 'ي'],
  [/\u0629/g, 'ه'], // ta marbuta
  [/\u06a9/g, 'ك'],
  [/\u0621/g, ''],
];

// Dotted and dotless i are one letter for search; so are letters that keyboards without Turkish cannot type.
const turkishFolds: Readonly<Record<string, string>> = { ı: 'i', İ: 'i', ş: 's', ğ: 'g', ç: 'c', ö: 'o', ü: 'u', â: 'a', î: 'i', û: 'u' };

/** Arabic-Indic and Persian digits as ASCII digits. */
export function foldDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/**
 * The search key of a name in Latin, Turkish or Arabic letters: lower case without marks, one form per letter, no article,
 * single blanks. Folding a key again changes nothing.
 */
export function fold(text: string): string {
  if (plain.test(text)) return foldPlain(text);
  const once = foldOnce(text);
  // Rare letters change again once their marks are gone; a key is what no longer changes.
  return once === text ? once : fold(once);
}

// Codes and most Latin names have no mark to fold: they go a shorter way to the same key, ten times as fast.
const plain = /^[\x20-\x7e]*$/;
function foldPlain(text: string): string {
  const key = text
    .toLowerCase()
    .replace(/['`]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  return key.includes(' ') ? withoutArticles(key) : key;
}

/** The same way for every text; exported for the test that compares. */
export function foldOnce(text: string): string {
  let key = foldDigits(text).replaceAll('İ', 'i').toLowerCase();
  key = key.replace(/[ışğçöüâîû]/g, (letter) => turkishFolds[letter] ?? letter);
  key = key.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  for (const [pattern, replacement] of arabicFolds) key = key.replace(pattern, replacement);
  key = key
    .replace(/['’ʼʻ`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return withoutArticles(key);
}

const withoutArticles = (key: string): string =>
  key
    .split(' ')
    .map(withoutArticle)
    .filter((word) => word !== '')
    .join(' ');

// "al Bab" and "Bab", "الباب" and "باب" are the same place; a word that is only the article goes.
const latinArticles = new Set(['al', 'el', 'ar', 'as', 'ash', 'an', 'at', 'ad', 'az', 'es', 'et', 'er', 'en', 'ez']);
function withoutArticle(word: string, index: number, words: readonly string[]): string {
  let bare = word;
  while (bare.startsWith('ال') && bare.length > 4) bare = bare.slice(2);
  return latinArticles.has(bare) && words.length > index + 1 ? '' : bare;
}
