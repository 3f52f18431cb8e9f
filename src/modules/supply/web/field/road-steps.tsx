import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useField } from '#foundation/web/field.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Checkbox, Stack, Text, Textarea } from '#foundation/web/ui/index.ts';
import { recordDeparture } from '../../contract/transport/legs.ts';
import { passages, recordPassage, recordSeals } from '../../contract/transport/road.ts';
import { Act, Step } from './parts.tsx';
import { SealsField } from './SealsField.tsx';
import type { TripStep } from './TripWork.tsx';

/** The truck leaves, with the seals that were put on it. */
export function LeaveStep({ trip, now, tell, back }: TripStep) {
  const t = useT();
  const field = useField();
  const [seals, setSeals] = useState<string[]>([]);
  const untold = trip.begins && now.lines.some((line) => line.loaded === null && line.planned > 0);
  return (
    <Step title={t('supply.field-act-leave')} onBack={back}>
      {untold && <Text>{t('supply.field-leave-untold')}</Text>}
      <SealsField label={t('supply.field-seals-put')} seals={seals} onChange={setSeals} />
      <Button size="xl" onClick={() => void tell(recordDeparture, { legId: trip.legId, documentId: newId(field.now().getTime()), seals })}>
        {t('supply.field-keep-leave')}
      </Button>
    </Step>
  );
}

/** Where the truck has come: one tap each, at the moment it happens. */
export function PassageStep({ trip, tell, back }: TripStep) {
  const t = useT();
  const [note, setNote] = useState('');
  const words = note.trim() ? { note: note.trim() } : {};
  return (
    <Step title={t('supply.field-act-passage')} onBack={back}>
      <Textarea
        size="lg"
        label={t('field.note')}
        rows={2}
        dir="auto"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {passages.map((passage) => (
        <Act
          key={passage}
          label={t(`supply.leg-${passage}`)}
          onClick={() => void tell(recordPassage, { legId: trip.legId, passage, ...words })}
        />
      ))}
    </Step>
  );
}

/** Seals that were broken, why, and those put on in their place. */
export function SealsStep({ trip, now, tell, back }: TripStep) {
  const t = useT();
  const [broken, setBroken] = useState<string[]>([]);
  const [put, setPut] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const turn = (seal: string, on: boolean) => setBroken((all) => (on ? [...all, seal] : all.filter((one) => one !== seal)));
  return (
    <Step title={t('supply.field-act-seals')} onBack={back}>
      {now.seals.length === 0 && <Text>{t('supply.field-no-seals')}</Text>}
      <Stack gap="sm">
        {now.seals.map((seal) => (
          <Checkbox
            key={seal}
            size="lg"
            label={t('supply.field-seal-broken', { seal })}
            checked={broken.includes(seal)}
            onChange={(event) => turn(seal, event.currentTarget.checked)}
          />
        ))}
      </Stack>
      <SealsField label={t('supply.field-seals-put')} seals={put} onChange={setPut} />
      <Textarea
        size="lg"
        label={t('supply.field-why')}
        rows={2}
        dir="auto"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button
        size="xl"
        disabled={(broken.length === 0 && put.length === 0) || reason.trim().length < 3}
        onClick={() => void tell(recordSeals, { legId: trip.legId, broken, put, reason: reason.trim() })}
      >
        {t('supply.field-keep')}
      </Button>
    </Step>
  );
}
