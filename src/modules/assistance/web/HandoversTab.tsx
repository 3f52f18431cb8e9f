import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, Group, Stack } from '#foundation/web/ui/index.ts';
import type { EventShown } from '../contract/events.ts';
import { recordHandover, undoHandover } from '../contract/handovers.ts';
import { HandoverForm } from './HandoverForm.tsx';
import { Handovers } from './Handovers.tsx';

/** A token stands for one household. */
const columns = ['occurredAt', 'laneNo', 'number', 'households', 'size', 'proof', 'source', 'oddities', 'undoneAt'];

/** What was given, hand-over by hand-over; the desk tells one that no phone did. */
export function HandoversTab({ event }: { event: EventShown }) {
  const t = useT();
  const mayUndo = useCan(undoHandover.name);
  const [telling, setTelling] = useState(false);
  return (
    <Stack>
      {event.abilities.includes(recordHandover.name) && (
        <Group>
          <Button variant="default" onClick={() => setTelling(true)}>
            {t('command.assistance.record-handover')}
          </Button>
        </Group>
      )}
      <Handovers
        name="given"
        input={{ eventId: event.id }}
        columns={event.admits === 'list' ? columns.filter((one) => one !== 'households') : columns}
        mayUndo={mayUndo}
        empty={{ title: t('assistance.no-handovers'), text: t('assistance.no-handovers-text') }}
      />
      {telling && <HandoverForm event={event} onClose={() => setTelling(false)} />}
    </Stack>
  );
}
