import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { dayIn } from '#foundation/time.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useSession } from '#foundation/web/session.ts';
import {
  Box,
  Button,
  Checkbox,
  DateField,
  Group,
  Page,
  Paper,
  ProblemNotice,
  Stack,
  Text,
  TextInput,
  Textarea,
  Title,
  crumb,
} from '#foundation/web/ui/index.ts';
import { listLoadable, planShipment } from '../../contract/transport/shipments.ts';
import { LoadablePicker } from './LoadablePicker.tsx';
import type { Chosen } from './LoadablePicker.tsx';
import { OfficeField, useOffice } from './office.tsx';
import { useQty } from './words.tsx';

/** Plans a consignment: whence, whither, when, and what of the store goes on it. */
export default function NewShipmentPage() {
  const t = useT();
  const qty = useQty();
  const navigate = useNavigate();
  const { now, mission } = useSession();
  const [shipmentId] = useState(newId);
  const [office, setOffice] = useOffice();
  const [origin, setOrigin] = useState('');
  const [consignee, setConsignee] = useState('');
  const [plannedOn, setPlannedOn] = useState(() => dayIn(mission.timeZone, now()));
  const [note, setNote] = useState('');
  const [reason, setReason] = useState('');
  const [free, setFree] = useState(false);
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const loadable = useAsk(listLoadable, { placeId: origin, free }, { enabled: origin !== '', keepPrevious: true });
  const plan = useSend(planShipment);
  const direct = chosen.some((row) => row.row.holdId === null);
  const kg = Math.ceil(chosen.reduce((sum, { row, qty: count }) => sum + (row.weightG ?? 0) * count, 0) / 1000);
  const litres = Math.ceil(chosen.reduce((sum, { row, qty: count }) => sum + (row.volumeCm3 ?? 0) * count, 0) / 1000);
  const ready = origin !== '' && consignee !== '' && chosen.length > 0 && office !== '' && (!direct || reason.trim().length >= 3);
  const submit = async () => {
    const outcome = await plan.send({
      shipmentId,
      office,
      originPlaceId: origin,
      consigneePlaceId: consignee,
      plannedOn,
      ...(note.trim() ? { note } : {}),
      lines: chosen.map(({ lineId, ownHoldId, row, qty: count }) =>
        row.holdId
          ? { lineId, holdId: row.holdId }
          : {
              lineId,
              ownHoldId,
              qty: count,
              reason,
              at: {
                item: row.item.id,
                ...(row.lotId ? { lot: row.lotId } : {}),
                place: row.place.id,
                ...(row.grantId ? { grant: row.grantId } : {}),
                condition: row.condition,
                owner: row.owner as 'own',
              },
            },
      ),
    });
    if (outcome?.state === 'applied') void navigate({ to: `/supply/shipments/${shipmentId}` });
  };
  return (
    <Page
      title={t('page.supply.new-shipment')}
      subtitle={t('supply.new-shipment-text')}
      crumbs={[crumb(t('page.supply.shipments'), '/supply/shipments', navigate)]}
    >
      <Stack gap="md" maw={980}>
        <Paper p="lg">
          <Stack gap="md" maw={560}>
            <RecordPicker
              kind="stock-place"
              label={t('supply.origin')}
              required
              value={origin}
              onChange={(id) => {
                setOrigin(id ?? '');
                setChosen([]);
              }}
              only={{ kinds: 'warehouse,hub,partner-store' }}
            />
            <RecordPicker
              kind="stock-place"
              label={t('supply.consignee')}
              required
              value={consignee}
              onChange={(id) => setConsignee(id ?? '')}
              only={{ kinds: 'partner-store,delivery-point,hub,warehouse' }}
            />
            <DateField label={t('supply.planned-on')} value={plannedOn} onChange={setPlannedOn} />
            <OfficeField value={office} onChange={setOffice} />
            <Textarea
              label={t('field.note')}
              autosize
              minRows={1}
              dir="auto"
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </Stack>
        </Paper>
        <Paper p="lg">
          <Group justify="space-between" mb="sm">
            <Title order={2}>{t('supply.what-goes')}</Title>
            <Checkbox label={t('supply.show-free-stock')} checked={free} onChange={(event) => setFree(event.currentTarget.checked)} />
          </Group>
          {loadable.error && <ProblemNotice problem={loadable.error.body} />}
          <LoadablePicker ready={origin !== ''} free={free} rows={loadable.data?.rows ?? []} chosen={chosen} onChange={setChosen} />
          {direct && (
            <TextInput
              mt="md"
              maw={560}
              label={t('supply.direct-reason')}
              description={t('supply.direct-reason-hint')}
              withAsterisk
              dir="auto"
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
        </Paper>
        {plan.problem && <ProblemNotice problem={plan.problem} />}
        <Box>
          <Group>
            <Button loading={plan.busy} disabled={!ready} onClick={() => void submit()}>
              {t('command.supply.plan-shipment')}
            </Button>
            <Text c="dimmed">{t('supply.chosen-load', { count: chosen.length, kg: qty(kg), litres: qty(litres) })}</Text>
          </Group>
        </Box>
      </Stack>
    </Page>
  );
}
