import { useState } from 'react';
import { useIntl } from 'react-intl';
import type * as z from 'zod';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  EmptyState,
  Grid,
  Page,
  Paper,
  ProblemNotice,
  SegmentedControl,
  Stack,
  Text,
  Waiting,
  useUrlState,
} from '#foundation/web/ui/index.ts';
import { listPairs } from '../contract/matching.ts';
import type { PairRow } from '../contract/matching.ts';
import { PairDetail } from './PairDetail.tsx';
import { PersonName, Zone, nameIn, useDays } from './words.tsx';

export type Pair = z.output<typeof PairRow>;
const states = ['open', 'unsure', 'different', 'same'] as const;
const most = 100;

/** Pairs of records that may be one person, the surest first; a person decides each. */
export default function PairsPage() {
  const t = useT();
  const [url, setUrl] = useUrlState();
  const state = states.find((one) => one === url.get('state')) ?? 'open';
  const personId = url.get('person');
  const pairs = useAsk(listPairs, { ...(personId ? { personId } : { state }), limit: most }, { keepPrevious: true });
  const [chosen, setChosen] = useState<string | null>(null);
  const rows = pairs.data?.rows ?? [];
  const at = rows.find((row) => row.id === chosen) ?? rows[0];
  return (
    <Page title={t('page.people.pairs')} subtitle={t('people.pairs-text')}>
      <SegmentedControl
        value={state}
        data={states.map((value) => ({ value, label: t(`people.pairs-${value}`) }))}
        style={{ maxWidth: '100%', overflowX: 'auto', alignSelf: 'flex-start' }}
        onChange={(value) => setUrl({ state: value === 'open' ? undefined : value, person: undefined })}
      />
      {pairs.error && <ProblemNotice problem={pairs.error.body} retry={() => void pairs.refetch()} />}
      {!pairs.data && !pairs.error && <Waiting />}
      {pairs.data && rows.length === 0 && <EmptyState title={t('people.no-pairs')}>{t('people.no-pairs-text')}</EmptyState>}
      {at && (
        <Grid gap="md">
          <Grid.Col span={{ base: 12, md: 4 }}>
            <Queue rows={rows} total={pairs.data?.total ?? 0} at={at} onChoose={setChosen} />
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 8 }}>
            <PairDetail key={at.id} pair={at} onDone={() => void pairs.refetch()} />
          </Grid.Col>
        </Grid>
      )}
    </Page>
  );
}

function Queue({ rows, total, at, onChoose }: { rows: readonly Pair[]; total: number; at: Pair; onChoose: (id: string) => void }) {
  const t = useT();
  const intl = useIntl();
  const { day } = useDays();
  return (
    <Paper p="xs">
      <Text size="sm" c="dimmed" p="xs">
        {t('people.pairs-count', { count: total })}
      </Text>
      <Stack gap={4} className="kv-queue">
        {rows.map((row) => (
          <button key={row.id} type="button" className="kv-pick" aria-current={row.id === at.id} onClick={() => onChoose(row.id)}>
            <Text span fw={500}>
              <PersonName of={row.a} />
            </Text>
            {nameIn(row.b, intl.locale.slice(0, 2)) !== nameIn(row.a, intl.locale.slice(0, 2)) && (
              <Text span fw={500}>
                <PersonName of={row.b} />
              </Text>
            )}
            <Text span size="xs" c="dimmed">
              <bdi>{intl.formatNumber(Math.min(row.probability, 0.999), { style: 'percent', maximumFractionDigits: 1 })}</bdi> ·{' '}
              <bdi>{day(row.raisedAt.slice(0, 10))}</bdi>
            </Text>
            <Zone of={row.zone} />
          </button>
        ))}
      </Stack>
    </Paper>
  );
}
