import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { dayIn } from '#foundation/time.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan, useSession } from '#foundation/web/session.ts';
import { Button, DateField, Group, ListTable, Modal, Page, ProblemNotice, Stack, Status, useBegin } from '#foundation/web/ui/index.ts';
import type { StatusTone } from '#foundation/web/ui/index.ts';
import { listNotifications, notificationStates, openNotification } from '../../contract/transport/border.ts';
import { CrossingField } from './crossing.tsx';
import { MomentField, momentOf } from './moment.tsx';
import { OfficeField, useOffice } from './office.tsx';
import { nameIn } from './words.tsx';

type Row = (typeof listNotifications)['output']['_output']['rows'][number];
const tones: Readonly<Record<string, StatusTone>> = { draft: 'stopped', sent: 'waiting', answered: 'settled', withdrawn: 'stopped' };

export function NotificationStatus({ state }: { state: string }) {
  const t = useT();
  return <Status tone={tones[state] ?? 'stopped'}>{t(`supply.notification-${state}`)}</Status>;
}

/** Lists of what is to cross, day by day, with the authority's answer. */
export default function NotificationsPage() {
  const t = useT();
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const mayOpen = useCan(openNotification.name, {});
  useBegin(openNotification.name, () => setAdding(true));
  const add = mayOpen && <Button onClick={() => setAdding(true)}>{t('command.supply.open-notification')}</Button>;
  return (
    <Page title={t('page.supply.notifications')} subtitle={t('supply.notifications-text')} actions={add}>
      <ListTable<Row>
        query={listNotifications}
        rowKey={(row) => row.id}
        columns={['number', 'crossingDay', 'crossingNames', 'cutOffAt', 'trucks', 'accepted', 'refused', 'state']}
        onOpen={(row) => void navigate({ to: `/supply/notifications/${row.id}` })}
        cells={{
          crossingNames: (row) => <bdi>{nameIn(row.crossingNames)}</bdi>,
          state: (row) => <NotificationStatus state={row.state} />,
        }}
        columnFilters={{
          state: {
            kind: 'choice',
            field: 'state',
            choices: notificationStates.map((value) => ({ value, label: t(`supply.notification-${value}`) })),
          },
          crossingDay: { kind: 'days', from: 'from', to: 'to' },
        }}
        empty={{ title: t('supply.no-notifications'), text: t('supply.no-notifications-text'), action: add }}
      />
      <Modal opened={adding} onClose={() => setAdding(false)} title={t('command.supply.open-notification')}>
        {adding && <OpenForm onDone={(id) => void navigate({ to: `/supply/notifications/${id}` })} />}
      </Modal>
    </Page>
  );
}

function OpenForm({ onDone }: { onDone: (id: string) => void }) {
  const t = useT();
  const { now, mission } = useSession();
  const { send, busy, problem } = useSend(openNotification);
  const [notificationId] = useState(newId);
  const [office, setOffice] = useOffice();
  const [crossingId, setCrossing] = useState<string | undefined>(undefined);
  const [crossingDay, setDay] = useState(() => dayIn(mission.timeZone, new Date(now().getTime() + 86_400_000)));
  const [cutOff, setCutOff] = useState(() => `${dayIn(mission.timeZone, now())}T17:00`);
  const cutOffAt = momentOf(cutOff, mission.timeZone);
  const submit = async () => {
    const outcome = await send({ notificationId, office, crossingId: crossingId!, crossingDay, cutOffAt: cutOffAt!.toISOString() });
    if (outcome?.state === 'applied') onDone(notificationId);
  };
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      <CrossingField label={t('supply.crossing')} value={crossingId} day={crossingDay} onChange={setCrossing} />
      <DateField label={t('supply.crossing-day')} value={crossingDay} onChange={setDay} />
      <MomentField label={t('supply.cut-off')} value={cutOff} onChange={setCutOff} />
      <OfficeField value={office} onChange={setOffice} />
      <Group>
        <Button loading={busy} disabled={!crossingId || !cutOffAt || office === ''} onClick={() => void submit()}>
          {t('command.supply.open-notification')}
        </Button>
      </Group>
    </Stack>
  );
}
