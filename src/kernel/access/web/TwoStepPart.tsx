import { useState } from 'react';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { useWhen } from '#foundation/web/when.ts';
import { Alert, Button, Group, Modal, Paper, ProblemNotice, Stack, Status, Text, Title, tell } from '#foundation/web/ui/index.ts';
import { renewRecoveryCodes, stopTwoStep } from '../contract/account.ts';
import { newRecoveryCodes } from '../domain/two-step.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { TwoStepSetup } from './TwoStepSetup.tsx';

interface Props {
  readonly since: string | null;
  readonly asked: boolean;
  readonly codesLeft: number;
  readonly onDone: () => void;
}

/** The second step: on or off, its codes for paper, another app. */
export function TwoStepPart({ since, asked, codesLeft, onDone }: Props) {
  const t = useT();
  const when = useWhen();
  const { user, refresh } = useSession();
  const [open, setOpen] = useState<'app' | 'codes' | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const stop = useSend(stopTwoStep);
  const renew = useSend(renewRecoveryCodes);
  const end = () => {
    setOpen(null);
    onDone();
    void refresh();
  };
  const makeCodes = async () => {
    const fresh = newRecoveryCodes();
    if ((await renew.send({ recoveryCodes: fresh }))?.state !== 'applied') return;
    setCodes(fresh);
    setOpen('codes');
  };
  const turnOff = async () => {
    if ((await stop.send({}))?.state !== 'applied') return;
    tell(t('access.two-step-stopped'));
    end();
  };
  const problem = stop.problem ?? renew.problem;
  return (
    <Paper p="md">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2}>{t('access.two-step')}</Title>
          <Status tone={since ? 'settled' : asked ? 'person' : 'stopped'}>
            {since ? t('access.two-step-on') : t('access.two-step-off')}
          </Status>
        </Group>
        <Text size="sm" c="dimmed">
          {since ? t('access.two-step-since', { when: when(since) }) : t('access.two-step-text')}
        </Text>
        {problem && <ProblemNotice problem={problem} />}
        {since && (
          <>
            <Text>{t('access.codes-left', { count: codesLeft })}</Text>
            {codesLeft < 3 && <Alert color="waiting" title={t('access.codes-few')} />}
          </>
        )}
        <Group gap="xs">
          <Button variant={since ? 'default' : 'filled'} onClick={() => setOpen('app')}>
            {since ? t('access.two-step-other') : t('command.access.start-two-step')}
          </Button>
          {since && (
            <Button variant="default" loading={renew.busy} onClick={() => void makeCodes()}>
              {t('command.access.renew-recovery-codes')}
            </Button>
          )}
          {since && !asked && (
            <Button variant="default" loading={stop.busy} onClick={() => void turnOff()}>
              {t('command.access.stop-two-step')}
            </Button>
          )}
        </Group>
      </Stack>
      <Modal
        opened={open !== null}
        onClose={end}
        size="lg"
        title={open === 'app' ? t('command.access.start-two-step') : t('command.access.renew-recovery-codes')}
        closeOnClickOutside={false}
      >
        {open === 'app' && <TwoStepSetup onDone={end} onCancel={end} />}
        {open === 'codes' && <RecoveryCodes codes={codes} account={user.email} onDone={end} />}
      </Modal>
    </Paper>
  );
}
