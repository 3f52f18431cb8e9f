import { useNavigate } from '@tanstack/react-router';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Box, Button, ListTable, MultiSelect, Page, SimpleGrid, Text, useUrlState } from '#foundation/web/ui/index.ts';
import { listArrivals } from '../../contract/overview/arrivals.ts';
import { listPipeline, pipelineDimensions, stages } from '../../contract/overview/pipeline.ts';
import type { PipelineDimension, PipelineRow, Stage } from '../../contract/overview/pipeline.ts';
import { Opens, nameIn, useFigures } from './words.tsx';

const colours: Readonly<Record<Stage, string>> = {
  expected: '#999999',
  warehouse: '#0072B2',
  trucks: '#E69F00',
  hub: '#CC79A7',
  partner: '#56B4E9',
  points: '#009E73',
  households: '#2F7D4F',
};
const columnsOf: Readonly<Record<PipelineDimension, string>> = {
  family: 'familyNames',
  item: 'itemNames',
  grant: 'grantCode',
  partner: 'partnerNames',
};
const order: readonly PipelineDimension[] = ['family', 'item', 'grant', 'partner'];

/** All goods on one page, from what is announced to what a household has in its hands. */
export default function PipelinePage() {
  const t = useT();
  const navigate = useNavigate();
  const [url, set] = useUrlState();
  const grants = useCan('orgs.list-grants');
  const arrivals = useCan(listArrivals.name);
  const by = dimsOf(url, grants);
  const filter = (name: string) => (url.get(name) ? { [name]: url.get(name) } : {});
  const cells = usePipelineCells(by, url);
  return (
    <Page
      title={t('page.supply.pipeline')}
      subtitle={t('supply.pipeline-text')}
      actions={
        arrivals && (
          <Button variant="default" onClick={() => void navigate({ to: '/supply/arrivals' })}>
            {t('page.supply.arrivals')}
          </Button>
        )
      }
    >
      <SimpleGrid cols={{ base: 1, xs: 2, md: grants ? 4 : 3 }} spacing="sm" className="kv-noprint">
        <MultiSelect
          label={t('supply.tell-apart')}
          value={by}
          data={order.filter((dim) => dim !== 'grant' || grants).map((dim) => ({ value: dim, label: t(`supply.by-${dim}`) }))}
          onChange={(next) => set({ by: next.join(',') || undefined, sort: undefined, cols: undefined })}
          hidePickedOptions
        />
        {(['item', 'grant', 'partner'] as const)
          .filter((name) => name !== 'grant' || grants)
          .map((name) => (
            <RecordPicker
              key={`${name} ${url.get(name) ?? ''}`}
              kind={name === 'partner' ? 'org' : name}
              id={`pipeline-${name}`}
              label={t(`supply.by-${name}`)}
              value={url.get(name) === 'none' ? '' : (url.get(name) ?? '')}
              onChange={(id) => set({ [name]: id })}
            />
          ))}
      </SimpleGrid>
      <Legend />
      <ListTable<PipelineRow>
        key={by.join()}
        query={listPipeline}
        input={{ by, ...filter('item'), ...filter('grant'), ...filter('partner'), ...filter('family') }}
        rowKey={(row) => row.key}
        searchField="search"
        columns={[
          ...order.filter((dim) => by.includes(dim)).map((dim) => columnsOf[dim]),
          ...stages,
          ...(grants ? ['daysLeft'] : []),
          'runsOutFrom',
          ...(by.includes('item') ? [] : ['unit']),
        ]}
        cells={cells}
        empty={{ title: t('supply.no-pipeline'), text: t('supply.no-pipeline-text') }}
      />
      <Text size="xs" c="dimmed">
        {t('supply.pipeline-method')}
      </Text>
    </Page>
  );
}

function dimsOf(url: URLSearchParams, grants: boolean): PipelineDimension[] {
  const asked = (url.get('by') ?? 'item,grant')
    .split(',')
    .filter((one): one is PipelineDimension => (pipelineDimensions as readonly string[]).includes(one));
  return asked.filter((dim) => dim !== 'grant' || grants);
}

function Legend() {
  const t = useT();
  return (
    <Box style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 16px' }}>
      {stages.map((stage) => (
        <Text key={stage} size="xs" component="span" style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}>
          <span style={{ width: 10, height: 10, borderRadius: 2, background: colours[stage] }} />
          {t(`column.supply.list-pipeline.${stage}`)}
        </Text>
      ))}
    </Box>
  );
}

function usePipelineCells(by: readonly PipelineDimension[], url: URLSearchParams) {
  const t = useT();
  const navigate = useNavigate();
  const { figure, unit, day } = useFigures();
  const arrivals = useCan(listArrivals.name);
  const search = (row: PipelineRow) => {
    const next = new URLSearchParams();
    const put = (name: string, value: string | null) => value && next.set(name, value);
    put('item', by.includes('item') ? row.itemId : url.get('item'));
    put('family', by.includes('family') ? row.family : url.get('family'));
    put('grant', by.includes('grant') ? (row.grantId ?? 'none') : url.get('grant'));
    put('partner', by.includes('partner') ? (row.partnerId ?? 'none') : url.get('partner'));
    return next;
  };
  const open = (row: PipelineRow, stage: Stage) => {
    const next = search(row);
    if (stage === 'expected') next.set('open', 'yes');
    else next.set('stage', stage);
    void navigate({ to: `${stage === 'expected' ? '/supply/arrivals' : '/supply/pipeline/stage'}?${next.toString()}` });
  };
  const cell = (stage: Stage) => (row: PipelineRow) => {
    const value = row[stage];
    const all = stages.reduce((sum, one) => sum + Math.max(row[one], 0), 0);
    const words = value === 0 ? null : `${row.measured ? '' : '≥ '}${figure(value)}`;
    if (words !== null && stage === 'expected' && !arrivals) return <span className="kv-number">{words}</span>;
    return (
      <div style={{ minWidth: 56 }} className={words === null ? 'kv-none' : undefined}>
        <Opens value={words} label={t(`column.supply.list-pipeline.${stage}`)} onOpen={() => open(row, stage)} />
        <div aria-hidden style={{ height: 4, marginTop: 2, background: 'var(--mantine-color-default-border)', borderRadius: 2 }}>
          <div
            style={{ height: 4, borderRadius: 2, width: `${all > 0 ? (Math.max(value, 0) / all) * 100 : 0}%`, background: colours[stage] }}
          />
        </div>
      </div>
    );
  };
  return {
    itemNames: (row: PipelineRow) => (
      <span style={{ display: 'block', minWidth: 120, maxWidth: 260, whiteSpace: 'normal' }}>
        <bdi>{nameIn(row.itemNames)}</bdi> <span style={{ color: 'var(--mantine-color-dimmed)' }}>{unit(row.unit)}</span>
      </span>
    ),
    familyNames: (row: PipelineRow) => <bdi>{nameIn(row.familyNames)}</bdi>,
    partnerNames: (row: PipelineRow) => <bdi>{nameIn(row.partnerNames) || t('supply.own-goods')}</bdi>,
    grantCode: (row: PipelineRow) => (row.grantCode ? <span className="kv-code">{row.grantCode}</span> : t('supply.no-grant')),
    unit: (row: PipelineRow) => unit(row.unit),
    ...Object.fromEntries(stages.map((stage) => [stage, cell(stage)])),
    endsOn: (row: PipelineRow) => day(row.endsOn),
    daysLeft: (row: PipelineRow) => <DaysLeft row={row} />,
    runsOutFrom: (row: PipelineRow) => <RunsOut row={row} />,
    runsOutTo: (row: PipelineRow) => day(row.runsOutTo),
  };
}

/** Words that break rather than push the last column off the page. */
const narrow = { display: 'block', minWidth: 76, whiteSpace: 'normal' } as const;

function DaysLeft({ row }: { row: PipelineRow }) {
  const t = useT();
  const { day } = useFigures();
  if (row.daysLeft === null) return <span className="kv-none">–</span>;
  const near = row.daysLeft <= 60;
  return (
    <span
      title={day(row.endsOn) ?? ''}
      style={{ ...narrow, ...(near ? { fontWeight: 600, color: 'var(--mantine-color-person-text)' } : {}) }}
    >
      {t(row.daysLeft < 0 ? 'supply.grant-ended-days' : 'supply.grant-ends-days', { count: Math.abs(row.daysLeft) })}
    </span>
  );
}

/** The hint with its error: two days, as the last weeks were faster or slower. */
function RunsOut({ row }: { row: PipelineRow }) {
  const t = useT();
  const { day, figure } = useFigures();
  if (row.runsOutFrom === null || row.runsOutTo === null) return <span className="kv-none">–</span>;
  const title = t('supply.runs-out-hint', { perDay: figure(row.perDay) });
  return (
    <span title={title} style={narrow}>
      {row.runsOutFrom === row.runsOutTo
        ? t('supply.runs-out-about', { day: day(row.runsOutFrom) })
        : t('supply.runs-out-between', { from: day(row.runsOutFrom), to: day(row.runsOutTo) })}
    </span>
  );
}
