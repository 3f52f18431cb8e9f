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
        {reads.data.rows.map((row) => (
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
            </Text>
          </Text>
        ))}
      </Stack>
    </Paper>
  );
}
