import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Checkbox, PhotoTaker, SignaturePad, SimpleGrid, Stack, Text, Textarea } from '#foundation/web/ui/index.ts';
import type { Signed } from '#foundation/web/ui/index.ts';
import { recordRefusal } from '../../contract/transport/field.ts';
import { refusalReasons } from '../../contract/transport/shared.ts';
import { aboardTotal } from '../../domain/transport/aboard.ts';
import { PhotoWaiver } from '../PhotoWaiver.tsx';
import { nameIn } from '../transport/words.tsx';
import { Step } from './parts.tsx';
import type { TripStep } from './TripWork.tsx';

/** Goods that nobody takes in: they stay on the truck, and dispatch is told at once. */
export function RefuseStep({ trip, now, tell, back }: TripStep) {
  const t = useT();
  const lines = now.lines.filter((line) => aboardTotal(line) > 0 && !line.counted);
  const [chosen, setChosen] = useState<readonly string[]>(() => lines.map((line) => line.lineId));
  const [reason, setReason] = useState<(typeof refusalReasons)[number] | ''>('');
  const [note, setNote] = useState('');
  const [photos, setPhotos] = useState<Blob[]>([]);
  const [signed, setSigned] = useState<Signed>({ name: '', picture: null });
  const turn = (lineId: string, on: boolean) => setChosen((all) => (on ? [...all, lineId] : all.filter((one) => one !== lineId)));
  const keep = () => {
    const name = signed.name.trim();
    return tell(
      recordRefusal,
      {
        legId: trip.legId,
        lineIds: chosen,
        reason,
        ...(note.trim() ? { note: note.trim() } : {}),
        signatures: name ? [{ role: 'receiver', name }] : [],
      },
      { photos: signed.picture ? [...photos, signed.picture] : photos },
    );
  };
  return (
    <Step title={t('supply.field-act-refuse')} onBack={back}>
      <Text>{t('supply.field-refuse-text')}</Text>
      <Stack gap="sm">
        {lines.map((line) => (
          <Checkbox
            key={line.lineId}
            size="lg"
            label={nameIn(line.item)}
            checked={chosen.includes(line.lineId)}
            onChange={(event) => turn(line.lineId, event.currentTarget.checked)}
          />
        ))}
      </Stack>
      <SimpleGrid cols={2} spacing="sm" role="group" aria-label={t('supply.field-why')}>
        {refusalReasons.map((value) => (
          <Button
            key={value}
            size="xl"
            px="xs"
            fz="md"
            variant={reason === value ? 'filled' : 'default'}
            aria-pressed={reason === value}
            onClick={() => setReason(value)}
          >
            {t(`supply.refusal-${value}`)}
          </Button>
        ))}
      </SimpleGrid>
      <Textarea
        size="lg"
        label={t('field.note')}
        rows={2}
        dir="auto"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <PhotoWaiver waived={trip.waived} />
      <PhotoTaker photos={photos} onChange={setPhotos} />
      <SignaturePad label={t('supply.field-signed-refusal')} value={signed} onChange={setSigned} />
      <Button size="xl" color="person" disabled={chosen.length === 0 || reason === ''} onClick={() => void keep()}>
        {t('supply.field-keep-refusal')}
      </Button>
    </Step>
  );
}
