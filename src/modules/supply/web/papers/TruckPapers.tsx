import { useState } from 'react';
import { useIntl } from 'react-intl';
import { newId } from '#foundation/ids.ts';
import { ClientProblem, useAsk, useClient, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { Alert, Button, Group, Modal, ProblemNotice, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import type { ProblemBody } from '#foundation/problem.ts';
import { listWaybillPrints, printWaybill } from '../../contract/papers/waybills.ts';

interface Truck {
  readonly shipmentId: string;
  readonly legId: string;
}
const others = ['packing-list', 'loading-sheet', 'pro-forma', 'gift-certificate'] as const;

/** The papers of one truck: the waybill under control, the others as often as they are wanted. */
export function TruckPapers({ truck, wayChangedAt }: { truck: Truck; wayChangedAt?: string | undefined }) {
  const t = useT();
  const session = useSession();
  const { print, busy, problem } = usePrint();
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {session.can(printWaybill.name) && <WaybillButton truck={truck} print={print} />}
        {others.map((paper) => (
          <Button key={paper} size="compact-sm" variant="default" loading={busy === paper} onClick={() => void print(paper, { ...truck })}>
            {t(`supply.paper-${paper}`)}
          </Button>
        ))}
      </Group>
      {problem && <ProblemNotice problem={problem} />}
      {session.can(printWaybill.name) && <Prints legId={truck.legId} wayChangedAt={wayChangedAt} />}
    </Stack>
  );
}

function usePrint() {
  const client = useClient();
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const print = async (paper: string, input: Readonly<Record<string, unknown>>) => {
    setBusy(paper);
    setProblem(null);
    try {
      await client.print(`supply.${paper}`, input);
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      setProblem(error.body);
    } finally {
      setBusy(null);
    }
  };
  return { print, busy, problem };
}

type Print = ReturnType<typeof usePrint>['print'];

function WaybillButton({ truck, print }: { truck: Truck; print: Print }) {
  const t = useT();
  const prints = useAsk(listWaybillPrints, { legId: truck.legId });
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { send, busy, problem, clear } = useSend(printWaybill);
  const again = (prints.data?.rows.length ?? 0) > 0;
  const take = async (why: string) => {
    const printId = newId();
    const outcome = await send({ printId, legId: truck.legId, ...(why ? { reason: why } : {}) });
    if (outcome?.state !== 'applied') return;
    setOpen(false);
    setReason('');
    await print('waybill', { ...truck, printId });
    void prints.refetch();
  };
  return (
    <>
      <Button size="compact-sm" loading={busy} disabled={!prints.data} onClick={() => (again ? setOpen(true) : void take(''))}>
        {t('supply.paper-waybill')}
      </Button>
      {!open && problem && <ProblemNotice problem={problem} />}
      <Modal
        opened={open}
        title={t('supply.papers-reprint-title')}
        onClose={() => {
          setOpen(false);
          clear();
        }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void take(reason.trim());
          }}
        >
          <Stack>
            <Text size="sm">{t('supply.papers-reprint-text')}</Text>
            {problem && <ProblemNotice problem={problem} />}
            <TextInput
              label={t('supply.papers-reason')}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              required
              minLength={3}
              maxLength={500}
            />
            <Button type="submit" loading={busy}>
              {t('command.supply.print-waybill')}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

function Prints({ legId, wayChangedAt }: { legId: string; wayChangedAt: string | undefined }) {
  const t = useT();
  const intl = useIntl();
  const prints = useAsk(listWaybillPrints, { legId }).data?.rows ?? [];
  const last = prints.at(-1);
  const former = wayChangedAt !== undefined && last !== undefined && last.at < wayChangedAt;
  return (
    <>
      {former && (
        <Alert color="person" title={t('supply.papers-former-way')}>
          {t('supply.papers-former-way-text')}
        </Alert>
      )}
      <Text size="sm" c="dimmed">
        {t('supply.papers-prints')}:{' '}
        {prints.length === 0
          ? t('supply.papers-never')
          : prints
              .map(({ copy, by, at }) =>
                t('supply.papers-printed', {
                  copy,
                  by,
                  at: intl.formatDate(at, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
                }),
              )
              .join(' · ')}
      </Text>
    </>
  );
}

/** The two lists of a day's crossing. */
export function BorderPapers({ notificationId }: { notificationId: string }) {
  const t = useT();
  const { print, busy, problem } = usePrint();
  return (
    <>
      {(['notification-list', 'cargo-manifest'] as const).map((paper) => (
        <Button key={paper} variant="default" loading={busy === paper} onClick={() => void print(paper, { notificationId })}>
          {t(`supply.paper-${paper}`)}
        </Button>
      ))}
      {problem && <ProblemNotice problem={problem} />}
    </>
  );
}
