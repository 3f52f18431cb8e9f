import { EmptyState, Page, ProblemNotice, Stack, Waiting } from '#foundation/web/ui/index.ts';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { listMyTasks } from '../contract/notes.ts';
import { TaskLine } from './TaskLine.tsx';

/** One's own open tasks, by date. */
export default function MyTasksPage() {
  const t = useT();
  const tasks = useAsk(listMyTasks, { limit: 200 });
  return (
    <Page title={t('page.notes.my-tasks')}>
      {tasks.error && <ProblemNotice problem={tasks.error.body} retry={() => void tasks.refetch()} />}
      {tasks.isPending && <Waiting />}
      {tasks.data?.rows.length === 0 && <EmptyState title={t('notes.no-tasks')}>{t('notes.tasks-empty')}</EmptyState>}
      <Stack gap="xs" maw={760}>
        {tasks.data?.rows.map((task) => (
          <TaskLine key={task.id} task={task} withSubject onDone={() => void tasks.refetch()} />
        ))}
      </Stack>
    </Page>
  );
}
