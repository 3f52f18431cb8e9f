import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Alert,
  Button,
  Checkbox,
  Group,
  NumberField,
  Paper,
  ProblemNotice,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Textarea,
} from '#foundation/web/ui/index.ts';
import { recordDelivery, unitStates } from '../../contract/transport/deliveries.ts';
import type { getIncoming } from '../../contract/transport/deliveries.ts';
import { refusalReasons } from '../../contract/transport/shared.ts';
import { linesAtStake } from '../../domain/transport/accounts.ts';
import { LineScan, lineId } from '../scan/LineScan.tsx';
import { PhotoWaiver } from '../PhotoWaiver.tsx';
import { PhotosField } from './fields.tsx';
import { MomentField, useMoment } from './moment.tsx';
import { nameIn, useDay, useQty } from './words.tsx';

type Incoming = (typeof getIncoming)['output']['_output'];
type Line = Incoming['lines'][number];
export type Told = (typeof recordDelivery)['result']['_output'];

interface Counted {
  readonly good: number | string | undefined;
  readonly damaged: number | string | undefined;
  readonly refused: number | string | undefined;
  readonly refusedFor: (typeof refusalReasons)[number] | undefined;
  readonly note: string;
}
const whole = (value: Counted['good']) => (typeof value === 'number' ? Math.max(0, Math.round(value)) : 0);

const nothing: Counted = { good: undefined, damaged: undefined, refused: undefined, refusedFor: undefined, note: '' };
const isTold = (count: Counted | undefined) =>
  typeof count?.good === 'number' || typeof count?.damaged === 'number' || whole(count?.refused) > 0;
const isReasoned = (count: Counted | undefined) => whole(count?.refused) === 0 || count?.refusedFor !== undefined;

const findableOf = (line: Line) => ({ key: line.lineId, itemId: line.item.id, lotCode: line.lotCode, units: line.units });

/** Counts a truck's load line by line; what is missing or extra is said at once, in words. */
export function ReceiveForm({ incoming, again, onTold }: { incoming: Incoming; again: boolean; onTold: (told: Told) => void }) {
  const t = useT();
  const { send, busy, problem } = useSend(recordDelivery);
  const moment = useMoment();
  const [ids] = useState(() => ({ deliveryId: newId(), documentId: newId() }));
  const [counts, setCounts] = useState<Readonly<Record<string, Counted>>>({});
  const [units, setUnits] = useState<Readonly<Record<string, (typeof unitStates)[number]>>>({});
  const [photos, setPhotos] = useState<string[]>([]);
  const [signers, setSigners] = useState({ receiver: '', transporter: '' });
  const [note, setNote] = useState('');
  const [fromPaper, setFromPaper] = useState(false);
  const [returned, setReturned] = useState(incoming.turnedBack);
  const [ofRefused, setOfRefused] = useState(true);
  const set = (lineId: string, change: Partial<Counted>) =>
    setCounts((now) => ({ ...now, [lineId]: { ...nothing, ...now[lineId], ...change } }));
  const waiting = incoming.lines.some((line) => line.refused > 0);
  const rest = waiting && (ofRefused || returned);
  const lines = linesAtStake(incoming.lines, rest);
  const all = () => setCounts(Object.fromEntries(lines.map((line) => [line.lineId, { ...nothing, good: line.sent }])));
  /** A pallet that is scanned has arrived: what stands on it is counted, once. */
  const found = (_key: string, unitId?: string) => {
    if (unitId === undefined || units[unitId] !== undefined) return;
    setUnits((now) => ({ ...now, [unitId]: 'whole' }));
    for (const line of lines) {
      const on = line.units.find((unit) => unit.unitId === unitId);
      if (on) set(line.lineId, { good: whole(counts[line.lineId]?.good) + on.qty });
    }
  };
  const counted = lines.filter((line) => isTold(counts[line.lineId]));
  const submit = async () => {
    const outcome = await send(
      {
        ...ids,
        legId: incoming.legId,
        placeId: returned ? incoming.originPlaceId : incoming.place.id,
        returned,
        ...(rest ? { ofRefused: true } : {}),
        lines: counted.map((line) => {
          const count = counts[line.lineId]!;
          return {
            lineId: line.lineId,
            good: whole(count.good),
            damaged: whole(count.damaged),
            ...(whole(count.refused) > 0 ? { refused: whole(count.refused), refusedFor: count.refusedFor } : {}),
            ...(count.note.trim() ? { note: count.note } : {}),
          };
        }),
        units: Object.entries(units).map(([unitId, state]) => ({ unitId, state })),
        signatures: (['receiver', 'transporter'] as const).flatMap((role) => (signers[role].trim() ? [{ role, name: signers[role] }] : [])),
        photos,
        fromPaper,
        ...(note.trim() ? { note } : {}),
      },
      moment.at ? { occurredAt: moment.at } : {},
    );
    if (outcome?.state === 'applied') onTold(outcome.result as Told);
  };
  return (
    <Stack gap="md">
      {waiting && (
        <Checkbox
          label={t('supply.of-refused')}
          description={t('supply.of-refused-hint')}
          checked={rest}
          disabled={returned}
          onChange={(event) => setOfRefused(event.currentTarget.checked)}
        />
      )}
      {incoming.turnedBack && (
        <Alert color="waiting" title={t('supply.was-turned-back')}>
          {t(returned ? 'supply.turned-back-down' : 'supply.turned-back-reached', { place: nameIn(incoming.originPlace) })}
        </Alert>
      )}
      {again && !rest && <Text c="dimmed">{t('supply.count-again-text')}</Text>}
      {(!again || rest) && (
        <Group>
          <Button variant="default" onClick={all}>
            {t('supply.all-there')}
          </Button>
          <Text c="dimmed" size="sm">
            {t('supply.all-there-hint')}
          </Text>
        </Group>
      )}
      <LineScan lines={lines.map(findableOf)} onFound={found} />
      {lines.map((line) => (
        <LineCard
          key={line.lineId}
          line={line}
          count={counts[line.lineId]}
          onChange={(change) => set(line.lineId, change)}
          units={units}
          onUnit={(unitId, state) => setUnits((now) => ({ ...now, [unitId]: state }))}
        />
      ))}
      <Paper p="md">
        <Stack gap="sm">
          <PhotoWaiver waived={incoming.waived} />
          <PhotosField label={t('supply.photos')} ids={photos} onChange={setPhotos} />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput
              label={t('supply.signed-receiver')}
              dir="auto"
              value={signers.receiver}
              onChange={(event) => setSigners({ ...signers, receiver: event.currentTarget.value })}
            />
            <TextInput
              label={t('supply.signed-transporter')}
              dir="auto"
              value={signers.transporter}
              onChange={(event) => setSigners({ ...signers, transporter: event.currentTarget.value })}
            />
            <MomentField value={moment.local} onChange={moment.set} />
          </SimpleGrid>
          <Textarea
            label={t('field.note')}
            autosize
            minRows={1}
            dir="auto"
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Checkbox
            label={t('supply.keyed-from-paper')}
            checked={fromPaper}
            onChange={(event) => setFromPaper(event.currentTarget.checked)}
          />
          <Checkbox label={t('supply.goods-came-back')} checked={returned} onChange={(event) => setReturned(event.currentTarget.checked)} />
        </Stack>
      </Paper>
      {problem && <ProblemNotice problem={problem} />}
      <Group>
        <Button
          size="md"
          loading={busy}
          disabled={counted.length === 0 || !lines.every((line) => isReasoned(counts[line.lineId]))}
          onClick={() => void submit()}
        >
          {t('command.supply.record-delivery')}
        </Button>
        {counted.length < lines.length && (
          <Text c="dimmed" size="sm">
            {t('supply.lines-uncounted', { count: lines.length - counted.length })}
          </Text>
        )}
      </Group>
    </Stack>
  );
}

function LineCard({
  line,
  count,
  onChange,
  units,
  onUnit,
}: {
  line: Line;
  count: Counted | undefined;
  onChange: (change: Partial<Counted>) => void;
  units: Readonly<Record<string, (typeof unitStates)[number]>>;
  onUnit: (unitId: string, state: (typeof unitStates)[number]) => void;
}) {
  const t = useT();
  const qty = useQty();
  const day = useDay();
  const by = whole(count?.good) + whole(count?.damaged) + whole(count?.refused) - line.sent;
  return (
    <Paper id={lineId(line.lineId)} p="md" withBorder>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Text fw={600}>
            <bdi>{nameIn(line.item)}</bdi>
          </Text>
          <Text size="sm" c="dimmed">
            <span className="kv-code">{[line.item.code, line.lotCode].filter(Boolean).join(' · ')}</span>
            {line.expiresOn && ` · ${t('supply.expires', { day: day(line.expiresOn) })}`}
          </Text>
        </div>
        <div style={{ textAlign: 'end' }}>
          <Text size="xs" c="dimmed">
            {t('supply.count-sent')}
          </Text>
          <Text fw={600} size="lg" className="kv-number">
            {qty(line.sent, line.item.unit)}
          </Text>
        </div>
      </Group>
      <SimpleGrid cols={{ base: 2, sm: 4 }} mt="sm">
        <NumberField label={t('supply.count-good')} value={count?.good} onChange={(good) => onChange({ good })} />
        <NumberField label={t('supply.count-damaged')} value={count?.damaged} onChange={(damaged) => onChange({ damaged })} />
        <NumberField label={t('supply.count-refused')} value={count?.refused} onChange={(refused) => onChange({ refused })} />
        <TextInput
          label={t('field.note')}
          dir="auto"
          value={count?.note ?? ''}
          onChange={(event) => onChange({ note: event.currentTarget.value })}
        />
      </SimpleGrid>
      {whole(count?.refused) > 0 && (
        <Select
          mt="sm"
          maw={320}
          label={t('supply.field-why')}
          description={t('supply.refused-stays')}
          required
          value={count?.refusedFor ?? null}
          onChange={(why) => onChange({ refusedFor: (why ?? undefined) as Counted['refusedFor'] })}
          data={refusalReasons.map((value) => ({ value, label: t(`supply.refusal-${value}`) }))}
        />
      )}
      {isTold(count) && by !== 0 && (
        <Text mt="xs" c="person" fw={600} aria-live="polite">
          {t(by < 0 ? 'supply.so-missing' : 'supply.so-extra', { count: qty(Math.abs(by), line.item.unit) })}
        </Text>
      )}
      {line.units.length > 0 && (
        <Stack gap={6} mt="sm">
          {line.units.map((unit) => (
            <Group key={unit.unitId} justify="space-between">
              <Text size="sm">
                {t(`supply.unit-${unit.kind}`)} <bdi className="kv-code">{unit.code}</bdi> ·{' '}
                <span className="kv-number">{qty(unit.qty, line.item.unit)}</span>
              </Text>
              <Select
                size="xs"
                w={160}
                aria-label={`${t('supply.unit-state')} ${unit.code}`}
                placeholder={t('supply.unit-state')}
                value={units[unit.unitId] ?? null}
                onChange={(state) => onUnit(unit.unitId, (state ?? 'whole') as (typeof unitStates)[number])}
                data={unitStates.map((value) => ({ value, label: t(`supply.unit-state-${value}`) }))}
              />
            </Group>
          ))}
        </Stack>
      )}
    </Paper>
  );
}
