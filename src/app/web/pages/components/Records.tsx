import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useClient } from '#foundation/web/client.ts';
import { ClientContext } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import {
  Badge,
  Button,
  CommandForm,
  EmptyState,
  Facts,
  Figure,
  Group,
  PlacePicker,
  ProblemNotice,
  RemoveButton,
  RowsField,
  SimpleGrid,
  Stack,
  Status,
  TextInput,
  Timeline,
  Title,
  Waiting,
  tell,
} from '#foundation/web/ui/index.ts';
import type { PickedPlace } from '#foundation/web/ui/index.ts';
import { moveSample, sampleClient } from './sample.ts';

/** Fields and a form made of a command. */
export function Inputs() {
  const t = useT();
  const client = useClient();
  const [fake] = useState(() => sampleClient(client));
  return (
    <ClientContext value={fake}>
      <CommandForm
        def={moveSample}
        fixed={{ id: 'row-1' }}
        initial={{}}
        onDone={() => tell(t('components.told'))}
        onCancel={() => undefined}
        fields={[
          { name: 'movedOn', kind: 'date', label: t('column.components.list-sample.countedOn'), required: true },
          {
            name: 'quantity',
            kind: 'quantity',
            label: t('column.components.list-sample.quantity'),
            units: [
              { code: 'pc', names: [t('components.unit-piece'), 'piece', 'adet', 'قطعة'], holds: 1 },
              { code: 'ctn', names: ['carton', 'koli', 'كرتونة'], holds: 12 },
              { code: 'plt', names: ['pallet', 'palet', 'طبلية'], holds: 480 },
            ],
          },
          { name: 'weight', kind: 'number', label: t('components.weight'), unit: 'kg' },
          {
            name: 'place',
            kind: 'own',
            label: t('area.places'),
            render: ({ label, error, id }) => <Place id={id} label={label} error={error} />,
          },
          {
            name: 'kind',
            kind: 'choice',
            label: t('components.choice'),
            choices: (['settled', 'waiting'] as const).map((value) => ({ value, label: t(`components.state-${value}`) })),
          },
          { name: 'agreed', kind: 'check', label: t('components.check') },
          { name: 'reason', kind: 'long', label: t('field.reason'), required: true },
        ]}
      />
      <Rows />
    </ClientContext>
  );
}

function Rows() {
  const t = useT();
  const [rows, setRows] = useState<readonly string[]>(['KRV-1', 'KRV-2']);
  const label = t('column.components.list-sample.code');
  return (
    <RowsField label={label} addLabel={t('components.add-row')} onAdd={() => setRows([...rows, ''])}>
      {rows.map((code, at) => (
        <Group key={at} gap="xs" wrap="nowrap">
          <TextInput
            flex={1}
            dir="ltr"
            aria-label={label}
            value={code}
            onChange={({ currentTarget }) => setRows(rows.map((row, index) => (index === at ? currentTarget.value : row)))}
          />
          <RemoveButton label={t('components.remove-row')} onClick={() => setRows(rows.filter((_, index) => index !== at))} />
        </Group>
      ))}
    </RowsField>
  );
}

const places: readonly PickedPlace[] = [
  { ref: 'TUR031', name: 'Hatay', within: 'Türkiye' },
  { ref: 'SY0204', name: 'أعزاز', within: 'حلب' },
  { ref: 'SY0703', name: 'حارم', within: 'إدلب' },
];

function Place({ id, label, error }: { id: string; label: string; error: string | undefined }) {
  const t = useT();
  const [place, setPlace] = useState<PickedPlace | null>(null);
  const find = (text: string) => ({ busy: false, rows: places.filter((row) => row.name.toLowerCase().includes(text.toLowerCase())) });
  return (
    <PlacePicker id={id} label={label} error={error} value={place} onChange={setPlace} find={find} emptyText={t('shell.palette-nothing')} />
  );
}

/** What a record's page is made of. */
export function Records() {
  const t = useT();
  const intl = useIntl();
  const session = useSession();
  const [start] = useState(() => session.now().getTime());
  const ago = (hours: number) => new Date(start - hours * 3_600_000).toISOString();
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <Figure
          label={t('column.components.list-sample.quantity')}
          value={intl.formatNumber(12480)}
          unit={t('components.unit-piece')}
          onOpen={() => undefined}
        />
        <Figure label={t('components.weight')} value={intl.formatNumber(3.75)} unit="t" />
        <Figure label={t('components.lists')} value={intl.formatNumber(0)} />
      </SimpleGrid>
      <Group>
        {(['settled', 'waiting', 'person', 'stopped'] as const).map((tone) => (
          <Status key={tone} tone={tone}>
            {t(`components.state-${tone}`)}
          </Status>
        ))}
        <Badge color="waiting" variant="light" tt="none">
          <span className="kv-code">27 KR 4410</span>
        </Badge>
      </Group>
      <Facts
        items={[
          { label: t('column.components.list-sample.code'), value: <span className="kv-code">KRV-W-GZT-23-00817</span> },
          { label: t('column.components.list-sample.name'), value: <bdi>بطانية حرارية</bdi> },
          { label: t('field.note'), value: null },
        ]}
      />
      <Stack gap="xs">
        <Title order={3}>{t('components.timeline')}</Title>
        <Timeline
          items={[
            { id: '1', at: ago(0.1), title: t('components.event-counted'), by: 'Murat Kaya', tone: 'settled' },
            {
              id: '2',
              at: ago(3),
              title: t('components.event-missing'),
              by: 'Layla Saleh',
              tone: 'person',
              detail: <Status tone="person">{t('components.state-person')}</Status>,
            },
            { id: '3', at: ago(30), title: t('components.event-sent'), by: 'Ayşe Yıldız', tone: 'waiting' },
            { id: '4', at: ago(31), title: t('components.event-closed'), by: 'Kervan', tone: 'stopped' },
          ]}
        />
      </Stack>
      <ProblemNotice
        problem={{ type: 'common.not-permitted', title: '', status: 403, instance: '0198c0de-0000-7000-8000-000000000001' }}
        retry={() => undefined}
      />
      <EmptyState title={t('components.empty')} action={<Button>{t('components.tell')}</Button>}>
        {t('components.empty-text')}
      </EmptyState>
      <Waiting />
    </>
  );
}
