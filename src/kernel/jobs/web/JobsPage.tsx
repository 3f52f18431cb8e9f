import { useIntl } from 'react-intl';
import { Button, ListTable, Page, Status, Text, tell, onward } from '#foundation/web/ui/index.ts';
import type { StatusTone } from '#foundation/web/ui/index.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { RunState, listRuns, retryRun } from '../contract/runs.ts';
import type { RunRow } from '../contract/runs.ts';

const tones: Readonly<Record<RunRow['state'], StatusTone>> = {
  queued: 'waiting',
  running: 'waiting',
  done: 'settled',
  failed: 'person',
  cancelled: 'stopped',
};

/** What runs behind the screens: state, progress, faults, and trying again. */
export default function JobsPage() {
  const t = useT();
  return (
    <Page title={t('page.jobs.runs')} subtitle={t('jobs.subtitle')}>
      <ListTable<RunRow>
        query={listRuns}
        rowKey={(row) => row.id}
        columns={['name', 'state', 'finishedAt', 'requestedBy', 'error']}
        cells={{
          name: (row) => <JobName name={row.name} />,
          state: (row) => <RunStateCell row={row} />,
          requestedBy: (row) => (row.requestedBy === null ? t('jobs.clock') : undefined),
          error: (row) => (row.error ? <Fault row={row} /> : undefined),
        }}
        columnFilters={{
          state: { kind: 'choice', field: 'state', choices: RunState.options.map((value) => ({ value, label: t(`jobs.state.${value}`) })) },
        }}
        bulk={[
          {
            command: retryRun,
            input: (row) => ({ id: row.id }),
            leftOut: (row) => (row.abilities.includes(retryRun.name) ? undefined : t('jobs.not-to-retry')),
            name: (row) => <JobName name={row.name} />,
            change: (row) => `${t(`jobs.state.${row.state}`)} ${onward()} ${t('jobs.state.queued')}`,
          },
        ]}
        empty={{ title: t('jobs.none'), text: t('jobs.empty') }}
      />
    </Page>
  );
}

/** A job that this version does not have any more shows its name. */
function JobName({ name }: { name: string }) {
  const intl = useIntl();
  const t = useT();
  return `job.${name}` in intl.messages ? t(`job.${name}`) : <span className="kv-code">{name}</span>;
}

function RunStateCell({ row }: { row: RunRow }) {
  const t = useT();
  const running = row.state === 'running' && row.done !== null;
  return (
    <>
      <Status tone={tones[row.state]}>{t(`jobs.state.${row.state}`)}</Status>
      {running && (
        <Text span size="sm" c="dimmed" ms={8}>
          {row.total === null ? t('jobs.done-so-far', { done: row.done! }) : t('jobs.progress', { done: row.done!, total: row.total })}
        </Text>
      )}
    </>
  );
}

function Fault({ row }: { row: RunRow }) {
  const t = useT();
  const intl = useIntl();
  const { send, busy } = useSend(retryRun);
  const known = `problem.${row.error}` in intl.messages;
  const retry = async () => {
    const outcome = await send({ id: row.id });
    if (outcome?.state === 'applied') tell(t('jobs.state.queued'));
  };
  return (
    <div>
      <bdi>{known ? t(`problem.${row.error}`, { job: row.name }) : row.error}</bdi>
      {row.abilities.includes(retryRun.name) && (
        <Button size="compact-xs" variant="default" ms={8} loading={busy} onClick={() => void retry()}>
          {t('jobs.retry')}
        </Button>
      )}
    </div>
  );
}
