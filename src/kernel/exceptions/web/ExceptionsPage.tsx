import { useNavigate } from '@tanstack/react-router';
import type * as z from 'zod';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useWhen } from '#foundation/web/when.ts';
import { Checkbox, ListTable, Page, SegmentedControl, Select, Status, useUrlState } from '#foundation/web/ui/index.ts';
import { countExceptions, listExceptions } from '../contract/exceptions.ts';
import type { ExceptionRow } from '../contract/exceptions.ts';
import { useBulkActions } from './bulk.tsx';
import { useKindWords } from './words.ts';

type Row = z.output<typeof ExceptionRow>;

/** The desk of what does not fit: find, take, close. */
export default function ExceptionsPage() {
  const t = useT();
  const navigate = useNavigate();
  const [url, setUrl] = useUrlState();
  const counts = useAsk(countExceptions, {}).data;
  const kindWords = useKindWords();
  const bulk = useBulkActions();
  const state = url.get('state') === 'closed' ? 'closed' : 'open';
  const kind = url.get('kind');
  const owner = url.get('owner');
  const overdue = url.get('overdue') === '1';
  return (
    <Page title={t('page.exceptions.list')} subtitle={t('exceptions.text')}>
      <ListTable<Row>
        query={listExceptions}
        rowKey={(row) => row.id}
        columns={
          state === 'open' ? ['kind', 'ownerName', 'dueAt', 'times', 'raisedAt'] : ['kind', 'outcome', 'ownerName', 'closedAt', 'raisedAt']
        }
        input={{
          state,
          ...(kind ? { kinds: [kind] } : {}),
          ...(owner === 'mine' || owner === 'none' ? { owner } : {}),
          ...(overdue ? { overdue } : {}),
        }}
        {...(state === 'open' ? { bulk } : {})}
        onOpen={(row) => void navigate({ to: `/exceptions/${row.id}` })}
        cells={{
          kind: (row) => kindWords(row.kind, row.figures),
          ownerName: (row) => (row.ownerName ? <bdi>{row.ownerName}</bdi> : t('exceptions.nobody')),
          dueAt: (row) => <Due row={row} />,
          outcome: (row) => t(`exceptions.outcome-${row.outcome}`),
        }}
        filters={
          <>
            <SegmentedControl
              value={state}
              aria-label={t('column.exceptions.list.state')}
              data={(['open', 'closed'] as const).map((value) => ({ value, label: t(`exceptions.state-${value}`) }))}
              onChange={(value) => setUrl({ state: value === 'open' ? undefined : value, sort: undefined })}
            />
            <Select
              placeholder={t('exceptions.any-kind')}
              aria-label={t('column.exceptions.list.kind')}
              clearable
              w={260}
              value={kind}
              data={(counts?.kinds ?? []).map((row) => ({ value: row.kind, label: `${kindWords(row.kind)} (${row.open})` }))}
              onChange={(value) => setUrl({ kind: value ?? undefined })}
            />
            <Select
              placeholder={t('exceptions.any-owner')}
              aria-label={t('column.exceptions.list.ownerName')}
              clearable
              w={150}
              value={owner}
              data={[
                { value: 'mine', label: t('exceptions.mine') },
                { value: 'none', label: t('exceptions.unowned') },
              ]}
              onChange={(value) => setUrl({ owner: value ?? undefined })}
            />
            {state === 'open' && (
              <Checkbox
                label={t('exceptions.only-overdue')}
                checked={overdue}
                onChange={(event) => setUrl({ overdue: event.currentTarget.checked ? '1' : undefined })}
              />
            )}
          </>
        }
        empty={{ title: t('exceptions.none'), text: t('exceptions.none-text') }}
      />
    </Page>
  );
}

function Due({ row }: { row: Row }) {
  const t = useT();
  const when = useWhen();
  const words = when(row.dueAt);
  return row.overdue ? <Status tone="person">{`${t('exceptions.overdue')} · ${words}`}</Status> : <>{words}</>;
}
