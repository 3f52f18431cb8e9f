import { useNavigate } from '@tanstack/react-router';
import type * as z from 'zod';
import { useT } from '#foundation/web/i18n.ts';
import { ListTable, Page, Select, Status, useUrlState } from '#foundation/web/ui/index.ts';
import { searchCommands } from '../contract/history.ts';
import type { Step } from '../contract/history.ts';

type Row = z.output<typeof Step>;

/** The command log, searched by outcome and room. */
export default function LogPage() {
  const t = useT();
  const navigate = useNavigate();
  const [url, setUrl] = useUrlState();
  const state = url.get('state');
  return (
    <Page title={t('page.audit.log')} subtitle={t('audit.log-text')}>
      <ListTable<Row>
        query={searchCommands}
        rowKey={(row) => row.id}
        columns={['recordedAt', 'name', 'actorName', 'state', 'occurredAt', 'via']}
        input={state ? { state } : {}}
        onOpen={(row) => void navigate({ to: `/admin/audit/${row.id}` })}
        cells={{
          name: (row) => t(`command.${row.name}`),
          state: (row) => <OutcomeStatus state={row.state} />,
          via: (row) => <span className="kv-code">{row.via}</span>,
        }}
        filters={
          <Select
            aria-label={t('column.audit.search-commands.state')}
            placeholder={t('audit.any-outcome')}
            clearable
            w={200}
            value={state}
            data={(['applied', 'refused', 'parked'] as const).map((value) => ({ value, label: t(`audit.state-${value}`) }))}
            onChange={(value) => setUrl({ state: value ?? undefined })}
          />
        }
        empty={{ title: t('audit.nothing') }}
      />
    </Page>
  );
}

export function OutcomeStatus({ state }: { state: Row['state'] }) {
  const t = useT();
  return <Status tone={state === 'applied' ? 'settled' : state === 'refused' ? 'stopped' : 'person'}>{t(`audit.state-${state}`)}</Status>;
}
