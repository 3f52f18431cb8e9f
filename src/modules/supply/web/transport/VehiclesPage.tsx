import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useCan } from '#foundation/web/session.ts';
import {
  Button,
  CommandForm,
  Group,
  ListTable,
  Modal,
  Page,
  ProblemNotice,
  Stack,
  Status,
  tell,
  useBegin,
} from '#foundation/web/ui/index.ts';
import type { FieldSpec } from '#foundation/web/ui/index.ts';
import { addVehicle, changeVehicle, listVehicles, setVehicleStatus, vehicleKinds } from '../../contract/transport/vehicles.ts';
import { nameIn } from './words.tsx';

type Row = (typeof listVehicles)['output']['_output']['rows'][number];

/** Trucks of transporters with what they may carry. Drivers stand with their organisations. */
export default function VehiclesPage() {
  const t = useT();
  const mayAdd = useCan(addVehicle.name);
  const [form, setForm] = useState<Row | 'new' | null>(null);
  const [shown, setShown] = useState(0);
  useBegin(addVehicle.name, () => setForm('new'));
  const add = mayAdd && <Button onClick={() => setForm('new')}>{t('command.supply.add-vehicle')}</Button>;
  const done = () => {
    setForm(null);
    setShown((now) => now + 1);
    tell(t('supply.saved'));
  };
  return (
    <Page title={t('page.supply.vehicles')} subtitle={t('supply.vehicles-text')} actions={add}>
      <ListTable<Row>
        key={shown}
        query={listVehicles}
        rowKey={(row) => row.id}
        searchField="search"
        columns={['plate', 'country', 'kind', 'org', 'maxKg', 'maxLitres', 'trips', 'status']}
        onOpen={(row) => {
          if (row.abilities.includes(changeVehicle.name)) setForm(row);
        }}
        cells={{
          kind: (row) => t(`supply.vehicle-${row.kind}`),
          org: (row) => <bdi>{nameIn(row.org)}</bdi>,
          status: (row) => (
            <Status tone={row.status === 'active' ? 'settled' : 'stopped'}>{t(`supply.vehicle-status-${row.status}`)}</Status>
          ),
        }}
        columnFilters={{
          status: {
            kind: 'choice',
            field: 'status',
            choices: (['active', 'retired'] as const).map((value) => ({ value, label: t(`supply.vehicle-status-${value}`) })),
          },
        }}
        empty={{ title: t('supply.no-vehicles'), text: t('supply.no-vehicles-text'), action: add }}
      />
      <Modal
        opened={form !== null}
        onClose={() => setForm(null)}
        title={t(form === 'new' ? 'command.supply.add-vehicle' : 'command.supply.change-vehicle')}
      >
        {form === 'new' && <VehicleForm onDone={done} />}
        {form !== null && form !== 'new' && <VehicleForm row={form} onDone={done} />}
      </Modal>
    </Page>
  );
}

function VehicleForm({ row, onDone }: { row?: Row; onDone: () => void }) {
  const t = useT();
  const [fixed] = useState(() => (row ? { vehicleId: row.id, version: row.version } : { vehicleId: newId() }));
  const status = useSend(setVehicleStatus);
  const fields: FieldSpec[] = [
    { name: 'plate', kind: 'text', label: t('supply.plate'), required: true },
    {
      name: 'country',
      kind: 'choice',
      label: t('supply.plate-country'),
      required: true,
      choices: ['TUR', 'SYR', 'IRQ', 'LBN', 'JOR'].map((value) => ({ value, label: value })),
    },
    {
      name: 'kind',
      kind: 'choice',
      label: t('supply.vehicle-kind'),
      required: true,
      choices: vehicleKinds.map((value) => ({ value, label: t(`supply.vehicle-${value}`) })),
    },
    {
      name: 'orgId',
      kind: 'own',
      label: t('supply.transporter'),
      render: (field) => (
        <RecordPicker
          kind="org"
          id={field.id}
          label={field.label}
          error={field.error}
          value={typeof field.value === 'string' ? field.value : ''}
          onChange={(id) => field.onChange(id)}
          only={{ role: 'transporter' }}
        />
      ),
    },
    { name: 'maxKg', kind: 'number', label: t('supply.carries'), unit: t('goods.unit-kg'), required: true },
    { name: 'maxLitres', kind: 'number', label: t('supply.room'), hint: t('supply.room-hint'), unit: t('goods.unit-l'), required: true },
    { name: 'note', kind: 'long', label: t('field.note') },
  ];
  const initial = row
    ? { ...row, orgId: row.org.id, note: row.note ?? '' }
    : { kind: 'articulated', country: 'TUR', maxKg: 24_000, maxLitres: 90_000 };
  const values = Object.fromEntries(fields.map((field) => [field.name, (initial as Record<string, unknown>)[field.name] ?? '']));
  const swap = async () => {
    const outcome = await status.send({ vehicleId: row!.id, status: row!.status === 'active' ? 'retired' : 'active' });
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <Stack>
      {status.problem && <ProblemNotice problem={status.problem} />}
      {row ? (
        <CommandForm def={changeVehicle} fixed={fixed} initial={values} fields={fields} submitLabel={t('supply.save')} onDone={onDone} />
      ) : (
        <CommandForm def={addVehicle} fixed={fixed} initial={values} fields={fields} onDone={onDone} />
      )}
      {row?.abilities.includes(setVehicleStatus.name) && (
        <Group>
          <Button variant="default" loading={status.busy} onClick={() => void swap()}>
            {t(row.status === 'active' ? 'command.supply.set-vehicle-status' : 'supply.back-in-use')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
