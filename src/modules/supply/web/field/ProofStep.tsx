import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { QueuedRecord } from '#foundation/web/field.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Stack, Text } from '#foundation/web/ui/index.ts';
import type { FieldItem } from '../../contract/field/shared.ts';
import type { TripPack } from '../../contract/field/trip.ts';
import { pointSaid } from '../../domain/field/proof.ts';
import type { PointKept } from '../../domain/field/proof.ts';
import { compareSaid } from '../../domain/field/receipt.ts';
import { nameIn } from '../transport/words.tsx';
import { signaturesOf } from './draft.ts';
import type { ProofPage } from './proof/draw.ts';

/** A line of a delivery as its proof shows it. */
export interface ProofLine {
  readonly item: FieldItem | undefined;
  readonly code: string;
  readonly lot: string | null;
  readonly sent: number | null;
  readonly good: number;
  readonly damaged: number;
  readonly refused?: number | undefined;
}
export interface ProofOf {
  readonly record: QueuedRecord;
  readonly waybill: string;
  readonly place: string;
  readonly plate: string | null;
  /** Its country is known to be Türkiye: there the point stands as the phone knew it. */
  readonly near: boolean;
  readonly lines: readonly ProofLine[];
}

/** Deliveries of a truck that this phone told, each with its proof. */
export function ProofStep({ trip, records }: { trip: TripPack; records: readonly QueuedRecord[] }) {
  const told = records.filter((record) => record.name === 'supply.record-delivery' && record.input['legId'] === trip.legId);
  return (
    <Stack gap="md">
      {told.map((record) => (
        <ProofButton
          key={record.id}
          of={{
            record,
            waybill: trip.waybill,
            place: nameIn(trip.to),
            plate: trip.plate,
            near: nearOf(trip, record),
            lines: linesOf(trip, record),
          }}
        />
      ))}
    </Stack>
  );
}

const nearOf = (trip: TripPack, record: QueuedRecord) => trip.country === 'TUR' && record.input['placeId'] === trip.to.id;

function linesOf(trip: TripPack, record: QueuedRecord): ProofLine[] {
  const counts = record.input['lines'] as readonly { lineId: string; good: number; damaged: number; refused?: number }[];
  return counts.map(({ lineId, good, damaged, refused }) => {
    const line = trip.lines.find((one) => one.lineId === lineId);
    return {
      item: line?.item,
      code: line?.item.code ?? '',
      lot: line?.lotCode ?? null,
      sent: line ? (line.loaded ?? line.planned) : null,
      good,
      damaged,
      refused,
    };
  });
}

/** Makes the proof when it is asked for, and gives it to another app or saves it. */
export function ProofButton({ of }: { of: ProofOf }) {
  const t = useT();
  const page = useProofPage();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const make = async () => {
    setBusy(true);
    setFailed(false);
    try {
      const { makeProof, giveFile } = await import('./proof/make.ts');
      await giveFile(await makeProof(page(of)));
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div>
      <Button size="xl" fullWidth loading={busy} onClick={() => void make()}>
        {t('supply.field-proof-make')}
      </Button>
      <Text size="sm" c={failed ? 'person' : 'dimmed'} mt={4} role="status">
        {t(failed ? 'supply.field-proof-failed' : of.record.state === 'applied' ? 'supply.field-proof-applied' : 'supply.field-proof-kept')}
      </Text>
    </div>
  );
}

/** A code keeps its order among words that run the other way. */
const isolated = (code: string) => `\u2066${code}\u2069`;

function useProofPage(): (of: ProofOf) => ProofPage {
  const t = useT();
  const intl = useIntl();
  const moment = (at: string | Date) => intl.formatDate(at, { dateStyle: 'long', timeStyle: 'short' });
  return ({ record, waybill, place, plate, near, lines }) => {
    const { input } = record;
    const number = (value: number | null) => (value === null ? '' : intl.formatNumber(value));
    const point = input['point'] ? pointSaid(input['point'] as PointKept, near) : undefined;
    const named = (input['signatures'] as readonly { role: string; name: string }[] | undefined) ?? [];
    const pictures = signaturesOf(String(input['deliveryId']));
    const result = record.result as { number?: string } | undefined;
    const facts = [
      { label: t('supply.field-proof-place'), value: place },
      ...(plate ? [{ label: t('supply.field-proof-plate'), value: isolated(plate) }] : []),
      { label: t('supply.field-proof-at'), value: moment(record.occurredAt) },
      ...(result?.number ? [{ label: t('supply.field-proof-number'), value: result.number }] : []),
      ...(point
        ? [
            {
              label: t('supply.field-proof-point'),
              value:
                point.accuracyM === null
                  ? `${isolated(`${point.lat}, ${point.lon}`)} (${t('supply.field-proof-rounded')})`
                  : isolated(`${point.lat}, ${point.lon} (± ${intl.formatNumber(point.accuracyM)} m)`),
            },
          ]
        : []),
      { label: t('supply.field-proof-record'), value: isolated(record.id) },
    ];
    const some = lines.some((line) => (line.refused ?? 0) > 0);
    return {
      title: t('supply.field-proof-title'),
      number: waybill,
      facts,
      columns: [
        t('supply.field-proof-item'),
        ...(['sent', 'good', 'damaged', ...(some ? (['refused'] as const) : []), 'missing', 'extra'] as const).map((key) =>
          t(`supply.count-${key}`),
        ),
      ],
      rows: lines.map((line) => {
        const { missing, extra } = line.sent === null ? { missing: null, extra: null } : compareSaid(line.sent, line);
        return {
          name: line.item ? nameIn(line.item) : line.code,
          code: isolated([line.code, line.lot].filter(Boolean).join(' · ')),
          cells: [line.sent, line.good, line.damaged, ...(some ? [line.refused ?? 0] : []), missing, extra].map(number),
        };
      }),
      signatures: (['receiver', 'transporter'] as const).map((role) => ({
        label: t(`supply.signed-${role}`),
        name: named.find((one) => one.role === role)?.name ?? '',
        picture: pictures?.[role] ?? null,
      })),
      notes: [
        ...(typeof input['note'] === 'string' ? [input['note']] : []),
        t(record.state === 'applied' ? 'supply.field-proof-applied' : 'supply.field-proof-kept'),
      ],
      foot: (page, pages) => t('supply.field-proof-foot', { page, pages }),
      rtl: document.documentElement.dir === 'rtl',
    };
  };
}
