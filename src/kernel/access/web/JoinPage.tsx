import { useEffect, useState } from 'react';
import type { ProblemBody } from '#foundation/problem.ts';
import { useT } from '#foundation/web/i18n.ts';
import { EntryFrame } from '#foundation/web/ui/EntryFrame.tsx';
import { Button, Paper, ProblemNotice, Stack, Text, TextInput, Title, Waiting } from '#foundation/web/ui/index.ts';
import { weaknessOf } from '../domain/passwords.ts';
import { leaveLink, tokenOfAddress } from './entry.ts';
import type { EntryProps } from './entry.ts';
import { NewPassword } from './NewPassword.tsx';
import { knock } from './proof.ts';

interface Look {
  readonly kind: 'invitation' | 'reset' | 'own-reset';
  readonly mission: string;
  readonly name: string;
  readonly email: string;
  readonly language: EntryProps['language'];
}

/** Where a one-time link leads: one chooses a password and is signed in. */
export default function JoinPage({ language, onLanguage, onIn }: EntryProps) {
  const t = useT();
  const [token] = useState(tokenOfAddress);
  const [look, setLook] = useState<Look | null>(null);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  useEffect(() => {
    void knock<Look>('/api/links/look', { token }).then((found) => {
      if (found.problem) return setProblem(found.problem);
      setLook(found.answer);
      // The person's own language, unless this device has another one chosen.
      if (!localStorage.getItem('kervan.language')) onLanguage(found.answer.language);
    });
  }, [token, onLanguage]);
  return (
    <EntryFrame mission={look?.mission ?? ''} language={language} onLanguage={onLanguage}>
      <Paper p="lg">
        {!look && !problem && <Waiting />}
        {!look && problem && (
          <Stack>
            <ProblemNotice problem={problem} />
            <Button
              variant="default"
              onClick={() => {
                leaveLink();
                onIn();
              }}
            >
              {t('access.to-sign-in')}
            </Button>
          </Stack>
        )}
        {look && <JoinForm look={look} token={token} onIn={onIn} />}
      </Paper>
    </EntryFrame>
  );
}

function JoinForm({ look, token, onIn }: { look: Look; token: string; onIn: () => void }) {
  const t = useT();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const about = [look.name, look.email];
  const submit = async () => {
    setBusy(true);
    const used = await knock('/api/links/use', { token, password });
    setBusy(false);
    if (used.problem) return setProblem(used.problem);
    // With a second step this answers that a code is needed, and the sign-in page asks for it.
    await knock('/api/sign-in', { email: look.email, password });
    leaveLink();
    onIn();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack>
        <Title order={2}>{look.kind === 'invitation' ? t('access.join-title', { name: look.name }) : t('access.reset-title')}</Title>
        <Text>{look.kind === 'invitation' ? t('access.join-text', { mission: look.mission }) : t('access.reset-text')}</Text>
        {problem && <ProblemNotice problem={problem} />}
        <TextInput
          label={t('sign-in.email')}
          description={t('access.join-email')}
          value={look.email}
          readOnly
          dir="ltr"
          autoComplete="username"
        />
        <NewPassword value={password} onChange={setPassword} about={about} />
        <Button type="submit" size="md" loading={busy} disabled={weaknessOf(password, about) !== null}>
          {t('command.access.use-link')}
        </Button>
      </Stack>
    </form>
  );
}
