import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { ClientContext, useClient } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { SessionContext, useSession } from '#foundation/web/session.ts';
import { ListTable, Status, tell } from '#foundation/web/ui/index.ts';
import { listSample, moveSample, sampleClient } from './sample.ts';
import type { SampleRow } from './sample.ts';

/** The list with all it can do, over ten thousand rows. */
export function Lists() {
  const t = useT();
  const intl = useIntl();
  const client = useClient();
  const session = useSession();
  const fake = useMemo(() => sampleClient(client), [client]);
  const allowed = useMemo(() => ({ ...session, can: () => true }), [session]);
  return (
    <ClientContext value={fake}>
      <SessionContext value={allowed}>
        <ListTable<SampleRow>
          query={listSample}
          rowKey={(row) => row.id}
          searchField="search"
          onOpen={(row) => tell(row.code)}
          cells={{ state: (row) => <Status tone={row.state}>{t(`components.state-${row.state}`)}</Status> }}
          columnFilters={{
            state: {
              kind: 'choice',
              field: 'state',
              many: true,
              choices: (['settled', 'waiting', 'person', 'stopped'] as const).map((value) => ({
                value,
                label: t(`components.state-${value}`),
              })),
            },
            countedOn: { kind: 'days', from: 'from', to: 'to' },
          }}
          bulk={[
            {
              command: moveSample,
              input: (row) => ({ id: row.id }),
              name: (row) => <span className="kv-code">{row.code}</span>,
              leftOut: (row) => (row.state === 'stopped' ? t('components.state-stopped') : undefined),
              change: (row) => `${intl.formatNumber(row.quantity)} → 0`,
              fields: [
                { name: 'reason', kind: 'text', label: t('field.reason'), required: true },
                { name: 'movedOn', kind: 'date', label: t('column.components.list-sample.countedOn'), required: true },
              ],
            },
          ]}
          totals={(rows) => ({ quantity: intl.formatNumber(rows.reduce((sum, row) => sum + row.quantity, 0)) })}
          empty={{ title: t('components.empty'), text: t('components.empty-text') }}
        />
      </SessionContext>
    </ClientContext>
  );
}
