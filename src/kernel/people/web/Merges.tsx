import { Link } from '@tanstack/react-router';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, Group, Paper, ProblemNotice, Stack, Text, Title } from '#foundation/web/ui/index.ts';
import { undoMerge } from '../contract/matching.ts';
import type { Person } from './PersonPage.tsx';
import { PersonName, useDays } from './words.tsx';

/** Records that were joined into this one; each can be given back. */
export function Merges({ at, onDone }: { at: Person; onDone: () => void }) {
  const t = useT();
  const { day } = useDays();
  const undo = useSend(undoMerge);
  const may = useCan(undoMerge.name) && at.status !== 'merged';
  if (at.merges.length === 0) return null;
  const giveBack = async (mergeId: string) => {
    const outcome = await undo.send({ mergeId });
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <Paper p="md">
      <Title order={2} mb="xs">
        {t('people.section-merges')}
      </Title>
      {undo.problem && <ProblemNotice problem={undo.problem} />}
      <Stack gap="xs">
        {at.merges.map((merge) => (
          <Group key={merge.id} justify="space-between">
            <div>
              <Link to={`/people/persons/${merge.from.id}`} className="kv-opens">
                <PersonName of={merge.from} /> <span className="kv-code">{merge.from.number}</span>
              </Link>
              <Text size="sm" c="dimmed">
                <bdi>{merge.mergedBy}</bdi>, {day(merge.mergedAt.slice(0, 10))}: <bdi>{merge.reason}</bdi>
              </Text>
            </div>
            {may && (
              <Button size="xs" variant="default" loading={undo.busy} onClick={() => void giveBack(merge.id)}>
                {t('command.people.undo-merge')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}
