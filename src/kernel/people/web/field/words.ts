import { useIntl } from 'react-intl';
import { useT } from '#foundation/web/i18n.ts';
import { readBirth, toHijri, ageOn } from '../../domain/birth.ts';
import { isArabicName } from '../../domain/name-key.ts';
import type { PersonDraft } from '../../domain/field/draft.ts';

/** A name in the reader's language, else in whichever there is. */
export const nameIn = (names: Readonly<Record<string, string>>, language: string): string =>
  names[language] ?? names['en'] ?? Object.values(names)[0] ?? '';

/** A draft's name as it is said; nothing typed yet: empty. */
export const saidName = (person: PersonDraft): string =>
  (['given', 'father', 'family'] as const).flatMap((part) => person.names[part]?.trim() || []).join(' ');
export const isRtlName = (person: PersonDraft) => isArabicName(saidName(person));

/** What was understood of a birthday: the day as people say it, how sure, the other calendar, the age. */
export function useBirthWords() {
  const t = useT();
  const intl = useIntl();
  return (typed: string, today: string): string | undefined => {
    const birth = readBirth(typed, today);
    if (!birth) return undefined;
    const at = new Date(`${birth.date}T12:00:00Z`);
    const form =
      birth.precision === 'day'
        ? ({ dateStyle: 'long' } as const)
        : birth.precision === 'month'
          ? ({ month: 'long', year: 'numeric' } as const)
          : ({ year: 'numeric' } as const);
    const said = intl.formatDate(at, { ...form, calendar: 'gregory', timeZone: 'UTC' });
    const hijri = birth.hijri ? toHijri(birth.date) : undefined;
    const day = hijri ? `${said} (${hijri.day}/${hijri.month}/${hijri.year})` : said;
    return t(`people.field-born-${birth.precision === 'estimated' ? 'estimated' : 'known'}`, { day, age: ageOn(birth.date, today) });
  };
}
