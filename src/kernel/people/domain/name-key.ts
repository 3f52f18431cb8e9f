// Names of one person are written in many ways: Hüseyin, Hussein, حسين. What stays is the order of the strong consonants.
// Desk, import, interface and phone use this one function, so that they agree.

const merges: readonly (readonly [string, string])[] = [
  ['tch', 's'],
  ['sch', 's'],
  ['sh', 's'],
  ['ch', 's'],
  ['kh', 'h'],
  ['gh', 'g'],
  ['th', 't'],
  ['dh', 'd'],
  ['ph', 'f'],
  ['ck', 'k'],
  ['zh', 'j'],
  ['dj', 'j'],
  ['q', 'k'],
  ['c', 'j'],
  ['g', 'j'],
  ['x', 'ks'],
  ['p', 'b'],
  ['v', 'w'],
  ['z', 'd'],
  ['t', 'd'],
];

const arabicLetters: Readonly<Record<string, string>> = Object.fromEntries(
  'ا a,ب b,ت t,ث th,ج j,ح h,خ kh,د d,ذ dh,ر r,ز z,س s,ش sh,ص s,ض d,ط t,ظ z,ع a,غ gh,ف f,ق q,ك k,ل l,م m,ن n,ه h,و w,ي y,پ p,چ ch,ژ j,گ g'
    .split(',')
    .map((pair) => pair.split(' ') as [string, string]),
);

const article = /^(?:al|el|ad|as|ash|ar|az|an|at|ut|ul|ed|er|es|esh|ez|en|et)[- ]/i;
// The article grows into abd in a dozen spellings: Abdulrahman, Abdurrahman, Abdel Rahman, Abdürrahman.
const abd = /^abd(?:ul|el|al|ur|er|ar|us|es|as|ush|esh|ash|uz|ez|az|un|en|an|ut|et|at|u|e|i|o|ou)?(?=[bcdfghjklmnpqrstvwxyz])/;

/** Whether a name has Arabic letters. */
export const isArabicName = (name: string): boolean => /[\u0600-\u06ff]/.test(name);

/** Arabic letters in one form each: no vowel signs, one alif, ya for alif maqsura, ha for ta marbuta; abd, abu and umm joined on. */
export function foldArabic(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/g, '')
    .replace(/[\u0622\u0623\u0625\u0671]/g, 'ا')
    .replace(/\u0624/g, 'و')
    .replace(/[\u0626\u0649\u06cc]/g, 'ي')
    .replace(/\u0629/g, 'ه')
    .replace(/\u06a9/g, 'ك')
    .replace(/\u0621/g, '')
    .replace(/[^\u0620-\u064a\u067e\u0686\u0698\u06af]+/g, ' ')
    .trim()
    .replace(/(^| )(عبد|ابو|ابي|ام|بن|ابن|بنت) (?=\S)/g, '$1$2');
}

/** Latin and Turkish letters in one form each; letters only. Turkish letters go first, for JavaScript lowers İ to two. */
export function foldLatin(name: string): string {
  return name
    .replace(/[ıİ]/g, 'i')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z]/g, '');
}

/** What two equal spellings share: one form of each letter, no blanks. */
export function foldName(name: string): string {
  return isArabicName(name) ? foldArabic(name).replaceAll(' ', '') : foldLatin(name);
}

function consonants(latin: string): string {
  let text = latin.replace(abd, 'abd');
  for (const [from, to] of merges) text = text.replaceAll(from, to);
  const head = /^[aeiy]/.test(text) ? 'A' : /^[ouw]/.test(text) ? 'U' : text.slice(0, 1);
  const body = text
    .slice(1)
    .replace(/[aeiouyhw]/g, '')
    .replace(/(.)\1+/g, '$1');
  return head + (head !== '' && body.startsWith(head) ? body.slice(1) : body);
}

function latinKey(name: string): string {
  const turkish = name.trim().replace(/ı/g, 'i').replace(/[şŞ]/g, 's').replace(/İ/g, 'i').replace(/[çÇ]/g, 'c').replace(/[ğĞ]/g, '');
  return consonants(foldLatin(turkish.replace(article, '')));
}

/** An Arabic name leaves its first vowel and its article open, so it may have several keys. */
function arabicKeys(name: string): string[] {
  const folded = foldArabic(name).replaceAll(' ', '');
  const readings = folded.startsWith('ال') && folded.length > 4 ? [folded.slice(2), folded] : [folded];
  return readings.flatMap((reading) => {
    // A ha inside would make a digraph of the letter before it, and is no consonant of the key anyway.
    const latin = Array.from(reading, (letter, at) => (letter === 'ه' && at > 0 ? '' : (arabicLetters[letter] ?? ''))).join('');
    const key = consonants(latin);
    return /^[اع]/.test(reading) && key.length > 1 ? [key, `U${key.slice(1)}`] : [key];
  });
}

/** The consonant keys of one part of a name: none for what has no letters, several where an Arabic spelling leaves it open. */
export function nameKeys(name: string): string[] {
  const keys = isArabicName(name) ? arabicKeys(name) : [latinKey(name)];
  return [...new Set(keys.filter((key) => key !== ''))];
}

/** Whether two spellings may be one name. */
export const soundsAlike = (a: string, b: string): boolean => {
  const keys = new Set(nameKeys(a));
  return nameKeys(b).some((key) => keys.has(key));
};

/**
 * The text itself and each text with one letter left out. Two texts that share one differ by a letter added, dropped,
 * changed or swapped with its neighbour: likeness that survives a keyed hash.
 */
export function nearForms(text: string): string[] {
  const forms = new Set([text]);
  if (text.length >= 4) for (let at = 0; at < text.length; at += 1) forms.add(text.slice(0, at) + text.slice(at + 1));
  return [...forms];
}
