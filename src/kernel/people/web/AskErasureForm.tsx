import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { CommandForm, Stack, Text } from '#foundation/web/ui/index.ts';
import { askErasure, erasureGrounds } from '../contract/erasure.ts';

/** Asks that somebody be forgotten; nothing happens before a second person has decided. */
export function AskErasureForm({ personId, onDone, onCancel }: { personId: string; onDone: () => void; onCancel: () => void }) {
  const t = useT();
  const [erasureId] = useState(() => newId());
  return (
    <Stack>
      <Text size="sm">{t('people.erasure-ask-text')}</Text>
      <CommandForm
        def={askErasure}
        fixed={{ erasureId, personId }}
        initial={{ ground: 'request' }}
        onDone={onDone}
        onCancel={onCancel}
        fields={[
          {
            name: 'ground',
            kind: 'choice',
            label: t('people.erasure-ground'),
            required: true,
            choices: erasureGrounds.map((value) => ({ value, label: t(`people.erasure-ground-${value}`) })),
          },
          { name: 'reason', kind: 'long', label: t('field.reason'), required: true },
        ]}
      />
    </Stack>
  );
}
