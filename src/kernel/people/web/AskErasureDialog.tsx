import { useState } from 'react';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Modal, Stack, Text, TextInput, tell } from '#foundation/web/ui/index.ts';
import { listPersons } from '../contract/queries.ts';
import { readNumber } from '../domain/numbers.ts';
import { AskErasureForm } from './AskErasureForm.tsx';

/** A letter names somebody by number: who it is stands there before anything is asked. */
export function AskErasureDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const number = readNumber(typed);
  const found = useAsk(listPersons, { search: number ?? '', limit: 1 }, { enabled: number !== undefined });
  const person = number !== undefined && found.data?.rows.find((row) => row.number === number);
  const done = () => {
    tell(t('people.erasure-asked'));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('command.people.ask-erasure')}>
      <Stack>
        <TextInput
          label={t('people.erasure-whose')}
          description="P-XXXXX-XXXXX-00"
          dir="ltr"
          value={typed}
          error={number !== undefined && found.data && !person ? t('problem.people.person-not-found') : undefined}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {person && (
          <>
            <Text fw={600} dir="auto">
              {person.name}
            </Text>
            <AskErasureForm key={person.id} personId={person.id} onDone={done} onCancel={onClose} />
          </>
        )}
      </Stack>
    </Modal>
  );
}
