import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, ListTable, Modal, Page, tell, useBegin } from '#foundation/web/ui/index.ts';
import { DemandState as States, demandChannels, getDemand, listDemands, receiveDemand } from '../contract/demands.ts';
import type { DemandRow } from '../contract/demands.ts';
import { DemandState } from './DemandState.tsx';
import { nameOf } from './names.ts';
import { ReceiveForm } from './ReceiveForm.tsx';

type Row = z.output<typeof DemandRow>;

/** Demands for data from outside: what was asked, until when, how it was decided, whether something was given. */
export default function DemandsPage() {
  const t = useT();
  const navigate = useNavigate();
  const mayReceive = useCan(receiveDemand.name);
  const mayOpen = useCan(getDemand.name, {});
  const [entering, setEntering] = useState(false);
  useBegin(receiveDemand.name, () => setEntering(true));
  const choices = (key: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`demands.${key}-${value}`) }));
  return (
    <Page
      title={t('page.demands.list')}
      subtitle={t('demands.text')}
      actions={mayReceive && <Button onClick={() => setEntering(true)}>{t('command.demands.receive-demand')}</Button>}
    >
      <ListTable<Row>
        query={listDemands}
        rowKey={(row) => row.id}
        columns={['receivedAt', 'orgNames', 'classes', 'state', 'dueOn', 'handOvers']}
        {...(mayOpen ? { onOpen: (row: Row) => void navigate({ to: `/admin/demands/${row.id}` }) } : {})}
        cells={{
          orgNames: (row) => (row.orgNames ? <bdi>{nameOf(row.orgNames)}</bdi> : t('demands.nobody-kept')),
          channel: (row) => t(`demands.channel-${row.channel}`),
          classes: (row) => row.classes.map((one) => t(`demands.class-${one}`)).join(', '),
          state: (row) => <DemandState state={row.state} />,
        }}
        columnFilters={{
          state: { kind: 'choice', field: 'state', choices: choices('state', States.options) },
          channel: { kind: 'choice', field: 'channel', choices: choices('channel', demandChannels) },
        }}
        empty={{ title: t('demands.none'), text: t('demands.none-text') }}
      />
      <Modal opened={entering} onClose={() => setEntering(false)} size="lg" title={t('command.demands.receive-demand')}>
        <ReceiveForm
          onCancel={() => setEntering(false)}
          onDone={() => {
            setEntering(false);
            tell(t('demands.received'));
            void navigate({ to: '/admin/demands' });
          }}
        />
      </Modal>
    </Page>
  );
}
