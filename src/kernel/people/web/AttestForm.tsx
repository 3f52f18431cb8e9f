import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, ProblemNotice, Stack } from '#foundation/web/ui/index.ts';
import { attestHousehold } from '../contract/register.ts';
import type { Household } from './HouseholdPage.tsx';
import { AttesterFields } from './register/AttestFields.tsx';
import { attested, nobody } from './register/attesters.ts';
import { useToday } from './words.tsx';

/** Two people vouch for a household that is registered already. */
export function AttestForm({ at, onDone, onCancel }: { at: Household; onDone: () => void; onCancel: () => void }) {
  const t = useT();
  const today = useToday();
  const [said, setSaid] = useState({ attesters: [nobody, nobody] as const, nonePaid: false } as Parameters<typeof attested>[0]);
  const { send, busy, problem } = useSend(attestHousehold);
  const save = async () => {
    const [first, second] = said.attesters;
    const outcome = await send({ householdId: at.id, attestationId: newId(), first, second, nonePaid: true, attestedOn: today });
    if (outcome && outcome.state !== 'refused') onDone();
  };
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      <AttesterFields of={said} set={(change) => setSaid((now) => ({ ...now, ...change }))} />
      <Group>
        <Button loading={busy} disabled={!attested(said)} onClick={() => void save()}>
          {t('command.people.attest-household')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
