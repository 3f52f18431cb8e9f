import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, CommandForm, MultiSelect, Stack } from '#foundation/web/ui/index.ts';
import { demandChannels, demandClasses, receiveDemand } from '../contract/demands.ts';

/** Writes down that somebody outside asks for data. */
export function ReceiveForm({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const t = useT();
  const [demandId] = useState(newId);
  return (
    <Stack>
      <Alert color="lake">{t('demands.give-nothing')}</Alert>
      <CommandForm
        def={receiveDemand}
        fixed={{ demandId }}
        initial={{ channel: 'letter', classes: [] }}
        onDone={onDone}
        onCancel={onCancel}
        fields={[
          { name: 'who', kind: 'text', label: t('demands.who'), hint: t('demands.who-hint'), required: true },
          {
            name: 'orgId',
            kind: 'own',
            label: t('demands.org'),
            render: (field) => (
              <RecordPicker
                kind="org"
                id={field.id}
                label={field.label}
                error={field.error}
                value={typeof field.value === 'string' ? field.value : ''}
                onChange={field.onChange}
              />
            ),
          },
          {
            name: 'channel',
            kind: 'choice',
            label: t('demands.channel'),
            required: true,
            choices: demandChannels.map((value) => ({ value, label: t(`demands.channel-${value}`) })),
          },
          {
            name: 'classes',
            kind: 'own',
            label: t('demands.classes'),
            required: true,
            render: (field) => (
              <MultiSelect
                id={field.id}
                label={field.label}
                required
                error={field.error}
                data={demandClasses.map((value) => ({ value, label: t(`demands.class-${value}`) }))}
                value={Array.isArray(field.value) ? (field.value as string[]) : []}
                onChange={field.onChange}
              />
            ),
          },
          { name: 'asks', kind: 'long', label: t('demands.asks'), hint: t('demands.asks-hint'), required: true },
          { name: 'dueOn', kind: 'date', label: t('demands.due-on'), hint: t('demands.due-on-hint') },
        ]}
      />
    </Stack>
  );
}
