import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, ProblemNotice, Select, Stack, Textarea } from '#foundation/web/ui/index.ts';
import { lossCauses, recordLoss } from '../../contract/transport/road.ts';
import { PhotoWaiver } from '../PhotoWaiver.tsx';
import { CountTable, PhotosField, countOf } from './fields.tsx';
import type { Counts } from './fields.tsx';
import type { ActionProps } from './LegActionForm.tsx';
import { aboardRows } from './rows.ts';
import { MomentField, useMoment } from './moment.tsx';

/** What was lost or damaged on the way, line by line. */
export function LossForm({ leg, shipment, onDone, onCancel }: ActionProps) {
  const t = useT();
  const { send, busy, problem } = useSend(recordLoss);
  const moment = useMoment();
  const [documentId] = useState(newId);
  const [cause, setCause] = useState<(typeof lossCauses)[number]>('accident');
  const [note, setNote] = useState('');
  const [counts, setCounts] = useState<Counts>({});
  const [photos, setPhotos] = useState<string[]>([]);
  const rows = aboardRows(leg, shipment);
  const lines = rows
    .map((row) => ({ lineId: row.lineId, lost: countOf(counts, row.lineId, 'lost'), damaged: countOf(counts, row.lineId, 'damaged') }))
    .filter((row) => row.lost + row.damaged > 0);
  const submit = async () => {
    const outcome = await send({ legId: leg.id, documentId, cause, note, lines, photos }, moment.at ? { occurredAt: moment.at } : {});
    if (outcome && outcome.state !== 'refused') onDone();
  };
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      <Group grow align="flex-start">
        <MomentField value={moment.local} onChange={moment.set} />
        <Select
          label={t('supply.cause')}
          value={cause}
          allowDeselect={false}
          onChange={(value) => setCause((value ?? 'other') as typeof cause)}
          data={lossCauses.map((value) => ({ value, label: t(`supply.cause-${value}`) }))}
        />
      </Group>
      <Textarea
        label={t('supply.what-happened')}
        withAsterisk
        autosize
        minRows={2}
        dir="auto"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <CountTable
        rows={rows}
        base={t('supply.aboard')}
        columns={[
          { key: 'lost', label: t('supply.lost') },
          { key: 'damaged', label: t('supply.damaged') },
        ]}
        counts={counts}
        onChange={setCounts}
      />
      <PhotoWaiver waived={shipment.waived} />
      <PhotosField label={t('supply.photos')} ids={photos} onChange={setPhotos} />
      <Group>
        <Button loading={busy} disabled={note.trim().length < 3} onClick={() => void submit()}>
          {t('command.supply.record-loss')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
