import { use, useState } from 'react';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { PreferencesContext } from '#foundation/web/preferences.ts';
import { useSession } from '#foundation/web/session.ts';
import {
  Button,
  Group,
  Page,
  Paper,
  ProblemNotice,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
  Waiting,
  tell,
  useScheme,
} from '#foundation/web/ui/index.ts';
import { changeName, getAccount } from '../contract/account.ts';
import { setLanguage } from '../contract/me.ts';
import { MySessions } from './MySessions.tsx';
import { MySignIns } from './MySignIns.tsx';
import { PasskeysPart } from './PasskeysPart.tsx';
import { PasswordPart } from './PasswordPart.tsx';
import { TokensPart } from './TokensPart.tsx';
import { TwoStepPart } from './TwoStepPart.tsx';

/** One's own account: how one is called, how screens look, how one signs in, and where one is signed in. */
export default function AccountPage() {
  const t = useT();
  const account = useAsk(getAccount, {});
  if (account.error)
    return (
      <Page title={t('page.access.account')}>
        <ProblemNotice problem={account.error.body} />
      </Page>
    );
  if (!account.data) return <Waiting />;
  const again = () => void account.refetch();
  return (
    <Page title={t('page.access.account')} subtitle={<bdi>{account.data.email}</bdi>}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Stack>
          <NamePart name={account.data.name} onDone={again} />
          <ScreenPart />
          <PasswordPart setAt={account.data.passwordSetAt} />
        </Stack>
        <Stack>
          <TwoStepPart
            since={account.data.twoStepSince}
            asked={account.data.twoStepAsked}
            codesLeft={account.data.codesLeft}
            onDone={again}
          />
          <PasskeysPart />
          <MySessions />
          <TokensPart />
        </Stack>
      </SimpleGrid>
      <MySignIns />
    </Page>
  );
}

function NamePart({ name, onDone }: { name: string; onDone: () => void }) {
  const t = useT();
  const { refresh } = useSession();
  const [text, setText] = useState(name);
  const { send, busy, problem } = useSend(changeName);
  const save = async () => {
    if ((await send({ name: text }))?.state !== 'applied') return;
    tell(t('access.saved'));
    onDone();
    void refresh();
  };
  return (
    <Paper p="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="sm">
          <Title order={2}>{t('access.account-name')}</Title>
          {problem && <ProblemNotice problem={problem} />}
          <TextInput
            label={t('column.access.list-users.name')}
            description={t('access.account-name-hint')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            dir="auto"
          />
          <Group>
            <Button type="submit" variant="default" loading={busy} disabled={text.trim() === '' || text.trim() === name}>
              {t('command.access.change-name')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

function ScreenPart() {
  const t = useT();
  const [scheme, setScheme] = useScheme();
  const { language, numerals, chooseLanguage, chooseNumerals } = use(PreferencesContext);
  const { send } = useSend(setLanguage);
  const speak = (next: 'en' | 'tr' | 'ar') => {
    chooseLanguage(next);
    void send({ language: next });
  };
  return (
    <Paper p="md">
      <Stack gap="sm">
        <Title order={2}>{t('access.screen')}</Title>
        <Choice
          label={t('access.language-of-all')}
          value={language}
          onChange={(value) => speak(value as 'en')}
          data={[
            { value: 'en', label: 'English' },
            { value: 'tr', label: 'Türkçe' },
            { value: 'ar', label: 'العربية' },
          ]}
        />
        <Choice
          label={t('access.scheme')}
          value={scheme}
          onChange={(value) => setScheme(value as 'auto')}
          data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(`access.scheme-${value}`) }))}
        />
        {language === 'ar' && (
          <Choice
            label={t('access.numerals')}
            value={numerals}
            onChange={(value) => chooseNumerals(value as 'latn')}
            data={[
              { value: 'latn', label: '1 2 3' },
              { value: 'arab', label: '١ ٢ ٣' },
            ]}
          />
        )}
      </Stack>
    </Paper>
  );
}

function Choice(props: { label: string; value: string; onChange: (value: string) => void; data: { value: string; label: string }[] }) {
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {props.label}
      </Text>
      <SegmentedControl aria-label={props.label} value={props.value} onChange={props.onChange} data={props.data} />
    </div>
  );
}
