import { useState } from 'react';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, Text } from '#foundation/web/ui/index.ts';
import type { EventShown } from '../contract/events.ts';
import { drawList, showNames } from '../contract/register-list.ts';
import { DrawDialog } from './DrawDialog.tsx';
import { NamesDialog } from './NamesDialog.tsx';

/** What may be done with the list as a whole: drawn from the register, names on phones or not. */
export function ListActions({ event, onDone }: { event: EventShown; onDone: () => void }) {
  const t = useT();
  const [asking, setAsking] = useState<'draw' | 'names' | null>(null);
  const hide = useSend(showNames);
  const may = (name: string) => event.abilities.includes(name);
  if (!may(drawList.name) && !may(showNames.name)) return null;
  const done = () => {
    setAsking(null);
    onDone();
  };
  const hideNames = async () => {
    await hide.send({ eventId: event.id });
    onDone();
  };
  return (
    <Group mb="md" gap="sm">
      {may(drawList.name) && <Button onClick={() => setAsking('draw')}>{t('command.assistance.draw-list')}</Button>}
      {may(showNames.name) &&
        (event.namesReason === null ? (
          <Button variant="default" onClick={() => setAsking('names')}>
            {t('command.assistance.show-names')}
          </Button>
        ) : (
          <Button variant="default" loading={hide.busy} onClick={() => void hideNames()}>
            {t('assistance.names-hide')}
          </Button>
        ))}
      <Text size="sm" c={event.namesReason === null ? 'dimmed' : 'waiting'}>
        {event.namesReason === null ? t('assistance.names-off') : t('assistance.names-on', { reason: event.namesReason })}
      </Text>
      {asking === 'draw' && <DrawDialog event={event} onClose={() => setAsking(null)} onDone={done} />}
      {asking === 'names' && <NamesDialog event={event} onClose={() => setAsking(null)} onDone={done} />}
    </Group>
  );
}
