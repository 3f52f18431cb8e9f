import { useIntl } from 'react-intl';
import { useT } from '#foundation/web/i18n.ts';
import { Facts, Stack, Text } from '#foundation/web/ui/index.ts';
import { nameParts } from '../domain/match-terms.ts';
import type { Person } from './PersonPage.tsx';
import { useBirth, useDays } from './words.tsx';

/** What lies with the register itself: names by part and script, birth, sex, nationality. */
export function PersonFacts({ at }: { at: Person }) {
  const t = useT();
  const birth = useBirth();
  const { moment } = useDays();
  const { country, language } = useNames();
  const parts = nameParts.filter((part) => at.names.some((name) => name.part === part));
  return (
    <Facts
      items={[
        ...parts.map((part) => ({
          label: t(`people.field-${part}`),
          value: (
            <Stack gap={0}>
              {at.names
                .filter((name) => name.part === part)
                .map((name) => (
                  <div key={name.value}>
                    <bdi>{name.value}</bdi>
                  </div>
                ))}
            </Stack>
          ),
        })),
        { label: t('people.field-sex'), value: at.sex ? t(`people.sex-${at.sex}`) : t('people.unknown') },
        { label: t('people.field-birth'), value: at.birth ? <bdi>{birth(at.birth)}</bdi> : t('people.unknown') },
        { label: t('people.field-nationality'), value: at.nationality ? country(at.nationality) : t('people.unknown') },
        {
          label: t('people.field-languages'),
          value: at.languages.length > 0 ? at.languages.map(language).join(', ') : t('people.unknown'),
        },
        {
          label: t('people.field-registered'),
          value: (
            <>
              {moment(at.registeredAt)}
              <Text size="xs" c="dimmed">
                <bdi>{at.registeredBy}</bdi>
              </Text>
            </>
          ),
        },
      ]}
    />
  );
}

/** Names of countries and languages in the reader's language; a code where the browser knows none. */
export function useNames() {
  const intl = useIntl();
  const two: Readonly<Record<string, string>> = {
    SYR: 'SY',
    TUR: 'TR',
    IRQ: 'IQ',
    AFG: 'AF',
    IRN: 'IR',
    PSE: 'PS',
    LBN: 'LB',
    JOR: 'JO',
    EGY: 'EG',
    YEM: 'YE',
    SOM: 'SO',
    UKR: 'UA',
  };
  return {
    country: (code: string) => (two[code] ? (intl.formatDisplayName(two[code], { type: 'region' }) ?? code) : code),
    language: (code: string) => intl.formatDisplayName(code, { type: 'language' }) ?? code,
  };
}
