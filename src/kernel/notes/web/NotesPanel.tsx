import { useState } from 'react';

import {
  Button,
  EmptyState,
  Group,
  MultiSelect,
  Paper,
  ProblemNotice,
  Stack,
  Tabs,
  Text,
  Textarea,
  Waiting,
} from '#foundation/web/ui/index.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { useWhen } from '#foundation/web/when.ts';
import { newId } from '#foundation/ids.ts';
import { addComment, addTask, attachFile, findPeople, getNotes, removeComment } from '../contract/notes.ts';
import type { Subject } from '../contract/notes.ts';
import { Files } from './Files.tsx';
import { TaskForm } from './TaskForm.tsx';
import { TaskLine } from './TaskLine.tsx';

type Notes = (typeof getNotes)['output']['_output'];

/** Comments, tasks and files of a record; any room may show it beside a record of its own. */
export default function NotesPanel({ subject }: { subject: Subject }) {
  const t = useT();
  const may = useCan(getNotes.permission);
  const notes = useAsk(getNotes, { subject }, { enabled: may });
  const again = () => void notes.refetch();
  // A record may be seen without what is said about it.
  if (!may || notes.error?.body.type === 'common.not-permitted') return null;
  if (notes.error) return <ProblemNotice problem={notes.error.body} retry={again} />;
  if (!notes.data) return <Waiting />;
  const { comments, tasks, attachments, abilities } = notes.data;
  const open = tasks.filter((task) => !task.doneAt).length;
  return (
    <Tabs defaultValue="comments">
      <Tabs.List mb="sm">
        <Tabs.Tab value="comments">
          {t('notes.comments')} {comments.length || ''}
        </Tabs.Tab>
        <Tabs.Tab value="tasks">
          {t('notes.tasks')} {open || ''}
        </Tabs.Tab>
        <Tabs.Tab value="files">
          {t('notes.files')} {attachments.length || ''}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="comments">
        <Stack gap="xs">
          {comments.length === 0 && <EmptyState title={t('notes.comments')}>{t('notes.empty')}</EmptyState>}
          {comments.map((comment) => (
            <Comment key={comment.id} comment={comment} onGone={again} />
          ))}
          {abilities.includes(addComment.name) && <Writer subject={subject} onDone={again} />}
        </Stack>
      </Tabs.Panel>
      <Tabs.Panel value="tasks">
        <Stack gap="xs">
          {tasks.map((task) => (
            <TaskLine key={task.id} task={task} onDone={again} />
          ))}
          {abilities.includes(addTask.name) && <TaskForm subject={subject} onDone={again} />}
        </Stack>
      </Tabs.Panel>
      <Tabs.Panel value="files">
        <Files subject={subject} files={attachments} mayAdd={abilities.includes(attachFile.name)} onChange={again} />
      </Tabs.Panel>
    </Tabs>
  );
}

function Comment({ comment, onGone }: { comment: Notes['comments'][number]; onGone: () => void }) {
  const t = useT();
  const when = useWhen();
  const { send, busy } = useSend(removeComment);
  return (
    <Paper p="sm">
      <Text size="sm" c="dimmed">
        <bdi>{comment.author}</bdi> · <bdi>{when(comment.writtenAt)}</bdi>
      </Text>
      {comment.text === null ? (
        <Text c="dimmed" fs="italic">
          {t(comment.removedAt ? 'notes.removed' : 'notes.erased')}
        </Text>
      ) : (
        <Text dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
          {comment.text}
        </Text>
      )}
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {comment.mentions.map((person) => (
            <bdi key={person.id} style={{ marginInlineEnd: 12 }}>
              @{person.name}
            </bdi>
          ))}
        </Text>
        {comment.abilities.includes(removeComment.name) && (
          <Button size="compact-xs" variant="subtle" color="gray" loading={busy} onClick={() => void send({ id: comment.id }).then(onGone)}>
            {t('notes.remove')}
          </Button>
        )}
      </Group>
    </Paper>
  );
}

function Writer({ subject, onDone }: { subject: Subject; onDone: () => void }) {
  const t = useT();
  const { send, busy, problem } = useSend(addComment);
  const [text, setText] = useState('');
  const [mentions, setMentions] = useState<string[]>([]);
  const post = async () => {
    const outcome = await send({ id: newId(), subject, text, mentions });
    if (!outcome || outcome.state === 'refused') return;
    setText('');
    setMentions([]);
    onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void post();
      }}
    >
      <Stack gap="xs">
        {problem && <ProblemNotice problem={problem} />}
        <Textarea
          label={t('notes.write')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={2}
          maxLength={4000}
          dir="auto"
        />
        <People value={mentions} onChange={setMentions} label={t('notes.mention')} />
        <Group>
          <Button type="submit" loading={busy} disabled={text.trim() === ''}>
            {t('notes.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Names people of the mission; those chosen stay though the search goes on. */
function People({ value, onChange, label }: { value: string[]; onChange: (value: string[]) => void; label: string }) {
  const [search, setSearch] = useState('');
  const [known, setKnown] = useState<Record<string, string>>({});
  const found = useAsk(findPeople, { search }, { keepPrevious: true });
  const people = { ...known, ...Object.fromEntries((found.data?.people ?? []).map((person) => [person.id, person.name])) };
  const choose = (ids: string[]) => {
    setKnown(Object.fromEntries(ids.map((id) => [id, people[id] ?? ''])));
    onChange(ids);
  };
  return (
    <MultiSelect
      label={label}
      value={value}
      onChange={choose}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      data={Object.entries(people).map(([id, name]) => ({ value: id, label: name }))}
    />
  );
}
