import { useState } from 'react';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { Anchor, Button, Group, List, ProblemNotice, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import { startTwoStep } from '../contract/account.ts';
import { authenticatorUri, inGroups, newAuthenticatorKey, newRecoveryCodes } from '../domain/two-step.ts';
import { Qr } from './Qr.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';

/** Ties an authenticator app: scan or type its key, type the first code, keep the codes for paper. */
export function TwoStepSetup({ onDone, onCancel }: { onDone: () => void; onCancel?: () => void }) {
  const t = useT();
  const { user, mission } = useSession();
  const [key] = useState(() => newAuthenticatorKey());
  const [codes] = useState(() => newRecoveryCodes());
  const [code, setCode] = useState('');
  const [tied, setTied] = useState(false);
  const { send, busy, problem } = useSend(startTwoStep);
  const uri = authenticatorUri(key, user.email, `Kervan ${mission.slug}`);
  if (tied) return <RecoveryCodes codes={codes} account={user.email} onDone={onDone} />;
  const confirm = async () => {
    const outcome = await send({ key, code: code.replaceAll(/\s/g, ''), recoveryCodes: codes });
    if (outcome?.state === 'applied') setTied(true);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <Stack>
        <List type="ordered" spacing={4}>
          <List.Item>{t('access.two-step-1')}</List.Item>
          <List.Item>{t('access.two-step-2')}</List.Item>
          <List.Item>{t('access.two-step-3')}</List.Item>
        </List>
        <Group align="flex-start" gap="lg">
          <Qr text={uri} label={t('access.two-step-qr')} />
          <Stack gap={4} maw={260}>
            <Text size="sm" c="dimmed">
              {t('access.two-step-key')}
            </Text>
            <Text className="kv-code" dir="ltr" fz={16} data-testid="authenticator-key">
              {inGroups(key)}
            </Text>
            <Anchor href={uri} size="sm">
              {t('access.two-step-same-phone')}
            </Anchor>
          </Stack>
        </Group>
        {problem && <ProblemNotice problem={problem} />}
        <TextInput
          id="field-code"
          label={t('access.two-step-code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          dir="ltr"
          maw={220}
          size="md"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" loading={busy} disabled={code.replaceAll(/\s/g, '').length !== 6}>
            {t('access.two-step-confirm')}
          </Button>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {t('ui.cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
