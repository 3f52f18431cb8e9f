import { seededRandom } from '#foundation/ids.ts';

// Invented people with the names of the region: each given name in the spellings that papers bear, families from roots and
// endings, so that a hundred thousand do not all share one name. Truth is known because we made it.

const given = [
  'Muhammed Mohammad Mohamed محمد',
  'Ahmet Ahmad Ahmed أحمد',
  'Hüseyin Hussein Husain حسين',
  'Yusuf Youssef Yousef يوسف',
  'İbrahim Ibrahim Ebrahim إبراهيم',
  'Halit Khalid Khaled خالد',
  'Abdurrahman Abdulrahman Abdelrahman عبد_الرحمن',
  'Mahmut Mahmoud Mahmud محمود',
  'Osman Othman Uthman عثمان',
  'Süleyman Suleiman Sulayman سليمان',
  'Hasan Hassan Hasan حسن',
  'Ömer Omar Umar عمر',
  'Mustafa Mustapha Mostafa مصطفى',
  'Selim Salim Saleem سليم',
  'Tarık Tariq Tarek طارق',
  'Fatma Fatima Fatema فاطمة',
  'Ayşe Aisha Aysha عائشة',
  'Meryem Maryam Mariam مريم',
  'Zeynep Zainab Zaynab زينب',
  'Hatice Khadija Khadijah خديجة',
  'Emine Amina Ameena أمينة',
  'Rukiye Ruqayya Roqaya رقية',
  'Safiye Safiya Safiyya صفية',
  'Nur Noor Nour نور',
  'Hüda Huda Houda هدى',
  'Leyla Layla Leila ليلى',
  'Semire Samira Sameera سميرة',
  'Sümeyye Sumaya Somaya سمية',
  'Hale Hala Hallah هالة',
  'Rim Reem Riem ريم',
].map((line) => line.split(' ').map((word) => word.replaceAll('_', ' ')));
const roots =
  'Haddad Najjar Hamdan Darwish Sabbagh Khoury Mansur Qasim Shaheen Barakat Kabbara Hallaq Sayegh Rifai Tahan Odeh Jaber Nassar Issa Zaher Akkad Bitar Qabbani Habib Ayoub Turki Safadi Hariri Munir Sultan'.split(
    ' ',
  );
const ends = ['', 'i', 'oğlu', 'an', 'eddin', 'iyeh', 'zade', 'ani', 'awi', 'lı'];

export interface Invented {
  readonly given: string;
  readonly father: string;
  readonly family: string;
  readonly sex: 'f' | 'm';
  readonly born: string;
  readonly number: string | null;
  readonly phone: string;
}
interface Truth {
  readonly given: number;
  readonly father: number;
  readonly family: string;
}
type Dice = (below: number) => number;

/** So many people, and so many told again with other spellings and slips; the same every time. */
export function inventPeople(count: number, again: number) {
  const dice = diceOf(7);
  const truths: Truth[] = [];
  const people: Invented[] = [];
  for (let at = 0; at < count; at += 1) {
    const truth = { given: dice(given.length), father: dice(15), family: familyOf(dice) };
    truths.push(truth);
    people.push({
      ...spelled(truth, dice),
      sex: truth.given < 15 ? 'm' : 'f',
      born: `${1930 + dice(93)}-${dice(7) === 0 ? '01-01' : `${pad(1 + dice(12))}-${pad(1 + dice(28))}`}`,
      number: dice(10) < 7 ? `99${String(1_000_000 + at).padStart(9, '0')}` : null,
      // A household of five shares its phone.
      phone: `0555${String(1_000_000 + Math.floor(at / 5))}`,
    });
  }
  const told = Array.from({ length: again }, () => {
    const of = dice(count);
    const one = people[of]!;
    return {
      of,
      person: { ...one, ...spelled(truths[of]!, dice), born: slipped(one.born, dice), number: dice(2) === 0 ? one.number : null },
    };
  });
  return { people, told };
}

const pad = (value: number) => String(value).padStart(2, '0');
const familyOf = (dice: Dice) =>
  `${roots[dice(roots.length)]!}${ends[dice(ends.length)]!}${dice(3) === 0 ? ` ${roots[dice(roots.length)]!}` : ''}`;
const spelled = (of: Truth, dice: Dice) => ({
  given: given[of.given]![dice(given[of.given]!.length)]!,
  father: given[of.father]![dice(given[of.father]!.length)]!,
  family: dice(4) === 0 ? of.family.replace('oğlu', 'oglu').replace('ee', 'i') : of.family,
});
/** Of ten birthdays one is only a year, one is a year off, one has day and month swapped. */
function slipped(born: string, dice: Dice): string {
  const [year, month, day] = born.split('-') as [string, string, string];
  const slip = dice(10);
  if (slip === 0) return `${year}-01-01`;
  if (slip === 1) return `${Number(year) + 1}-${month}-${day}`;
  return slip === 2 && Number(day) <= 12 ? `${year}-${day}-${month}` : born;
}
function diceOf(seed: number): Dice {
  const bytes = seededRandom(seed);
  return (below) => {
    const [a, b, c] = [...bytes(3)] as [number, number, number];
    return ((a << 16) | (b << 8) | c) % below;
  };
}
