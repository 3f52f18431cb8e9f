import { useIntl } from 'react-intl';
import { dayIn } from '#foundation/time.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { Status, Text } from '#foundation/web/ui/index.ts';
import type { StatusTone } from '#foundation/web/ui/index.ts';
import { ageOn, monthsOn, toHijri } from '../domain/birth.ts';
import type { Birth } from '../domain/birth.ts';

/** The mission's day: a demonstration stands in its own year. */
export function useToday(): string {
  const session = useSession();
  return dayIn(session.mission.timeZone, session.now());
}

/** Days and moments as people write them. */
export function useDays() {
  const intl = useIntl();
  return {
    day: (day: string) => intl.formatDate(`${day}T12:00:00Z`, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
    moment: (at: string) => intl.formatDate(at, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
    figure: (value: number) => intl.formatNumber(value),
  };
}

/** A birthday as people know theirs, with the age that follows from it. */
export function useBirth(): (birth: Birth | { date: string; precision: Birth['precision']; hijri?: true | undefined } | null) => string {
  const t = useT();
  const intl = useIntl();
  const today = useToday();
  const { day } = useDays();
  return (birth) => {
    if (!birth) return '';
    const age = Math.max(0, ageOn(birth.date, today));
    const old = age > 0 ? t('people.age-years', { age }) : t('people.age-months', { months: monthsOn(birth.date, today) });
    const month = () => intl.formatDate(`${birth.date}T12:00:00Z`, { month: 'long', year: 'numeric', timeZone: 'UTC' });
    const said = {
      day: () => t('people.born-day', { day: day(birth.date), old }),
      month: () => t('people.born-month', { month: month(), old }),
      year: () => t('people.born-year', { year: birth.date.slice(0, 4), age }),
      estimated: () => t('people.born-estimated', { old }),
    }[birth.precision]();
    const hijri = birth.hijri ? toHijri(birth.date) : undefined;
    if (!hijri) return said;
    const text = birth.precision === 'day' ? `${hijri.day}/${hijri.month}/${hijri.year}` : String(hijri.year);
    return t('people.born-hijri', { text: said, hijri: text });
  };
}

/** A name in the reader's script where it is known in it. */
export function nameIn(person: { readonly name: string | null; readonly nameAr: string | null }, language: string): string | null {
  return language === 'ar' ? (person.nameAr ?? person.name) : (person.name ?? person.nameAr);
}

/** The person's name as spelled on paper; a tombstone where the key was destroyed. */
export function PersonName({ of, both = false }: { of: { readonly name: string | null; readonly nameAr: string | null }; both?: boolean }) {
  const t = useT();
  const { locale } = useIntl();
  const first = nameIn(of, locale.slice(0, 2));
  const other = [of.name, of.nameAr].find((name) => name !== null && name !== first);
  if (first === null) return <em>{t('people.erased-name')}</em>;
  return (
    <>
      <bdi>{first}</bdi>
      {both && other && (
        <>
          {' '}
          {/* On a line of its own rather than torn, and torn rather than wider than its place. */}
          <Text span c="dimmed" style={{ display: 'inline-block' }}>
            · <bdi>{other}</bdi>
          </Text>
        </>
      )}
    </>
  );
}

const tones: Readonly<Record<string, StatusTone>> = {
  active: 'settled',
  deceased: 'stopped',
  departed: 'stopped',
  merged: 'stopped',
  erased: 'stopped',
  withdrawn: 'stopped',
  closed: 'stopped',
  living: 'settled',
  revoked: 'stopped',
};
export function PersonStatus({ status }: { status: 'active' | 'deceased' | 'departed' | 'merged' | 'erased' | 'withdrawn' }) {
  const t = useT();
  return <Status tone={tones[status]!}>{t(`people.status-${status}`)}</Status>;
}
export function HouseholdStatus({ status }: { status: 'active' | 'closed' }) {
  const t = useT();
  return <Status tone={tones[status]!}>{t(`people.household-${status}`)}</Status>;
}
export function CardStatus({ state }: { state: 'living' | 'revoked' }) {
  const t = useT();
  return <Status tone={tones[state]!}>{t(`people.card-${state}`)}</Status>;
}

/** How likely it is that two records are one person. */
export function Zone({ of }: { of: 'hold' | 'look' | 'silent' }) {
  const t = useT();
  return <Status tone={({ hold: 'person', look: 'waiting', silent: 'stopped' } as const)[of]}>{t(`people.zone-${of}`)}</Status>;
}

/** A place's name in the reader's language, else as it has one. */
export function placeIn(names: { en: string | null; tr: string | null; ar: string | null }, language: string): string {
  return names[language.slice(0, 2) as 'en' | 'tr' | 'ar'] ?? names.en ?? names.tr ?? '';
}
