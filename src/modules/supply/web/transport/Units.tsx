import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  Group,
  Lines,
  Modal,
  NumberField,
  Paper,
  ProblemNotice,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
} from '#foundation/web/ui/index.ts';
import { setUnits, unitKinds } from '../../contract/transport/shipments.ts';
import type { ShipmentShown } from '../../contract/transport/shipments.ts';
import { LabelsForm } from '../stores/LabelsButton.tsx';
import { isEnded, nameIn, useQty } from './words.tsx';

type Unit = ShipmentShown['units'][number];

/** Pallets and cartons: what stands on which, on which truck. */
export function Units({ shipment, may, onDone }: { shipment: ShipmentShown; may: (name: string) => boolean; onDone: () => void }) {
  const t = useT();
  const qty = useQty();
  const [adding, setAdding] = useState(false);
  const [printing, setPrinting] = useState(false);
  const { send, busy, problem } = useSend(setUnits);
  const mayChange = may(setUnits.name) && !isEnded(shipment);
  if (shipment.units.length === 0 && !mayChange) return null;
  const itemOf = (lineId: string) => shipment.lines.find((line) => line.id === lineId)?.item;
  const save = async (units: readonly Unit[]) => {
    const outcome = await send({ shipmentId: shipment.id, units: [...units] });
    if (outcome?.state === 'applied') {
      setAdding(false);
      onDone();
    }
  };
  return (
    <Paper p="md">
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t('supply.units')}</Title>
        <Group gap="xs" className="kv-noprint">
          {shipment.units.length > 0 && (
            <Button variant="default" onClick={() => setPrinting(true)}>
              {t('supply.print-unit-labels')}
            </Button>
          )}
          {mayChange && (
            <Button variant="default" onClick={() => setAdding(true)}>
              {t('supply.add-unit')}
            </Button>
          )}
        </Group>
      </Group>
      {problem && !adding && <ProblemNotice problem={problem} />}
      {shipment.units.length === 0 && <Text c="dimmed">{t('supply.no-units')}</Text>}
      {shipment.units.length > 0 && (
        <Lines<Unit>
          label={t('supply.units')}
          rows={shipment.units}
          rowKey={(unit) => unit.unitId}
          columns={[
            { key: 'unit', title: t('supply.unit-code'), cell: (unit) => <UnitName unit={unit} /> },
            {
              key: 'contents',
              title: t('supply.item'),
              wraps: true,
              cell: (unit) => (
                <span>
                  {unit.contents.map((row) => (
                    <Text key={row.lineId} size="sm">
                      <bdi>{nameIn(itemOf(row.lineId) ?? null)}</bdi> ·{' '}
                      <span className="kv-number">{qty(row.qty, itemOf(row.lineId)?.unit)}</span>
                    </Text>
                  ))}
                </span>
              ),
            },
            {
              key: 'truck',
              title: t('supply.truck'),
              cell: (unit) => {
                const plate = shipment.legs.find((leg) => leg.id === unit.legId)?.plate;
                return plate && <span className="kv-code">{plate}</span>;
              },
            },
            {
              key: 'change',
              title: '',
              cell: (unit) =>
                mayChange && (
                  <Button
                    size="xs"
                    variant="subtle"
                    loading={busy}
                    onClick={() => void save(shipment.units.filter((other) => other !== unit))}
                  >
                    {t('supply.remove')}
                  </Button>
                ),
            },
          ]}
        />
      )}
      <Modal opened={printing} onClose={() => setPrinting(false)} title={t('supply.print-unit-labels')}>
        {printing && <LabelsForm sets={[{ kind: 'unit', ids: [shipment.id] }]} onDone={() => setPrinting(false)} />}
      </Modal>
      <Modal opened={adding} onClose={() => setAdding(false)} title={t('supply.add-unit')}>
        <UnitForm shipment={shipment} busy={busy} problem={problem} onAdd={(unit) => void save([...shipment.units, unit])} />
      </Modal>
    </Paper>
  );
}

function UnitName({ unit }: { unit: Unit }) {
  const t = useT();
  return (
    <span>
      <span className="kv-code">{unit.code}</span>
      <Text size="xs" c="dimmed">
        {t(`supply.unit-${unit.kind}`)} {unit.sscc && <bdi className="kv-code">(00){unit.sscc}</bdi>}
      </Text>
    </span>
  );
}

function UnitForm({
  shipment,
  busy,
  problem,
  onAdd,
}: {
  shipment: ShipmentShown;
  busy: boolean;
  problem: ReturnType<typeof useSend>['problem'];
  onAdd: (unit: Unit) => void;
}) {
  const t = useT();
  const [unitId] = useState(newId);
  const [kind, setKind] = useState<Unit['kind']>('pallet');
  const [code, setCode] = useState(`P${shipment.units.length + 1}`);
  const [sscc, setSscc] = useState('');
  const [legId, setLeg] = useState<string | null>(shipment.legs[0]?.id ?? null);
  const [lineId, setLine] = useState<string | null>(shipment.lines[0]?.id ?? null);
  const [count, setCount] = useState<number | string | undefined>(undefined);
  const ready = code.trim() !== '' && lineId !== null && typeof count === 'number' && count > 0;
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      <Select
        label={t('supply.unit-kind')}
        value={kind}
        allowDeselect={false}
        onChange={(value) => setKind((value ?? 'pallet') as Unit['kind'])}
        data={unitKinds.map((value) => ({ value, label: t(`supply.unit-${value}`) }))}
      />
      <TextInput
        label={t('supply.unit-code')}
        dir="ltr"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
      />
      <TextInput
        label={t('supply.sscc')}
        description={t('supply.sscc-hint')}
        dir="ltr"
        value={sscc}
        onChange={(event) => setSscc(event.currentTarget.value.replace(/\D/g, ''))}
      />
      <Select
        label={t('supply.truck')}
        clearable
        value={legId}
        onChange={setLeg}
        data={shipment.legs.filter((leg) => leg.state !== 'cancelled').map((leg) => ({ value: leg.id, label: leg.plate }))}
      />
      <Select
        label={t('supply.item')}
        value={lineId}
        allowDeselect={false}
        onChange={setLine}
        data={shipment.lines.map((line) => ({ value: line.id, label: `${nameIn(line.item)} ${line.lotCode ?? ''}` }))}
      />
      <NumberField label={t('supply.quantity')} value={count} onChange={setCount} />
      <Group>
        <Button
          loading={busy}
          disabled={!ready}
          onClick={() =>
            onAdd({
              unitId,
              kind,
              code,
              ...(sscc ? { sscc } : {}),
              ...(legId ? { legId } : {}),
              contents: [{ lineId: lineId!, qty: Math.round(count as number) }],
            })
          }
        >
          {t('supply.add-unit')}
        </Button>
      </Group>
    </Stack>
  );
}
