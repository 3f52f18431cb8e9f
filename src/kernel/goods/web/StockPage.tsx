import { useNavigate } from '@tanstack/react-router';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Alert, ListTable, Page, Text, useUrlState } from '#foundation/web/ui/index.ts';
import { listFamilies, listItems } from '../contract/items.ts';
import { conditions } from '../contract/shared.ts';
import { listStock } from '../contract/stock.ts';
import { StockFilters } from './StockFilters.tsx';
import { nameOf, namesOf } from './names.ts';
import { columnsFor, groupOf, inputOf, openOf } from './stock-view.ts';
import type { Stock } from './stock-view.ts';
import { ConditionMark, useDay, useMeasures } from './words.tsx';

/** What lies where, told apart by what people ask; each figure opens to what it is made of. */
export default function StockPage() {
  const t = useT();
  const navigate = useNavigate();
  const day = useDay();
  const [url] = useUrlState();
  const dims = groupOf(url);
  const asOf = url.get('asOf');
  const families = useAsk(listFamilies, {}, { enabled: useCan(listItems.name) }).data?.rows ?? [];
  const cells = useStockCells();
  const totals = useStockTotals();
  return (
    <Page title={t('page.goods.stock')} subtitle={t('goods.stock-text')}>
      {asOf && (
        <Alert color="waiting" title={t('goods.as-of-day', { day: day(asOf) })}>
          <Text size="sm">{t('goods.as-of-text')}</Text>
        </Alert>
      )}
      <StockFilters />
      <ListTable<Stock>
        // Other dimensions are another table.
        key={dims.join()}
        query={listStock}
        input={inputOf(url)}
        rowKey={(row) => row.key}
        searchField="search"
        columns={columnsFor(dims, asOf !== null)}
        onOpen={(row) => void navigate({ to: openOf(row, url) })}
        cells={cells}
        totals={totals}
        columnFilters={{
          familyNames: {
            kind: 'choice',
            field: 'family',
            choices: families.map((row) => ({ value: row.code, label: `${'\u2003'.repeat(row.depth)}${nameOf(row)}` })),
          },
          condition: {
            kind: 'choice',
            field: 'conditions',
            many: true,
            choices: conditions.map((value) => ({ value, label: t(`goods.condition-${value}`) })),
          },
        }}
        empty={{ title: t('goods.no-stock'), text: t('goods.no-stock-text') }}
      />
    </Page>
  );
}

function useStockCells(): Readonly<Record<string, (row: Stock) => React.ReactNode>> {
  const t = useT();
  const { figures, quantity } = useMeasures();
  const day = useDay();
  const number = (value: number | null, digits = 0) =>
    value === null ? <span title={t('goods.units-differ')}>–</span> : <span className="kv-number">{figures(value, digits)}</span>;
  return {
    itemNames: (row) => <bdi>{namesOf(row.itemNames)}</bdi>,
    familyNames: (row) => <bdi>{namesOf(row.familyNames)}</bdi>,
    rootNames: (row) => (row.onRoad ? t('goods.on-road') : <bdi>{namesOf(row.rootNames)}</bdi>),
    placeCode: (row) => (row.onRoad ? t('goods.on-road') : <span className="kv-code">{row.placeCode}</span>),
    placeNames: (row) => (row.onRoad ? t('goods.on-road') : <bdi>{namesOf(row.placeNames)}</bdi>),
    lotCode: (row) => (row.lotCode ? <span className="kv-code">{row.lotCode}</span> : '–'),
    expiresOn: (row) => day(row.expiresOn),
    condition: (row) => row.condition && <ConditionMark condition={row.condition} />,
    ownerNames: (row) => <bdi>{namesOf(row.ownerNames)}</bdi>,
    qty: (row) => (row.qty === null || row.unit === null ? number(null) : <span className="kv-number">{quantity(row.qty, row.unit)}</span>),
    reserved: (row) => number(row.reserved),
    free: (row) => number(row.free),
    weightKg: (row) => (
      <span className="kv-number">
        {row.measured ? '' : '≥ '}
        {figures(row.weightKg, 1)}
      </span>
    ),
    volumeM3: (row) => (
      <span className="kv-number">
        {row.measured ? '' : '≥ '}
        {figures(row.volumeM3, 2)}
      </span>
    ),
  };
}

/** The last row: sums of what is shown, once all of it is. */
function useStockTotals() {
  const { figures, quantity } = useMeasures();
  return (rows: readonly Stock[], all: boolean): Readonly<Record<string, React.ReactNode>> => {
    if (!all) return {};
    const sum = (pick: (row: Stock) => number) => rows.reduce((total, row) => total + pick(row), 0);
    const [unit] = new Set(rows.map((row) => row.unit));
    const alike = rows.every((row) => row.unit === unit && row.qty !== null) && unit;
    const measured = rows.every((row) => row.measured) ? '' : '≥ ';
    return {
      ...(alike
        ? {
            qty: quantity(
              sum((row) => row.qty ?? 0),
              unit,
            ),
          }
        : {}),
      ...(alike && rows.every((row) => row.free !== null) ? { free: figures(sum((row) => row.free ?? 0)) } : {}),
      weightKg: `${measured}${figures(
        sum((row) => row.weightKg),
        1,
      )}`,
      volumeM3: `${measured}${figures(
        sum((row) => row.volumeM3),
        2,
      )}`,
    };
  };
}
