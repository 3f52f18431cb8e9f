import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useField } from '#foundation/web/field.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, SegmentedControl, Stack, Text, Title } from '#foundation/web/ui/index.ts';
import { stopEvent, stopReasons } from '../../contract/day.ts';
import type { LanePack } from '../../contract/field/lane.ts';

/** One button freezes the day: why, and what becomes of the stock. */
export function StopStep({ pack, onBack }: { pack: LanePack; onBack: () => void }) {
  const t = useT();
  const field = useField();
  const [stock, setStock] = useState<'secured' | 'returned'>('secured');
  const stop = async (why: (typeof stopReasons)[number]) => {
    await field.record(
      stopEvent,
      { eventId: pack.eventId, documentId: newId(), why, stock },
      { subject: { kind: 'assistance-event', id: pack.eventId }, title: pack.number },
    );
    onBack();
  };
  return (
    <Stack gap="md">
      <Title order={2}>{t('command.assistance.stop-event')}</Title>
      <Text size="lg">{t('assistance.field-stop-text')}</Text>
      <SegmentedControl
        size="lg"
        fullWidth
        orientation="vertical"
        value={stock}
        data={(['secured', 'returned'] as const).map((value) => ({ value, label: t(`assistance.stock-${value}`) }))}
        onChange={(next) => setStock(next as typeof stock)}
      />
      {stopReasons.map((why) => (
        <Button key={why} size="xl" color="person" onClick={() => void stop(why)}>
          {t(`assistance.why-${why}`)}
        </Button>
      ))}
      <Button size="xl" variant="default" onClick={onBack}>
        {t('assistance.field-back')}
      </Button>
    </Stack>
  );
}
