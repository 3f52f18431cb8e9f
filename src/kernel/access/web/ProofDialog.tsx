import { useState } from 'react';
import type { ProblemBody } from '#foundation/problem.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, Modal, PasswordInput, ProblemNotice, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import { prove } from './proof.ts';

/** Asks for the password once more before something dangerous; then it goes on by itself. */
export default function ProofDialog({ twoStep, onEnd }: { twoStep: boolean; onEnd: (proved: boolean) => void }) {
  const t = useT();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const submit = async () => {
    setBusy(true);
    const refused = await prove(password, code);
    setBusy(false);
    setProblem(refused);
    if (!refused) onEnd(true);
  };
  return (
    <Modal opened onClose={() => onEnd(false)} title={t('access.proof-title')} zIndex={400}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          void submit();
        }}
      >
        <Stack>
          <Text size="sm">{t('access.proof-text')}</Text>
          {problem && <ProblemNotice problem={problem} />}
          <PasswordInput
            label={t('access.password')}
            autoComplete="current-password"
            dir="ltr"
            data-autofocus
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {twoStep && (
            <TextInput
              label={t('access.code-or-recovery')}
              autoComplete="one-time-code"
              dir="ltr"
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          )}
          <Group>
            <Button type="submit" loading={busy} disabled={password === '' || (twoStep && code.trim() === '')}>
              {t('access.go-on')}
            </Button>
            <Button variant="default" onClick={() => onEnd(false)}>
              {t('ui.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
