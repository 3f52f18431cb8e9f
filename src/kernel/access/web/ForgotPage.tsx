import { useState } from 'react';
import type { ProblemBody } from '#foundation/problem.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, Modal, ProblemNotice, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import { knock } from './proof.ts';

/** For who forgot the password: by mail where there is mail, else whom to ask. */
export default function ForgotPage({ mail, onClose }: { mail: boolean; onClose: () => void }) {
  const t = useT();
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState(false);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const ask = async () => {
    const asked = await knock('/api/reset-password', { email });
    setProblem(asked.problem);
    setSent(asked.problem === null);
  };
  return (
    <Modal opened onClose={onClose} title={t('sign-in.forgot')}>
      <Stack>
        {(!mail || sent) && <Text>{sent ? t('access.forgot-sent') : t('access.forgot-ask')}</Text>}
        <Text size="sm" c="dimmed">
          {t('access.forgot-code')}
        </Text>
        {problem && <ProblemNotice problem={problem} />}
        {mail && !sent && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void ask();
            }}
          >
            <Stack>
              <TextInput
                label={t('sign-in.email')}
                type="email"
                dir="ltr"
                value={email}
                onChange={(event) => setEmail(event.currentTarget.value)}
              />
              <Group>
                <Button type="submit" disabled={email === ''}>
                  {t('access.forgot-send')}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
      </Stack>
    </Modal>
  );
}
