/** Why a password is refused; the words are in `problem.access.password-weak`. */
export type Weakness = 'short' | 'common' | 'own-name';

export const shortestPassword = 12;

// What people choose first when twelve characters are asked: guessed first as well. Compared without case, digits at the end and signs.
const common = new Set(
  `password passwordpassword mypassword newpassword changeme changemenow changemeplease letmein letmeinplease welcome welcomeback
  administrator administration adminadmin adminadminadmin qwerty qwertyuiop qwertyuiopasdf qwertyqwerty asdfghjkl asdfghjklqwerty zxcvbnm
  iloveyou iloveyouforever iloveyousomuch trustnoone sunshine sunshinesunshine football footballfootball princess princessprincess
  superman spiderman pokemon dragondragon monkeymonkey masterkey computer internet temporary temporarypassword secretsecret defaultpassword
  kervan kervankervan humanitarian organization organisation migration turkiye turkiyeturkiye istanbul istanbulistanbul ankara ankaraankara
  gaziantep gaziantepgaziantep hatayhatay galatasaray fenerbahce fenerbahcefenerbahce besiktas trabzonspor seniseviyorum senicokseviyorum
  parola parolaparola sifre sifresifre yenisifre merhaba merhabamerhaba merhabadunya bismillah bismillahirrahmanirrahim allahuakbar
  allahakbar mashallah inshallah elhamdulillah alhamdulillah mohammed mohammedmohammed damascus damascusdamascus aleppoaleppo syriasyria
  habibi habibihabibi marhaba marhabamarhaba testtest testtesttest testpassword demodemo abcdef abcdefgh abcdefghijkl qazwsxedc onetwothree`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/**
 * Whether a password is too easy, and why. Length counts, composition does not: no rule asks for digits or signs.
 * @param about what others know of the person: name and e-mail address.
 */
export function weaknessOf(password: string, about: readonly string[] = []): Weakness | null {
  const text = password.normalize('NFKC').toLowerCase();
  if (Array.from(text).length < shortestPassword) return 'short';
  if (isCommon(text)) return 'common';
  const bare = letters(text);
  const own = about
    .flatMap((part) => part.toLowerCase().split(/[\s@._-]+/))
    .map(letters)
    .filter((part) => part.length >= 3);
  const rest = own.reduce((left, part) => left.replaceAll(part, ''), bare);
  return own.length > 0 && bare !== rest && rest.length < 4 ? 'own-name' : null;
}

function isCommon(text: string): boolean {
  if (new Set(text).size < 5) return true; // aaaaaaaaaaaa, 121212121212
  if (common.has(letters(text)) || common.has(text)) return true;
  return isRun(text) || isRepeated(text);
}

/** Neighbours in the alphabet or on the number row: abcdefghijkl, 0123456789012. */
function isRun(text: string): boolean {
  const codes = Array.from(text, (letter) => letter.codePointAt(0)!);
  const steps = codes.slice(1).map((code, at) => code - codes[at]!);
  const even = (step: number) => steps.filter((found) => found === step).length >= steps.length * 0.8;
  return even(1) || even(-1);
}

/** The same short word over and over. */
function isRepeated(text: string): boolean {
  return [1, 2, 3, 4, 5].some(
    (size) =>
      text ===
      text
        .slice(0, size)
        .repeat(Math.ceil(text.length / size))
        .slice(0, text.length),
  );
}

const letters = (text: string): string => text.replaceAll(/[^\p{L}]/gu, '');
