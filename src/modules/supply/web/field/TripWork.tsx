import type { CommandDef } from '#foundation/command.ts';
import { useField, useFieldQueue } from '#foundation/web/field.ts';
import type { RecordOptions } from '#foundation/web/field.ts';
import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Group, Stack, Text, Title, useStep } from '#foundation/web/ui/index.ts';
import type { TripPack } from '../../contract/field/trip.ts';
import { recordDelivery } from '../../contract/transport/deliveries.ts';
import type { LineToCount } from '../../domain/field/receipt.ts';
import { countOf, isSaid } from '../../domain/field/receipt.ts';
import { foldTrip } from '../../domain/field/trip.ts';
import type { TripNow } from '../../domain/field/trip.ts';
import { aboardTotal } from '../../domain/transport/aboard.ts';
import { isOver, isUnderway } from '../../domain/transport/leg.ts';
import { LegStatus, Way } from '../transport/words.tsx';
import { keepSignatures, picturesOf, signedInput } from './draft.ts';
import type { Receipt } from './draft.ts';
import { LoadCheck } from './LoadCheck.tsx';
import { Act, OwnRecords, Step } from './parts.tsx';
import { PassStep } from './PassStep.tsx';
import { ProofStep } from './ProofStep.tsx';
import { Receiving } from './Receiving.tsx';
import { RefuseStep } from './RefuseStep.tsx';
import { LeaveStep, PassageStep, SealsStep } from './road-steps.tsx';

/** What steps of a truck need: its data, how it stands, and how something is told of it. */
export interface TripStep {
  readonly trip: TripPack;
  readonly now: TripNow;
  /** Keeps a record on this phone and goes back to the truck. */
  readonly tell: <D extends CommandDef>(
    def: D,
    input: Parameters<D['scope']>[0] | Record<string, unknown>,
    options?: RecordOptions,
  ) => Promise<void>;
  readonly back: () => void;
}

/** The truck as it stands on this phone, and what can be told of it now. */
export function TripWork({ trip }: { trip: TripPack }) {
  const t = useT();
  const field = useField();
  const queue = useFieldQueue();
  const [step, go] = useStep<string>();
  const now = foldTrip(trip, queue);
  const tell: TripStep['tell'] = async (def, input, options = {}) => {
    const subject = { kind: 'shipment-leg', id: trip.legId };
    await field.record(def, input as never, { subject, title: trip.waybill, ...options });
    go(null);
  };
  const shared: TripStep = { trip, now, tell, back: () => go(null) };
  const shown = step?.split(':')[0];
  if (step && shown === 'receive') return <ReceiveTrip {...shared} step={step} go={go} />;
  if (shown === 'load') return <LoadCheck {...shared} />;
  if (shown === 'leave') return <LeaveStep {...shared} />;
  if (shown === 'seals') return <SealsStep {...shared} />;
  if (shown === 'passage') return <PassageStep {...shared} />;
  if (shown === 'pass') return <PassStep {...shared} />;
  if (shown === 'refuse') return <RefuseStep {...shared} />;
  if (shown === 'proof')
    return (
      <Step title={t('supply.field-proof')} onBack={() => go(null)}>
        <ProofStep trip={trip} records={queue} />
      </Step>
    );
  const own = queue.filter(
    (record) => now.own.some((told) => told.id === record.id) || trip.facts.some((fact) => fact.commandId === record.id),
  );
  return (
    <Stack gap="md">
      <Head trip={trip} now={now} />
      <Acts
        trip={trip}
        now={now}
        go={go}
        proof={own.some((record) => record.name === recordDelivery.name || record.name === 'supply.receive-by-waybill')}
      />
      <OwnRecords records={own} />
    </Stack>
  );
}

function Head({ trip, now }: { trip: TripPack; now: TripNow }) {
  const t = useT();
  return (
    <div>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Title order={2} size="h1">
          <bdi className="kv-code">{trip.plate}</bdi>
        </Title>
        <LegStatus state={now.state} />
      </Group>
      <Text size="lg">
        <Way from={trip.from} to={trip.to} />
      </Text>
      <Text c="dimmed">
        <bdi className="kv-code">{trip.waybill}</bdi>
      </Text>
      <Text mt={4}>
        {now.seals.length > 0 ? (
          <>
            {t('supply.field-seals-on')} <bdi className="kv-code">{now.seals.join(', ')}</bdi>
          </>
        ) : (
          t('supply.field-no-seals')
        )}
      </Text>
    </div>
  );
}

/** What comes next by how the truck stands; everything else stays within reach, for life does not keep the order. */
function nextOf(trip: TripPack, now: TripNow): string {
  if (isOver(now.state)) return 'proof';
  if (now.state === 'planned') return trip.begins ? 'load' : 'leave';
  if (now.state === 'loaded') return 'leave';
  return trip.ends ? 'receive' : 'pass';
}

function Acts({ trip, now, go, proof }: { trip: TripPack; now: TripNow; go: (step: string) => void; proof: boolean }) {
  const t = useT();
  const next = nextOf(trip, now);
  const over = isOver(now.state);
  const acts = [
    trip.begins && now.lines.some((line) => line.loaded === null && line.planned > 0) && !over && 'load',
    !over && !isUnderway(now.state) && 'leave',
    trip.ends && !over && 'receive',
    !trip.ends && trip.onward.length > 0 && !over && 'pass',
    !over && 'passage',
    !over && 'seals',
    trip.ends && !over && 'refuse',
    proof && 'proof',
  ].filter((act): act is string => act !== false);
  const order = [...acts.filter((act) => act === next), ...acts.filter((act) => act !== next)];
  return (
    <Stack gap="sm">
      {order.map((act) => (
        <Act
          key={act}
          next={act === next}
          label={t(`supply.field-act-${act}`)}
          hint={t(`supply.field-act-${act}-hint`)}
          onClick={() => go(act)}
        />
      ))}
      {order.length === 0 && <Text>{t('supply.field-nothing-to-do')}</Text>}
    </Stack>
  );
}

function ReceiveTrip({ trip, now, tell, step, go }: TripStep & { step: string; go: (step: string | null) => void }) {
  const t = useT();
  const field = useField();
  const lines = now.lines
    .filter((line) => (line.counted ? line.refused > 0 : aboardTotal(line) > 0 || line.loaded === null))
    .map((line): LineToCount => ({
      key: line.lineId,
      lineNo: line.lineNo,
      code: line.item.code,
      item: line.item,
      lotCode: line.lotCode,
      expiresOn: line.expiresOn,
      sent: aboardTotal(line, line.refused),
    }));
  const ofRefused = now.lines.some((line) => line.counted && line.refused > 0);
  const keep = async (receipt: Receipt) => {
    const deliveryId = newId(field.now().getTime());
    keepSignatures(deliveryId, receipt);
    await tell(
      recordDelivery,
      {
        deliveryId,
        documentId: newId(field.now().getTime()),
        legId: trip.legId,
        placeId: trip.to.id,
        ...(ofRefused ? { ofRefused } : {}),
        lines: lines
          .filter((line) => isSaid(receipt.said[line.key]))
          .map((line) => ({ lineId: line.key, ...countOf(receipt.said[line.key]!) })),
        ...signedInput(receipt),
      },
      { subject: { kind: 'delivery', id: deliveryId }, photos: picturesOf(receipt) },
    );
  };
  return (
    <Receiving id={trip.legId} title={t('supply.field-act-receive')} lines={lines} step={step} go={go} onKeep={keep} waived={trip.waived} />
  );
}
