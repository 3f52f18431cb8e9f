import { useState } from 'react';
import type { ProblemBody } from '#foundation/problem.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { useWhen } from '#foundation/web/when.ts';
import { Button, Group, Paper, PasswordInput, ProblemNotice, Stack, Text, TextInput, Title, tell } from '#foundation/web/ui/index.ts';
import { changePassword } from '../contract/account.ts';
import { weaknessOf } from '../domain/passwords.ts';
import { NewPassword } from './NewPassword.tsx';
import { prove } from './proof.ts';

/** The card in which one changes one's own password. */
export function PasswordPart({ setAt }: { setAt: string | null }) {
  const t = useT();
  const when = useWhen();
  const [round, setRound] = useState(0);
  return (
    <Paper p="md">
      <Stack gap="sm">
        <Title order={2}>{t('access.password')}</Title>
        {setAt && (
          <Text size="sm" c="dimmed">
            {t('access.password-set', { when: when(setAt) })}
          </Text>
        )}
        <PasswordForm
          key={round}
          onDone={() => {
            tell(t('access.password-changed'));
            setRound(round + 1);
          }}
        />
      </Stack>
    </Paper>
  );
}

/** Old password (and code), new password. */
export function PasswordForm({ onDone }: { onDone: () => void }) {
  const t = useT();
  const { user, signIn } = useSession();
  const [old, setOld] = useState('');
  const [code, setCode] = useState('');
  const [next, setNext] = useState('');
  const [refused, setRefused] = useState<ProblemBody | null>(null);
  const { send, busy, problem } = useSend(changePassword);
  const about = [user.name, user.email];
  const submit = async () => {
    const unproved = await prove(old, code);
    setRefused(unproved);
    if (unproved) return;
    if ((await send({ password: next }))?.state === 'applied') onDone();
  };
  const shown = refused ?? problem;
  const isReady = old !== '' && weaknessOf(next, about) === null && (!signIn.twoStep || code.trim() !== '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm">
        {shown && <ProblemNotice problem={shown} />}
        <PasswordInput
          id="field-old-password"
          label={t('access.old-password')}
          autoComplete="current-password"
          dir="ltr"
          value={old}
          onChange={(event) => setOld(event.currentTarget.value)}
        />
        {signIn.twoStep && (
          <TextInput
            label={t('access.code-or-recovery')}
            autoComplete="one-time-code"
            dir="ltr"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        <NewPassword value={next} onChange={setNext} about={about} />
        <Group>
          <Button type="submit" variant="default" loading={busy} disabled={!isReady}>
            {t('command.access.change-password')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
