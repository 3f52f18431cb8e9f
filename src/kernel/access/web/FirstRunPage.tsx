import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { newId } from '#foundation/ids.ts';
import type { ProblemBody } from '#foundation/problem.ts';
import { useT } from '#foundation/web/i18n.ts';
import { EntryFrame } from '#foundation/web/ui/EntryFrame.tsx';
import {
  Button,
  MultiSelect,
  Paper,
  ProblemNotice,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
  Waiting,
} from '#foundation/web/ui/index.ts';
import { weaknessOf } from '../domain/passwords.ts';
import { leaveLink, tokenOfAddress } from './entry.ts';
import type { EntryProps } from './entry.ts';
import { NewPassword } from './NewPassword.tsx';
import { knock } from './proof.ts';

/** The first run: the mission's names, where and in which money it works, and its first administrator. */
export default function FirstRunPage({ language, onLanguage, onIn }: EntryProps) {
  const [token] = useState(tokenOfAddress);
  const [state, setState] = useState<'looking' | 'open' | 'gone'>('looking');
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const t = useT();
  useEffect(() => {
    void knock<{ kind: string }>('/api/links/look', { token }).then((found) => {
      setProblem(found.problem);
      setState(found.problem ? 'gone' : 'open');
    });
  }, [token]);
  return (
    <EntryFrame mission={t('access.first-run')} language={language} onLanguage={onLanguage} width={680}>
      <Paper p="lg">
        {state === 'looking' && <Waiting />}
        {state === 'gone' && problem && (
          <Stack>
            <ProblemNotice problem={problem} />
            <Text>{t('access.first-run-gone')}</Text>
          </Stack>
        )}
        {state === 'open' && <FirstRunForm token={token} language={language} onIn={onIn} />}
      </Paper>
    </EntryFrame>
  );
}

const start = { en: '', tr: '', ar: '', name: '', email: '', password: '' };

function FirstRunForm({ token, language, onIn }: { token: string; language: EntryProps['language']; onIn: () => void }) {
  const t = useT();
  const [text, setText] = useState(start);
  const [timeZone, setTimeZone] = useState('Europe/Istanbul');
  const [currency, setCurrency] = useState('USD');
  const [countries, setCountries] = useState<string[]>(['TUR', 'SYR']);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const set = (key: keyof typeof start) => (value: string) => setText((now) => ({ ...now, [key]: value }));
  const field = (key: keyof typeof start, label: string, dir: 'ltr' | 'rtl' | 'auto' = 'auto') => (
    <TextInput
      id={`field-${key}`}
      label={label}
      value={text[key]}
      dir={dir}
      onChange={(event) => set(key)(event.currentTarget.value)}
      withAsterisk
    />
  );
  const about = [text.name, text.email, text.en, text.tr, text.ar];
  const isReady =
    Object.values(text).every((value) => value.trim() !== '') && countries.length > 0 && weaknessOf(text.password, about) === null;
  const submit = async () => {
    setBusy(true);
    const { en, tr, ar, ...person } = text;
    const begun = await knock('/api/first-run', {
      ...person,
      token,
      names: { en, tr, ar },
      timeZone,
      currency,
      countries,
      language,
      userId: newId(),
      assignmentId: newId(),
    });
    setBusy(false);
    setProblem(begun.problem);
    if (begun.problem) return;
    await knock('/api/sign-in', { email: person.email, password: person.password });
    leaveLink();
    onIn();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="lg">
        <Text>{t('access.first-run-text')}</Text>
        {problem && <ProblemNotice problem={problem} />}
        <Part title={t('access.first-run-mission')}>
          {field('en', t('access.name-en'), 'ltr')}
          {field('tr', t('access.name-tr'), 'ltr')}
          {field('ar', t('access.name-ar'), 'rtl')}
          <Select
            label={t('access.time-zone')}
            searchable
            value={timeZone}
            onChange={(value) => setTimeZone(value ?? timeZone)}
            data={timeZones}
            dir="ltr"
          />
          <Select
            label={t('access.currency')}
            searchable
            value={currency}
            onChange={(value) => setCurrency(value ?? currency)}
            data={namesOf('currency', language, currencies)}
          />
          <MultiSelect label={t('access.countries')} searchable value={countries} onChange={setCountries} data={countryNames(language)} />
        </Part>
        <Part title={t('access.first-run-person')}>
          {field('name', t('column.access.list-users.name'))}
          {field('email', t('sign-in.email'), 'ltr')}
          <NewPassword value={text.password} onChange={set('password')} about={about} />
        </Part>
        <Button type="submit" size="md" loading={busy} disabled={!isReady}>
          {t('command.access.begin-mission')}
        </Button>
      </Stack>
    </form>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Title order={2} mb="xs">
        {title}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>{children}</SimpleGrid>
    </div>
  );
}

const timeZones = Intl.supportedValuesOf('timeZone');
const currencies = Intl.supportedValuesOf('currency');

/** Names of codes as the browser has them in the reader's language. */
function namesOf(type: 'currency' | 'region', language: string, codes: readonly string[]): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([language], { type });
  return codes.map((value) => ({ value, label: `${names.of(value) ?? value} (${value})` }));
}

// Where missions of this kind work; others can be added by the command line. Alpha-3 with the alpha-2 that browsers name.
const places = {
  TUR: 'TR',
  SYR: 'SY',
  LBN: 'LB',
  JOR: 'JO',
  IRQ: 'IQ',
  EGY: 'EG',
  IRN: 'IR',
  GRC: 'GR',
  BGR: 'BG',
  UKR: 'UA',
  AFG: 'AF',
  YEM: 'YE',
  SDN: 'SD',
  LBY: 'LY',
  PSE: 'PS',
};

function countryNames(language: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  return Object.entries(places).map(([value, two]) => ({ value, label: names.of(two) ?? value }));
}
