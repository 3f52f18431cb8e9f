import type * as z from 'zod';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useWhen } from '#foundation/web/when.ts';
import { Button, EmptyState, Group, Paper, ProblemNotice, Stack, Status, Text, Title } from '#foundation/web/ui/index.ts';
import { dropList } from '../contract/screening.ts';
import type { listLists } from '../contract/screening.ts';
import { useDay } from './words.tsx';

type Lists = z.output<typeof listLists.output>['rows'];
const tones = { active: 'settled', loading: 'waiting', past: 'stopped', dropped: 'stopped' } as const;

/** Each list with its versions: when it was published, loaded by whom, and the hash of its file. */
export function ScreeningLists({ rows, may, onDone }: { rows: Lists; may: readonly string[]; onDone: () => void }) {
  const t = useT();
  const when = useWhen();
  const day = useDay();
  const drop = useSend(dropList);
  if (rows.length === 0) return <EmptyState title={t('orgs.no-lists')}>{t('orgs.no-lists-text')}</EmptyState>;
  return (
    <Stack>
      {drop.problem && <ProblemNotice problem={drop.problem} />}
      {rows.map((list) => (
        <Paper key={list.id} p="md">
          <Title order={3}>
            <bdi>{list.name}</bdi> <span className="kv-code">{list.code}</span>
          </Title>
          <Text size="sm" c="dimmed" mb="sm">
            <bdi>{list.source}</bdi>
          </Text>
          <Stack gap="xs">
            {list.versions.map((version) => (
              <Group key={version.id} gap="sm" justify="space-between">
                <div>
                  <Text>
                    {t('orgs.list-of', { day: day(version.publishedOn) })} · {t('orgs.entries', { count: version.entries })}
                  </Text>
                  <Text size="sm" c="dimmed">
                    {t('orgs.loaded', { by: version.loadedBy, at: when(version.loadedAt) })} ·{' '}
                    <span className="kv-code" title={version.fileHash}>
                      {version.fileHash.slice(0, 12)}
                    </span>
                  </Text>
                </div>
                <Group gap="xs">
                  <Status tone={tones[version.state]}>{t(`orgs.list-${version.state}`)}</Status>
                  {version.state === 'loading' && may.includes(dropList.name) && (
                    <Button size="xs" variant="default" onClick={() => void drop.send({ versionId: version.id }).then(onDone)}>
                      {t('command.orgs.drop-list')}
                    </Button>
                  )}
                </Group>
              </Group>
            ))}
          </Stack>
        </Paper>
      ))}
    </Stack>
  );
}
