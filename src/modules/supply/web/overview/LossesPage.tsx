import { useNavigate } from '@tanstack/react-router';
import { useT } from '#foundation/web/i18n.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useCan } from '#foundation/web/session.ts';
import { DateField, ListTable, MultiSelect, Page, SimpleGrid, Text, useUrlState } from '#foundation/web/ui/index.ts';
import { listLosses, lossCauses, lossDimensions } from '../../contract/overview/losses.ts';
import type { LossDimension, LossKind, LossRow } from '../../contract/overview/losses.ts';
import { Opens, nameIn, useFigures } from './words.tsx';

const columnsOf: Readonly<Record<LossDimension, string>> = {
  cause: 'cause',
  item: 'itemNames',
  transporter: 'transporterNames',
  partner: 'partnerNames',
  month: 'month',
  grant: 'grantCode',
};

/** What was lost, damaged or is in dispute, by what it can be laid to. */
export default function LossesPage() {
  const t = useT();
  const navigate = useNavigate();
  const [url, set] = useUrlState();
  const grants = useCan('orgs.list-grants');
  const { figure, money, unit } = useFigures();
  const dims = lossDimensions.filter((dim) => dim !== 'grant' || grants);
  const by = (url.get('by') ?? 'cause,item').split(',').filter((one): one is LossDimension => (dims as readonly string[]).includes(one));
  const filter = (name: string) => (url.get(name) ? { [name]: url.get(name) } : {});
  const input = { ...filter('from'), ...filter('to'), ...filter('item'), ...filter('grant') };
  const open = (row: LossRow, kind?: LossKind) =>
    void navigate({ to: `/supply/losses/movements?${searchOf(row, by, url, kind).toString()}` });
  const cell = (kind: LossKind) => (row: LossRow) => {
    const value = row[kind];
    const words = value === 0 ? null : `${row.measured ? '' : '≥ '}${figure(value)}`;
    return <Opens value={words} label={t(`supply.loss-kind-${kind}`)} onOpen={() => open(row, kind)} />;
  };
  return (
    <Page title={t('page.supply.losses')} subtitle={t('supply.losses-text')}>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm" className="kv-noprint">
        <MultiSelect
          label={t('supply.tell-apart')}
          value={by}
          data={dims.map((dim) => ({ value: dim, label: t(`supply.by-${dim}`) }))}
          onChange={(next) => set({ by: next.join(',') || undefined, sort: undefined, cols: undefined })}
          hidePickedOptions
        />
        <RecordPicker
          key={url.get('item') ?? ''}
          kind="item"
          id="loss-item"
          label={t('supply.by-item')}
          value={url.get('item') ?? ''}
          onChange={(id) => set({ item: id })}
        />
        {(['from', 'to'] as const).map((name) => (
          <DateField
            key={name}
            id={`loss-${name}`}
            label={t(`supply.period-${name}`)}
            value={url.get(name) ?? ''}
            onChange={(day) => set({ [name]: day || undefined })}
          />
        ))}
      </SimpleGrid>
      <ListTable<LossRow>
        key={by.join()}
        query={listLosses}
        input={{ by, ...input }}
        rowKey={(row) => row.key}
        columns={[...by.map((dim) => columnsOf[dim]), 'lost', 'damaged', 'disputed', 'unit', 'value', 'movements']}
        onOpen={(row) => open(row)}
        cells={{
          cause: (row) => (row.cause ? t(`supply.loss-cause-${row.cause}`) : null),
          itemNames: (row) => <bdi>{nameIn(row.itemNames)}</bdi>,
          transporterNames: (row) => <bdi>{nameIn(row.transporterNames) || t('supply.no-transporter')}</bdi>,
          partnerNames: (row) => <bdi>{nameIn(row.partnerNames) || t('supply.own-goods')}</bdi>,
          unit: (row) => unit(row.unit),
          lost: cell('lost'),
          damaged: cell('damaged'),
          disputed: cell('disputed'),
          value: (row) => (row.value === null || row.currency === null ? null : money(row.value, row.currency)),
        }}
        columnFilters={{
          cause: {
            kind: 'choice',
            field: 'cause',
            choices: lossCauses.map((value) => ({ value, label: t(`supply.loss-cause-${value}`) })),
          },
        }}
        empty={{ title: t('supply.no-losses'), text: t('supply.no-losses-text') }}
      />
      <Text size="xs" c="dimmed">
        {t('supply.losses-method')}
      </Text>
    </Page>
  );
}

function searchOf(row: LossRow, by: readonly LossDimension[], url: URLSearchParams, kind?: LossKind): URLSearchParams {
  const next = new URLSearchParams();
  const put = (name: string, value: string | null | undefined) => value && next.set(name, value);
  for (const name of ['from', 'to', 'item', 'grant', 'cause'] as const) put(name, url.get(name));
  if (by.includes('cause')) put('cause', row.cause);
  if (by.includes('item')) put('item', row.itemId);
  if (by.includes('transporter')) put('transporter', row.transporterId ?? 'none');
  if (by.includes('partner')) put('partner', row.partnerId ?? 'none');
  if (by.includes('grant')) put('grant', row.grantId ?? 'none');
  if (by.includes('month') && row.month) {
    const [year, month] = row.month.split('-').map(Number);
    const last = new Date(Date.UTC(year!, month!, 0)).toISOString().slice(0, 10);
    put('from', [url.get('from') ?? '', `${row.month}-01`].toSorted().at(-1));
    put('to', [url.get('to') ?? '9999-12-31', last].toSorted()[0]);
  }
  put('kind', kind);
  return next;
}
