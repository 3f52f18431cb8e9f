import { useNavigate } from '@tanstack/react-router';
import { useT } from '#foundation/web/i18n.ts';
import { useAsk } from '#foundation/web/client.ts';
import { DateField, Group, ListTable, Page, PrintButton, Select, Stack, Tabs, Text, useUrlState } from '#foundation/web/ui/index.ts';
import { listDonorStock, listGrantLosses } from '../../contract/overview/donors.ts';
import type { DonorStockRow, StatementRow } from '../../contract/overview/donors.ts';
import { nameIn, useFigures } from './words.tsx';

const figures = ['received', 'loaned', 'transferred', 'moved', 'delivered', 'lost', 'disputed', 'returned', 'unexplained', 'left'] as const;

/** What became of the goods of each grant: what a donor asks for, and no place where anything lies. */
export default function DonorStockPage() {
  const t = useT();
  const [url, set] = useUrlState();
  const grants = useAsk(listDonorStock, { limit: 1000 });
  const codes = new Map((grants.data?.rows ?? []).map((row) => [row.grantId, row.grantCode]));
  const grant = url.get('grant');
  const asOf = url.get('asOf');
  const picked = { ...(grant ? { grant } : {}), ...(asOf ? { asOf } : {}) };
  return (
    <Page
      title={t('page.supply.donor-stock')}
      subtitle={t('supply.donor-stock-text')}
      actions={grant && <PrintButton paper="supply.loss-statement" input={picked} />}
    >
      <Group gap="sm" className="kv-noprint" align="flex-end">
        <Select
          label={t('supply.by-grant')}
          placeholder={t('supply.all-grants')}
          clearable
          w={{ base: '100%', xs: 240 }}
          value={grant}
          data={[...codes].map(([value, label]) => ({ value, label }))}
          onChange={(value) => set({ grant: value ?? undefined })}
        />
        <DateField id="donor-as-of" label={t('supply.as-of')} value={asOf ?? ''} onChange={(day) => set({ asOf: day || undefined })} />
      </Group>
      <Tabs
        value={url.get('tab') ?? 'stock'}
        onChange={(tab) => set({ tab: tab === 'stock' || tab === null ? undefined : tab })}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="stock">{t('supply.donor-goods')}</Tabs.Tab>
          <Tabs.Tab value="losses">{t('supply.loss-statement')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="stock" pt="md">
          <StockTable input={picked} />
        </Tabs.Panel>
        <Tabs.Panel value="losses" pt="md">
          <Stack gap="sm">
            <Statement input={grant ? { grant } : {}} />
          </Stack>
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function StockTable({ input }: { input: Readonly<Record<string, unknown>> }) {
  const t = useT();
  const { figure, unit } = useFigures();
  const cell = (key: (typeof figures)[number]) => (row: DonorStockRow) =>
    row[key] === 0 ? (
      <span style={{ color: 'var(--mantine-color-dimmed)' }}>–</span>
    ) : (
      <span className="kv-number" style={key === 'left' ? { fontWeight: 600 } : {}}>
        {figure(row[key])}
      </span>
    );
  return (
    <Stack gap="sm">
      <ListTable<DonorStockRow>
        name="s"
        query={listDonorStock}
        input={input}
        rowKey={(row) => row.key}
        columns={['grantCode', 'itemNames', 'unit', 'received', 'transferred', 'moved', 'delivered', 'lost', 'disputed', 'left']}
        cells={{
          itemNames: (row) => <bdi>{nameIn(row.itemNames)}</bdi>,
          donorNames: (row) => <bdi>{nameIn(row.donorNames)}</bdi>,
          unit: (row) => unit(row.unit),
          ...Object.fromEntries(figures.map((key) => [key, cell(key)])),
        }}
        empty={{ title: t('supply.no-donor-stock'), text: t('supply.no-donor-stock-text') }}
      />
      <Text size="xs" c="dimmed">
        {t('supply.donor-stock-sum')}
      </Text>
    </Stack>
  );
}

function Statement({ input }: { input: Readonly<Record<string, unknown>> }) {
  const t = useT();
  const navigate = useNavigate();
  const { figure, unit, day, money } = useFigures();
  return (
    <ListTable<StatementRow>
      name="l"
      query={listGrantLosses}
      input={input}
      rowKey={(row) => row.key}
      columns={['number', 'closedOn', 'grantCode', 'itemNames', 'kind', 'outcome', 'qty', 'lost', 'unit', 'value']}
      onOpen={(row) => {
        if (row.discrepancyId) void navigate({ to: `/supply/discrepancies/${row.discrepancyId}` });
      }}
      cells={{
        closedOn: (row) => day(row.closedOn),
        itemNames: (row) => <bdi>{nameIn(row.itemNames)}</bdi>,
        kind: (row) => t(`supply.statement-kind-${row.kind}`),
        outcome: (row) => t(`supply.statement-outcome-${row.outcome}`),
        qty: (row) => <span className="kv-number">{figure(row.qty)}</span>,
        lost: (row) => <strong className="kv-number">{figure(row.lost)}</strong>,
        unit: (row) => unit(row.unit),
        value: (row) => (row.value === null || row.currency === null ? null : money(row.value, row.currency)),
      }}
      columnFilters={{ closedOn: { kind: 'days', from: 'from', to: 'to' } }}
      empty={{ title: t('supply.no-closed-cases'), text: t('supply.no-closed-cases-text') }}
    />
  );
}
