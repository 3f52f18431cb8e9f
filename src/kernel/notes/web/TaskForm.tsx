import { useState } from 'react';
import { CommandForm, Select } from '#foundation/web/ui/index.ts';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { newId } from '#foundation/ids.ts';
import { addTask, findPeople } from '../contract/notes.ts';
import type { Subject } from '../contract/notes.ts';

/** Gives someone something to do about the record. */
export function TaskForm({ subject, onDone }: { subject: Subject; onDone: () => void }) {
  const t = useT();
  const [search, setSearch] = useState('');
  const [id, setId] = useState(newId);
  const people = useAsk(findPeople, { search }, { keepPrevious: true });
  const data = (people.data?.people ?? []).map((person) => ({ value: person.id, label: person.name }));
  return (
    <CommandForm
      key={id}
      def={addTask}
      fixed={{ id, subject }}
      initial={{}}
      submitLabel={t('notes.add-task')}
      fields={[
        { name: 'title', kind: 'text', label: t('notes.task-title'), required: true },
        {
          name: 'ownerId',
          kind: 'own',
          label: t('notes.task-owner'),
          required: true,
          render: ({ value, onChange, error, label, id: field }) => (
            <Select
              id={field}
              label={label}
              error={error}
              withAsterisk
              value={(value as string | undefined) ?? null}
              onChange={onChange}
              data={data}
              searchable
              searchValue={search}
              onSearchChange={setSearch}
            />
          ),
        },
        { name: 'dueOn', kind: 'date', label: t('notes.task-due') },
      ]}
      onDone={() => {
        setId(newId());
        onDone();
      }}
    />
  );
}
