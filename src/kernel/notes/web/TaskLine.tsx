import { useIntl } from 'react-intl';
import { Button, Group, Paper, Status, Text, tell } from '#foundation/web/ui/index.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { SubjectLink } from '#foundation/web/SubjectLink.tsx';
import { closeTask } from '../contract/notes.ts';
import type { TaskRow } from '../contract/notes.ts';

/** One task: what, who, until when, and the button that ends it. */
export function TaskLine({ task, withSubject = false, onDone }: { task: TaskRow; withSubject?: boolean; onDone: () => void }) {
  const t = useT();
  const { send, busy } = useSend(closeTask);
  const title = <bdi>{task.title ?? t('notes.erased')}</bdi>;
  const close = async () => {
    const outcome = await send({ id: task.id });
    if (outcome?.state !== 'applied') return;
    tell(t('notes.done'));
    onDone();
  };
  return (
    <Paper p="sm">
      <Group justify="space-between" gap="sm">
        <div>
          <Text fw={600} td={task.doneAt ? 'line-through' : undefined}>
            {withSubject ? (
              <SubjectLink subject={task.subject} otherwise={title}>
                {title}
              </SubjectLink>
            ) : (
              title
            )}
          </Text>
          <Text size="sm" c="dimmed">
            <bdi>{withSubject ? task.createdBy : task.owner}</bdi> <Due task={task} />
          </Text>
        </div>
        {task.doneAt && <Status tone="settled">{t('notes.done')}</Status>}
        {task.abilities.includes(closeTask.name) && (
          <Button size="compact-sm" variant="default" loading={busy} onClick={() => void close()}>
            {t('notes.mark-done')}
          </Button>
        )}
      </Group>
    </Paper>
  );
}

function Due({ task }: { task: TaskRow }) {
  const t = useT();
  const intl = useIntl();

  if (!task.dueOn || task.doneAt) return null;
  const date = intl.formatDate(`${task.dueOn}T12:00:00Z`, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

  return (
    <Text span c={task.overdue ? 'person' : 'dimmed'}>
      {t(task.overdue ? 'notes.overdue' : 'notes.due', { date })}
    </Text>
  );
}
