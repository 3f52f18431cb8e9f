import { useNavigate } from '@tanstack/react-router';
import type * as z from 'zod';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { ListTable, Page, Status } from '#foundation/web/ui/index.ts';
import { listTokens } from '#kernel/access/contract/tokens.ts';
import { searchCommands } from '../contract/history.ts';
import type { Step } from '../contract/history.ts';

type Row = z.output<typeof Step>;

/** The command log: searched by what was done, who did it, which thing it touched, by days and outcome. */
export default function LogPage() {
  const t = useT();
  const navigate = useNavigate();
  const tokens = useTokens();
  return (
    <Page title={t('page.audit.log')} subtitle={t('audit.log-text')}>
      <ListTable<Row>
        query={searchCommands}
        rowKey={(row) => row.id}
        columns={['recordedAt', 'name', 'actorName', 'state', 'occurredAt', 'via']}
        searchField="search"
        onOpen={(row) => void navigate({ to: `/admin/audit/${row.id}` })}
        cells={{
          name: (row) => t(`command.${row.name}`),
          actorName: (row) => <Who row={row} />,
          state: (row) => <OutcomeStatus state={row.state} />,
          via: (row) => <Via row={row} />,
        }}
        columnFilters={{
          recordedAt: { kind: 'days', from: 'from', to: 'to' },
          state: {
            kind: 'choice',
            field: 'state',
            choices: (['applied', 'refused', 'parked'] as const).map((value) => ({ value, label: t(`audit.state-${value}`) })),
          },
          ...(tokens.length > 0 ? { via: { kind: 'choice', field: 'tokenId', choices: tokens } as const } : {}),
        }}
        empty={{ title: t('audit.nothing') }}
      />
    </Page>
  );
}

/** The programs whose acts can be singled out, newest first, ended ones too: what they did stands. */
function useTokens(): readonly { value: string; label: string }[] {
  const may = useCan(listTokens.permission);
  const { data } = useAsk(listTokens, { limit: 200, sort: '-createdAt' }, { enabled: may });
  return (data?.rows ?? []).map((row) => ({ value: row.id, label: `${row.name} (${row.user})` }));
}

/** Whose act it is, and who let it pass when it had been parked. */
export function Who({ row }: { row: Pick<Row, 'actorName' | 'releasedBy'> }) {
  const t = useT();
  if (row.releasedBy === null) return <bdi>{row.actorName}</bdi>;
  return <bdi>{t('audit.released-by', { actor: row.actorName, by: row.releasedBy })}</bdi>;
}

/** By what it came: a session, a device, the program itself, or which of the programs that hold a token. */
export function Via({ row }: { row: Pick<Row, 'via' | 'tokenName'> }) {
  const t = useT();
  return row.tokenName === null ? t(`audit.via-${row.via}`) : <bdi>{row.tokenName}</bdi>;
}

export function OutcomeStatus({ state }: { state: Row['state'] }) {
  const t = useT();
  return <Status tone={state === 'applied' ? 'settled' : state === 'refused' ? 'stopped' : 'person'}>{t(`audit.state-${state}`)}</Status>;
}
