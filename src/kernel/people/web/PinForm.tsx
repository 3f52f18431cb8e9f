import { useState } from 'react';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { Alert, Button, Group, ProblemNotice, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import { setPin } from '../contract/pins.ts';
import { pinDigits } from '../domain/household-pin.ts';
import type { FormProps } from './HouseholdDialogs.tsx';
import { proofOf, typedFault } from './household-pin.ts';

const limits = { least: pinDigits.shortest, most: pinDigits.longest };

/** A household's PIN, typed twice by whoever collects; or none any more. */
export function PinForm({ at, onDone, onCancel }: FormProps) {
  const t = useT();
  const { mission } = useSession();
  const [typed, setTyped] = useState({ pin: '', again: '' });
  const [fault, setFault] = useState<string | null>(null);
  const [making, setMaking] = useState(false);
  const { send, busy, problem } = useSend(setPin);
  const save = async () => {
    const wrong = typedFault(typed.pin, typed.again);
    setFault(wrong ?? null);
    if (wrong) return;
    setMaking(true);
    const pin = await proofOf(typed.pin, mission.slug).finally(() => setMaking(false));
    if ((await send({ householdId: at.id, pin }))?.state === 'applied') onDone();
  };
  const field = (key: 'pin' | 'again', label: string) => (
    <TextInput
      type="password"
      inputMode="numeric"
      autoComplete="off"
      maxLength={pinDigits.longest}
      dir="ltr"
      label={label}
      value={typed[key]}
      onChange={(event) => setTyped({ ...typed, [key]: event.currentTarget.value })}
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack>
        {problem && <ProblemNotice problem={problem} />}
        <Text size="sm">{t('people.pin-text')}</Text>
        {field('pin', t('people.pin-new'))}
        {field('again', t('people.pin-again'))}
        {fault && (
          <Alert color="person" role="alert">
            {t(`people.pin-${fault}`, limits)}
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={busy || making}>
            {t('people.pin-set')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('ui.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function RemovePinForm({ at, onDone, onCancel }: FormProps) {
  const t = useT();
  const { send, busy, problem } = useSend(setPin);
  const remove = async () => {
    if ((await send({ householdId: at.id, pin: null }))?.state === 'applied') onDone();
  };
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      <Text size="sm">{t('people.pin-remove-text')}</Text>
      <Group>
        <Button loading={busy} onClick={() => void remove()}>
          {t('people.pin-remove')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
