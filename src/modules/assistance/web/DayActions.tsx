import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, CommandForm, Modal, Stack, Text, tell } from '#foundation/web/ui/index.ts';
import type { FieldSpec } from '#foundation/web/ui/index.ts';
import { bringStock, openEvent, releaseStock, rescheduleEvent, reserveStock, stopEvent, stopReasons } from '../contract/day.ts';
import { cancelEvent, changeEvent } from '../contract/events.ts';
import type { EventShown } from '../contract/events.ts';
import { BringDialog } from './BringDialog.tsx';

/** What may be done with the day now: the next step as the one coloured button. */
export function DayActions({ event, onDone }: { event: EventShown; onDone: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const may = (name: string) => event.abilities.includes(name);
  const [asking, setAsking] = useState<'stop' | 'reschedule' | 'cancel' | 'bring' | null>(null);
  const { step, busy } = useSteps(event, onDone);
  const done = () => {
    setAsking(null);
    tell(t('assistance.day-saved'));
    onDone();
  };
  return (
    <>
      {may(changeEvent.name) && (
        <Button variant="default" onClick={() => void navigate({ to: `/assistance/events/${event.id}/change` })}>
          {t('command.assistance.change-event')}
        </Button>
      )}
      {may(cancelEvent.name) && (
        <Button variant="default" onClick={() => setAsking('cancel')}>
          {t('command.assistance.cancel-event')}
        </Button>
      )}
      {may(rescheduleEvent.name) && (
        <Button variant="default" onClick={() => setAsking('reschedule')}>
          {t('command.assistance.reschedule-event')}
        </Button>
      )}
      {may(releaseStock.name) && (
        <Button variant="default" loading={busy} onClick={() => void step('release')}>
          {t('command.assistance.release-stock')}
        </Button>
      )}
      {may(bringStock.name) && event.state === 'open' && (
        <Button variant="default" onClick={() => setAsking('bring')}>
          {t('command.assistance.bring-stock')}
        </Button>
      )}
      {may(reserveStock.name) && event.state === 'planned' && (
        <Button loading={busy} onClick={() => void step('reserve')}>
          {t('command.assistance.reserve-stock')}
        </Button>
      )}
      {may(openEvent.name) && event.state !== 'planned' && (
        <Button loading={busy} onClick={() => void step('open')}>
          {t(event.state === 'stopped' ? 'assistance.go-on' : 'command.assistance.open-event')}
        </Button>
      )}
      {may(stopEvent.name) && (
        <Button color="person" onClick={() => setAsking('stop')}>
          {t('command.assistance.stop-event')}
        </Button>
      )}
      {asking === 'bring' && <BringDialog event={event} onClose={() => setAsking(null)} onDone={done} />}
      {asking && asking !== 'bring' && <Ask asking={asking} event={event} onClose={() => setAsking(null)} onDone={done} />}
    </>
  );
}

/** Steps that ask nothing. */
function useSteps(event: EventShown, onDone: () => void) {
  const t = useT();
  const reserve = useSend(reserveStock);
  const release = useSend(releaseStock);
  const open = useSend(openEvent);
  const step = async (which: 'reserve' | 'release' | 'open') => {
    const eventId = event.id;
    const outcome =
      which === 'open'
        ? await open.send({ eventId, documentId: newId() })
        : await (which === 'reserve' ? reserve : release).send({ eventId });
    if (outcome?.state === 'refused')
      tell(t(`problem.${outcome.problem.type}`, outcome.problem.figures as Record<string, string>), 'person');
    else if (outcome) tell(t('assistance.day-saved'));
    onDone();
  };
  return { step, busy: reserve.busy || release.busy || open.busy };
}

const reason = (t: ReturnType<typeof useT>): FieldSpec => ({ name: 'reason', kind: 'long', label: t('field.reason'), required: true });

function Ask({
  asking,
  event,
  onClose,
  onDone,
}: {
  asking: 'stop' | 'reschedule' | 'cancel';
  event: EventShown;
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useT();
  const choices = (key: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`assistance.${key}-${value}`) }));
  const common = { onCancel: onClose, onDone };
  return (
    <Modal opened onClose={onClose} title={t(`command.assistance.${asking}-event`)}>
      <Stack>
        <Text size="sm">{t(`assistance.${asking}-text`)}</Text>
        {asking === 'stop' && (
          <CommandForm
            def={stopEvent}
            fixed={{ eventId: event.id, documentId: newId() }}
            initial={{ why: 'security', stock: 'secured' }}
            fields={[
              {
                name: 'why',
                kind: 'choice',
                label: t('assistance.stop-why'),
                required: true,
                choices: choices('why', stopReasons),
              },
              {
                name: 'stock',
                kind: 'choice',
                label: t('assistance.stop-stock'),
                required: true,
                choices: choices('stock', ['secured', 'returned']),
              },
              { name: 'note', kind: 'long', label: t('field.note') },
            ]}
            {...common}
          />
        )}
        {asking === 'reschedule' && (
          <CommandForm
            def={rescheduleEvent}
            fixed={{ eventId: event.id }}
            initial={{ givesOn: event.givesOn, reason: '' }}
            fields={[{ name: 'givesOn', kind: 'date', label: t('column.assistance.list-events.givesOn'), required: true }, reason(t)]}
            {...common}
          />
        )}
        {asking === 'cancel' && (
          <CommandForm def={cancelEvent} fixed={{ eventId: event.id }} initial={{ reason: '' }} fields={[reason(t)]} {...common} />
        )}
      </Stack>
    </Modal>
  );
}
