import { useState } from 'react';
import { useField } from '#foundation/web/field.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Paper, Stack, Text } from '#foundation/web/ui/index.ts';
import { PinPad } from '#foundation/web/ui/field/index.ts';
import { pinDigits, pinFault } from '../../domain/household-pin.ts';
import { proofOf } from '../household-pin.ts';
import type { HouseProps } from './HouseholdSteps.tsx';

const limits = { least: pinDigits.shortest, most: pinDigits.longest };

/** Whoever collects may choose a PIN, on the clerk's phone, out of the clerk's sight. Nobody has to. */
export function PinPart({ draft, onChange }: HouseProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const done = (pin: string | null) => {
    setOpen(false);
    onChange({ ...draft, pin });
  };
  if (draft.pin)
    return (
      <Alert color="settled">
        {t('people.field-pin-kept')}
        <Button variant="subtle" size="md" onClick={() => done(null)}>
          {t('people.field-pin-none')}
        </Button>
      </Alert>
    );
  if (open) return <TypeTwice onPin={done} onNone={() => done(null)} />;
  return (
    <Button variant="default" size="lg" onClick={() => setOpen(true)}>
      {t('people.field-pin')}
    </Button>
  );
}

function TypeTwice({ onPin, onNone }: { onPin: (proof: string) => void; onNone: () => void }) {
  const t = useT();
  const { mission } = useField();
  const [first, setFirst] = useState<string | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const take = (pin: string) => {
    const fault = first === null ? pinFault(pin) : first === pin ? undefined : 'differs';
    setTold(fault ?? null);
    if (fault) return setFirst(null);
    if (first === null) return setFirst(pin);
    setBusy(true);
    void proofOf(pin, mission.slug).then(onPin, () => setBusy(false));
  };
  return (
    <Paper withBorder p="sm">
      <Stack gap="sm">
        <Text fw={600} size="lg">
          {t(first === null ? 'people.field-pin-first' : 'people.pin-again')}
        </Text>
        <Text size="sm">{t(busy ? 'people.field-pin-working' : 'people.pin-text')}</Text>
        {told && (
          <Text c="person" role="alert">
            {t(`people.pin-${told}`, limits)}
          </Text>
        )}
        <PinPad key={first === null ? 1 : 2} shortest={pinDigits.shortest} longest={pinDigits.longest} busy={busy} onPin={take} />
        <Button variant="subtle" size="md" onClick={onNone}>
          {t('people.field-pin-none')}
        </Button>
      </Stack>
    </Paper>
  );
}
