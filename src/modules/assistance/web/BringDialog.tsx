import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, Modal, ProblemNotice, Stack, Text } from '#foundation/web/ui/index.ts';
import { bringStock } from '../contract/day.ts';
import type { EventShown } from '../contract/events.ts';
import { AmountFields, linesOf } from './AmountFields.tsx';
import type { Amounts } from './AmountFields.tsx';
import { nameIn } from './words.tsx';

/** More goods came from the store. */
export function BringDialog({ event, onClose, onDone }: { event: EventShown; onClose: () => void; onDone: () => void }) {
  const t = useT();
  const [amounts, setAmounts] = useState<Amounts>({});
  const [documentId] = useState(() => newId());
  const { send, busy, problem } = useSend(bringStock);
  const lines = linesOf(amounts);
  const save = async () => {
    if (!lines?.length) return;
    const outcome = await send({ eventId: event.id, documentId, lines });
    if (outcome && outcome.state !== 'refused') onDone();
  };
  return (
    <Modal opened onClose={onClose} title={t('command.assistance.bring-stock')}>
      <Stack>
        <Text size="sm">{t('assistance.bring-text', { store: nameIn(event.storeNames) })}</Text>
        {problem && <ProblemNotice problem={problem} />}
        <AmountFields items={event.stock.map((row) => row.item)} value={amounts} onChange={setAmounts} />
        <Group>
          <Button loading={busy} disabled={!lines?.length} onClick={() => void save()}>
            {t('command.assistance.bring-stock')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
