import { useState } from 'react';
import type { ProblemBody } from '#foundation/problem.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, Modal, ProblemNotice, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import { knock } from './proof.ts';

/** The second step of who came by the identity provider. */
export default function ProviderCode({ name, onIn, onClose }: { name: string; onIn: () => void; onClose: () => void }) {
  const t = useT();
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const submit = async () => {
    setBusy(true);
    const { problem: refused } = await knock('/api/provider/finish', { code: code.trim() });
    setBusy(false);
    setProblem(refused);
    if (!refused) onIn();
  };
  return (
    <Modal opened onClose={onClose} title={t('access.two-step')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          void submit();
        }}
      >
        <Stack>
          <Text size="sm">{t('access.provider-code-text', { name })}</Text>
          {problem && <ProblemNotice problem={problem} />}
          <TextInput
            label={t('access.code-or-recovery')}
            autoComplete="one-time-code"
            dir="ltr"
            data-autofocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Group>
            <Button type="submit" loading={busy} disabled={code.trim() === ''}>
              {t('access.go-on')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
