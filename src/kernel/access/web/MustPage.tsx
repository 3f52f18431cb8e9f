import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { EntryFrame } from '#foundation/web/ui/EntryFrame.tsx';
import { Anchor, Paper, Stack, Text, Title } from '#foundation/web/ui/index.ts';
import type { EntryProps } from './entry.ts';
import { PasswordForm } from './PasswordPart.tsx';
import { TwoStepSetup } from './TwoStepSetup.tsx';

/** What must be put right before work can begin: a password that somebody else knows, a second step that is asked. */
export default function MustPage({ language, onLanguage }: Omit<EntryProps, 'onIn'>) {
  const t = useT();
  const { user, mission, signIn, refresh, signOut } = useSession();
  const must = signIn.must ?? 'two-step';
  return (
    <EntryFrame mission={mission.name} language={language} onLanguage={onLanguage} width={560}>
      <Paper p="lg">
        <Stack>
          <Title order={2}>{t(`access.must-${must}`, { name: user.name })}</Title>
          <Text>{t(`access.must-${must}-text`)}</Text>
          {must === 'password' ? <PasswordForm onDone={() => void refresh()} /> : <TwoStepSetup onDone={() => void refresh()} />}
        </Stack>
      </Paper>
      <Anchor component="button" type="button" className="kv-noprint" size="sm" onClick={() => void signOut()}>
        {t('shell.sign-out')}
      </Anchor>
    </EntryFrame>
  );
}
