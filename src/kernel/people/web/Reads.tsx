import type * as z from 'zod';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Paper, Stack, Text, Title } from '#foundation/web/ui/index.ts';
import { listReads } from '../contract/desk.ts';
import { useDays } from './words.tsx';

/** Who opened this record, for those who may know. */
export function Reads({ kind, id }: { kind: 'person' | 'household'; id: string }) {
  const t = useT();
  const { moment } = useDays();
  const may = useCan(listReads.name);
  const reads = useAsk(listReads, { kind, id }, { enabled: may });
  if (!may || !reads.data) return null;
  return (
    <Paper p="md">
      <Title order={2} mb={4}>
        {t('people.section-reads')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('people.reads-text', { count: Math.min(50, reads.data.total) })}
      </Text>
      {reads.data.rows.length === 0 && <Text c="dimmed">{t('people.reads-none')}</Text>}
      <Stack gap={4} mah={260} style={{ overflowY: 'auto' }} tabIndex={0} aria-label={t('people.section-reads')}>
        {together(reads.data.rows, moment).map(({ row, times }) => (
          <Text key={row.id} size="sm">
            <bdi>{row.by}</bdi>
            {row.program && (
              <>
                {' · '}
                <bdi>{row.program}</bdi>
              </>
            )}
            <Text span c="dimmed">
              {' · '}
              {moment(row.at)}
              {row.printed && ` · ${t('people.printed')}`}
              {times > 1 && ` · ${t('people.read-times', { count: times })}`}
            </Text>
          </Text>
        ))}
      </Stack>
    </Paper>
  );
}

type Read = z.output<typeof listReads.output>['rows'][number];
/** One line for whoever opened it again within the same minute: a page that is worked on asks anew after each act. */
function together(rows: readonly Read[], moment: (at: string) => string): { row: Read; times: number }[] {
  const lines: { row: Read; times: number }[] = [];
  for (const row of rows) {
    const last = lines.at(-1);
    const same = last && (['by', 'program', 'printed'] as const).every((key) => last.row[key] === row[key]);
    if (same && moment(last.row.at) === moment(row.at)) last.times += 1;
    else lines.push({ row, times: 1 });
  }
  return lines;
}
