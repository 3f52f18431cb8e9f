import { useState } from 'react';
import type { ProblemBody } from '#foundation/problem.ts';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, Modal, PasswordInput, ProblemNotice, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import { listMyPasskeys } from '../contract/passkeys.ts';
import { canUsePasskeys, proveByPasskey } from './passkeys.ts';
import { prove } from './proof.ts';

/** Asks for the password once more before something dangerous; then it goes on by itself. */
export default function ProofDialog({ twoStep, onEnd }: { twoStep: boolean; onEnd: (proved: boolean) => void }) {
  const t = useT();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const keys = useAsk(listMyPasskeys, {}).data;
  const hasKey = keys !== undefined && keys.rows.length > 0 && canUsePasskeys(keys.host);
  const submit = async (showing: () => Promise<ProblemBody | null>) => {
    setBusy(true);
    const refused = await showing();
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
          void submit(() => prove(password, code));
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
            {hasKey && (
              <Button variant="default" disabled={busy} onClick={() => void submit(proveByPasskey)}>
                {t('access.passkey-show')}
              </Button>
            )}
            <Button variant="default" onClick={() => onEnd(false)}>
              {t('ui.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
