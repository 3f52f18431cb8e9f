import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useSession } from '#foundation/web/session.ts';
import { Button, DateField, Group, ProblemNotice, Select, SimpleGrid, Stack, Text } from '#foundation/web/ui/index.ts';
import { listPeople } from '#kernel/orgs/contract/people.ts';
import { changeLeg, planLeg } from '../../contract/transport/legs.ts';
import type { LegShownRow, ShipmentShown } from '../../contract/transport/shipments.ts';
import { listVehicles } from '../../contract/transport/vehicles.ts';
import { CrossingField } from './crossing.tsx';
import { CountTable, countOf } from './fields.tsx';
import type { Counts } from './fields.tsx';
import { MomentField, localOf, momentOf } from './moment.tsx';
import { Fill, nameIn } from './words.tsx';

/** A truck for a part of the shipment: vehicle, driver, way, hour and load, with weight and volume beside it. */
export function LegForm({ shipment, leg, onDone }: { shipment: ShipmentShown; leg?: LegShownRow; onDone: () => void }) {
  const t = useT();
  const { now, mission } = useSession();
  const [ids] = useState(() => ({ legId: leg?.id ?? newId(), truckPlaceId: newId() }));
  const [vehicleId, setVehicle] = useState(leg?.vehicleId ?? '');
  const [driverId, setDriver] = useState(leg?.driverId ?? '');
  const [from, setFrom] = useState(leg?.from.id ?? shipment.origin.id);
  const [to, setTo] = useState(leg?.to.id ?? shipment.consignee.id);
  const [crossingId, setCrossing] = useState<string | undefined>(leg?.crossingId ?? undefined);
  const [crossingDay, setCrossingDay] = useState(leg?.crossingDay ?? shipment.plannedOn);
  const [when, setWhen] = useState(() => (leg ? localOf(new Date(leg.plannedAt), mission.timeZone) : `${shipment.plannedOn}T06:00`));
  const mine = new Map(leg?.lines.map((line) => [line.lineId, line.planned]) ?? []);
  const [counts, setCounts] = useState<Counts>(() =>
    Object.fromEntries(shipment.lines.map((line) => [line.id, { qty: leg ? (mine.get(line.id) ?? 0) : line.unassigned }])),
  );
  const vehicles = useAsk(listVehicles, { limit: 500, status: 'active' }).data?.rows ?? [];
  const vehicle = vehicles.find((row) => row.id === vehicleId);
  const drivers = useAsk(listPeople, { orgId: vehicle?.org.id ?? ids.legId, kind: 'driver' }, { enabled: vehicle !== undefined });
  const plan = useSend(planLeg);
  const change = useSend(changeLeg);
  const fromOrigin = from === shipment.origin.id;
  const rows = shipment.lines
    .map((line) => ({ lineId: line.id, item: line.item, lotCode: line.lotCode, base: line.unassigned + (mine.get(line.id) ?? 0) }))
    .filter((row) => row.base > 0);
  const lines = fromOrigin
    ? rows.map((row) => ({ lineId: row.lineId, qty: countOf(counts, row.lineId, 'qty') })).filter((row) => row.qty > 0)
    : [];
  const weigh = (of: 'weightG' | 'volumeCm3') =>
    Math.ceil(lines.reduce((sum, row) => sum + (shipment.lines.find((line) => line.id === row.lineId)?.[of] ?? 0) * row.qty, 0) / 1000);
  const plannedAt = (momentOf(when, mission.timeZone) ?? now()).toISOString();
  const submit = async () => {
    const truck = { vehicleId, driverId };
    const way = { fromPlaceId: from, toPlaceId: to, ...(crossingId ? { crossingId, crossingDay } : {}) };
    const outcome = leg
      ? await change.send({ legId: leg.id, ...truck, plannedAt, lines })
      : await plan.send({ ...ids, shipmentId: shipment.id, ...truck, ...way, plannedAt, lines });
    if (outcome?.state === 'applied') onDone();
  };
  const problem = plan.problem ?? change.problem;
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select
          label={t('supply.vehicle')}
          withAsterisk
          searchable
          value={vehicleId || null}
          onChange={(id) => {
            setVehicle(id ?? '');
            setDriver('');
          }}
          data={vehicles.map((row) => ({ value: row.id, label: `${row.plate} · ${nameIn(row.org)}` }))}
          nothingFoundMessage={t('supply.no-vehicles')}
        />
        <Select
          label={t('supply.driver')}
          withAsterisk
          searchable
          disabled={!vehicle}
          value={driverId || null}
          onChange={(id) => setDriver(id ?? '')}
          data={(drivers.data?.rows ?? [])
            .filter((row) => row.status === 'active')
            .map((row) => ({ value: row.id, label: row.name ?? t('supply.name-erased') }))}
          nothingFoundMessage={t('supply.no-drivers')}
        />
        {!leg && (
          <>
            <RecordPicker kind="stock-place" label={t('supply.from')} value={from} onChange={(id) => setFrom(id ?? '')} />
            <RecordPicker kind="stock-place" label={t('supply.to')} value={to} onChange={(id) => setTo(id ?? '')} />
            <CrossingField label={t('supply.crossing-or-none')} value={crossingId} day={crossingDay} onChange={setCrossing} />
            {crossingId && <DateField label={t('supply.crossing-day')} value={crossingDay} onChange={setCrossingDay} />}
          </>
        )}
        <MomentField label={t('supply.to-leave-at')} value={when} onChange={setWhen} />
      </SimpleGrid>
      {fromOrigin ? (
        <CountTable
          rows={rows}
          base={t('supply.left-to-give')}
          columns={[{ key: 'qty', label: t('supply.on-this-truck') }]}
          counts={counts}
          onChange={setCounts}
        />
      ) : (
        <Text c="dimmed">{t('supply.given-at-hub')}</Text>
      )}
      {vehicle && fromOrigin && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Fill label={t('supply.weight')} used={weigh('weightG')} most={vehicle.maxKg} unit={t('goods.unit-kg')} />
          <Fill
            label={t('supply.volume')}
            used={Math.ceil(weigh('volumeCm3') / 1000)}
            most={Math.floor(vehicle.maxLitres / 1000)}
            unit={t('goods.unit-m3')}
          />
        </SimpleGrid>
      )}
      <Group>
        <Button
          loading={plan.busy || change.busy}
          disabled={vehicleId === '' || driverId === '' || from === '' || to === ''}
          onClick={() => void submit()}
        >
          {t(leg ? 'command.supply.change-leg' : 'command.supply.plan-leg')}
        </Button>
      </Group>
    </Stack>
  );
}
