import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Paper, Stack, Text } from '#foundation/web/ui/index.ts';
import type { WizardProps } from './HouseholdWizard.tsx';
import { PinPart } from './PinPart.tsx';
import { Ask } from './parts.tsx';
import { saidName, useBirthWords } from './words.ts';

/** Everything once more, before it is kept. */
export function Review({ draft, today, onChange, onKeep, onBack }: WizardProps & { onBack: () => void }) {
  const t = useT();
  const born = useBirthWords();
  const [busy, setBusy] = useState(false);
  const keep = async () => {
    setBusy(true);
    await onKeep().finally(() => setBusy(false));
  };
  return (
    <Ask
      title={t('people.field-review')}
      part={1}
      next={t('people.field-keep')}
      onNext={() => void (busy ? undefined : keep())}
      onBack={onBack}
    >
      <Stack gap="sm">
        {draft.members.map((one) => (
          <Paper key={one.personId} withBorder p="sm">
            <Text size="lg" fw={600} dir="auto">
              {saidName(one)}
            </Text>
            <Text size="sm">
              {[
                t(`people.relation-${one.relation}`),
                one.sex && t(`people.sex-${one.sex}`),
                born(one.birth, today),
                draft.collector === one.personId && t('people.field-collects'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
            {one.idNumber && (
              <Text size="sm">
                {t(`people.identifier-${one.idType ?? 'other'}`)} · <bdi className="kv-code">{one.idNumber}</bdi>
              </Text>
            )}
          </Paper>
        ))}
        {draft.attesters && (
          <Text>{t('people.field-attested-by', { first: draft.attesters[0].name, second: draft.attesters[1].name })}</Text>
        )}
        <PinPart draft={draft} onChange={onChange} />
      </Stack>
    </Ask>
  );
}
