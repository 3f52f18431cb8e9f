import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import {
  Alert,
  Button,
  Checkbox,
  CommandForm,
  Facts,
  Group,
  Modal,
  Page,
  Paper,
  ProblemNotice,
  Stack,
  Status,
  Table,
  Text,
  Title,
  Waiting,
  When,
  tell,
  crumb,
  onward,
} from '#foundation/web/ui/index.ts';
import { getNotification, sendNotification, setNotified, withdrawNotification } from '../../contract/transport/border.ts';
import { useSession } from '#foundation/web/session.ts';
import { BorderPapers } from '../papers/TruckPapers.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import { NotificationStatus } from './NotificationsPage.tsx';
import { AnswerStatus, nameIn, useDay, useQty } from './words.tsx';

export type Notification = (typeof getNotification)['output']['_output'];

/** One list: its trucks line by line, until when it is taken, and what the authority answered. */
export default function NotificationPage() {
  const t = useT();
  const navigate = useNavigate();
  const { notificationId } = useParams({ strict: false }) as { notificationId: string };
  const found = useAsk(getNotification, { notificationId });
  const [asked, setAsked] = useState<'send' | 'answer' | 'withdraw' | null>(null);
  if (found.error)
    return (
      <Page title={t('page.supply.notification')}>
        <ProblemNotice problem={found.error.body} retry={() => void found.refetch()} />
      </Page>
    );
  if (!found.data) return <Waiting />;
  const at = found.data;
  const done = () => {
    setAsked(null);
    tell(t('supply.saved'));
    void found.refetch();
  };
  return (
    <Page
      title={<span className="kv-code">{at.number}</span>}
      subtitle={
        <>
          <bdi>{nameIn(at.crossingNames)}</bdi> <NotificationStatus state={at.state} />
        </>
      }
      crumbs={[crumb(t('page.supply.notifications'), '/supply/notifications', navigate)]}
      actions={
        <>
          <BorderPapers notificationId={at.id} />
          <Actions at={at} onAsk={setAsked} />
        </>
      }
    >
      <Head at={at} />
      <Trucks at={at} onDone={done} />
      <RecordPanels subject={{ kind: 'border-notification', id: at.id }} />
      <Modal opened={asked === 'send'} onClose={() => setAsked(null)} title={t('command.supply.send-notification')}>
        <SendForm at={at} onDone={done} onCancel={() => setAsked(null)} />
      </Modal>
      <Modal opened={asked === 'answer'} onClose={() => setAsked(null)} title={t('command.supply.answer-notification')} size="lg">
        {asked === 'answer' && <AnswerForm at={at} onDone={done} />}
      </Modal>
      <Modal opened={asked === 'withdraw'} onClose={() => setAsked(null)} title={t('command.supply.withdraw-notification')}>
        <CommandForm
          def={withdrawNotification}
          fixed={{ notificationId }}
          initial={{}}
          onDone={done}
          onCancel={() => setAsked(null)}
          fields={[{ name: 'reason', kind: 'long', label: t('field.reason'), required: true }]}
        />
      </Modal>
    </Page>
  );
}

function Actions({ at, onAsk }: { at: Notification; onAsk: (what: 'send' | 'answer' | 'withdraw') => void }) {
  const t = useT();
  const may = (name: string) => at.abilities.includes(name);
  return (
    <>
      {may('supply.withdraw-notification') && at.state !== 'withdrawn' && (
        <Button variant="default" onClick={() => onAsk('withdraw')}>
          {t('command.supply.withdraw-notification')}
        </Button>
      )}
      {may('supply.send-notification') && at.state === 'draft' && (
        <Button disabled={at.lines === 0} onClick={() => onAsk('send')}>
          {t('command.supply.send-notification')}
        </Button>
      )}
      {may('supply.answer-notification') && (at.state === 'sent' || at.state === 'answered') && (
        <Button variant={at.state === 'sent' ? 'filled' : 'default'} onClick={() => onAsk('answer')}>
          {t('command.supply.answer-notification')}
        </Button>
      )}
    </>
  );
}

function Head({ at }: { at: Notification }) {
  const t = useT();
  const day = useDay();
  const { now } = useSession();
  const passed = at.state === 'draft' && now() > new Date(at.cutOffAt);
  return (
    <>
      {at.crossingStatus === 'closed' && <Alert color="person" title={t('supply.gate-closed-on', { day: day(at.crossingDay) })} />}
      <Facts
        items={[
          { label: t('supply.crossing-day'), value: day(at.crossingDay) },
          {
            label: t('supply.cut-off'),
            value: (
              <>
                <When at={at.cutOffAt} /> {passed && <Status tone="person">{t('supply.cut-off-over')}</Status>}
              </>
            ),
          },
          { label: t('supply.authorised-to'), value: at.authorisedTo ? day(at.authorisedTo) : null },
          { label: t('supply.sent-at'), value: at.sentAt ? <When at={at.sentAt} /> : null },
          { label: t('supply.answer-ref'), value: at.answerRef ? <span className="kv-code">{at.answerRef}</span> : null },
          { label: t('field.note'), value: at.note ? <bdi>{at.note}</bdi> : null },
        ]}
      />
    </>
  );
}

/** The trucks on it; while it is a draft, those of its gate and day that may be put on. */
function Trucks({ at, onDone }: { at: Notification; onDone: () => void }) {
  const t = useT();
  const { send, busy, problem } = useSend(setNotified);
  const draft = at.state === 'draft' && at.abilities.includes(setNotified.name);
  const fit = at.legs.filter((leg) => !leg.elsewhere);
  const listed = fit.filter((leg) => leg.listed).map((leg) => leg.legId);
  const set = async (legIds: string[]) => {
    const outcome = await send({ notificationId: at.id, legIds });
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={2}>{t('supply.trucks')}</Title>
        {draft && fit.length > listed.length && (
          <Button variant="default" loading={busy} onClick={() => void set(fit.map((leg) => leg.legId))}>
            {t('supply.list-all')}
          </Button>
        )}
      </Group>
      {problem && <ProblemNotice problem={problem} />}
      {at.legs.length === 0 && <Text c="dimmed">{t('supply.no-trucks-for-gate')}</Text>}
      {at.legs.map((leg) => (
        <Paper key={leg.legId} p="md" withBorder opacity={leg.listed ? 1 : 0.75}>
          <Group justify="space-between" mb={4}>
            <div>
              <Group gap="sm">
                <Link to={`/supply/shipments/${leg.shipmentId}`} hash={leg.legId} className="kv-opens">
                  <Text fw={600} className="kv-code">
                    <bdi>{leg.plate}</bdi>
                  </Text>
                </Link>
                {leg.elsewhere && <Status tone="stopped">{t('supply.goes-elsewhere')}</Status>}
              </Group>
              <Text size="sm" c="dimmed">
                <span className="kv-code">{leg.waybill}</span> {onward()} <bdi>{nameIn(leg.to)}</bdi>
              </Text>
            </div>
            {draft && !leg.elsewhere && (
              <Checkbox
                label={t('supply.on-the-list')}
                checked={leg.listed}
                onChange={() => void set(leg.listed ? listed.filter((id) => id !== leg.legId) : [...listed, leg.legId])}
              />
            )}
          </Group>
          <Lines leg={leg} />
        </Paper>
      ))}
    </Stack>
  );
}

function Lines({ leg }: { leg: Notification['legs'][number] }) {
  const qty = useQty();
  return (
    <Table verticalSpacing={4}>
      <Table.Tbody>
        {leg.lines.map((line) => (
          <Table.Tr key={line.lineId}>
            <Table.Td>
              <bdi>{nameIn(line.item)}</bdi>
              {line.reason && (
                <Text size="xs" c="dimmed">
                  <bdi>{line.reason}</bdi>
                </Text>
              )}
            </Table.Td>
            <Table.Td ta="end" className="kv-number">
              {qty(line.qty, line.item.unit)}
            </Table.Td>
            <Table.Td w={150}>{line.answer && <AnswerStatus answer={line.answer} />}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function SendForm({ at, onDone, onCancel }: { at: Notification; onDone: () => void; onCancel: () => void }) {
  const t = useT();
  const { now } = useSession();
  const late = now() > new Date(at.cutOffAt);
  return (
    <Stack>
      <Text c="dimmed">{t(late ? 'supply.send-late-text' : 'supply.send-text', { trucks: at.trucks, lines: at.lines })}</Text>
      <CommandForm
        def={sendNotification}
        fixed={{ notificationId: at.id }}
        initial={{}}
        onDone={onDone}
        onCancel={onCancel}
        fields={late ? [{ name: 'lateReason', kind: 'long', label: t('supply.late-reason'), required: true }] : []}
      />
    </Stack>
  );
}
