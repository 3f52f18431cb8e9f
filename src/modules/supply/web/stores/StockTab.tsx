import { useClient } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { ListTable, Stack, Text, useUrlState } from '#foundation/web/ui/index.ts';
import { getItem } from '#kernel/goods/contract/items.ts';
import { getPlace } from '#kernel/goods/contract/stock-places.ts';
import type { Named } from '../../domain/stores/find-line.ts';
import { LineScan } from '../scan/LineScan.tsx';
import { conditions } from '../../contract/stores/shapes.ts';
import { listStoreStock } from '../../contract/stores/stock.ts';
import type { StoreStockRow } from '../../contract/stores/stock.ts';
import type { Chosen } from './Basket.tsx';
import { ConditionOf, Thing, useOwner, useQty } from './words.tsx';

/** What lies in the store, first to expire first; a touch puts it into the hand, another takes it out again. */
export function StockTab({
  storeId,
  chosen,
  onChosen,
}: {
  storeId: string;
  chosen: readonly Chosen[];
  onChosen: (chosen: readonly Chosen[]) => void;
}) {
  const t = useT();
  const { qty, figures, packs } = useQty();
  const owner = useOwner();
  const has = (row: StoreStockRow) => chosen.some((one) => one.row.key === row.key);
  const toggle = (row: StoreStockRow) =>
    onChosen(has(row) ? chosen.filter((one) => one.row.key !== row.key) : [...chosen, { row, qty: row.free > 0 ? row.free : row.qty }]);
  const [, setUrl] = useUrlState();
  const client = useClient();
  /** A label narrows the list to what it names. */
  const narrow = async (named: Named) => {
    const words = await wordsOf(client, named).catch(() => undefined);
    if (words) setUrl({ 's.q': words });
    return words !== undefined;
  };
  return (
    <Stack gap="sm">
      <LineScan lines={[]} otherwise={narrow} />
      <ListTable<StoreStockRow>
        query={listStoreStock}
        name="s"
        input={{ placeId: storeId }}
        rowKey={(row) => row.key}
        searchField="search"
        columns={['nameEn', 'placeCode', 'grantCode', 'condition', 'qty', 'free']}
        onOpen={toggle}
        cells={{
          nameEn: (row) => (
            <div style={has(row) ? { borderInlineStart: '3px solid var(--mantine-color-saffron-6)', paddingInlineStart: 8 } : undefined}>
              <Thing row={row} />
            </div>
          ),
          placeCode: (row) => <span className="kv-code">{row.placeCode}</span>,
          condition: (row) => <ConditionOf condition={row.condition} />,
          owner: (row) => <bdi>{owner(row.owner, row.ownerName)}</bdi>,
          qty: (row) => (
            <div>
              <strong>{qty(row.qty, row.unit)}</strong>
              {packs(row.qty, row.packs) && (
                <Text size="xs" c="dimmed">
                  {packs(row.qty, row.packs)}
                </Text>
              )}
            </div>
          ),
          reserved: (row) => figures(row.reserved),
          free: (row) => (row.reserved > 0 ? figures(row.free) : <Text c="dimmed">{t('supply.all-free')}</Text>),
        }}
        columnFilters={{
          condition: {
            kind: 'choice',
            field: 'conditions',
            many: true,
            choices: conditions.map((value) => ({ value, label: t(`goods.condition-${value}`) })),
          },
        }}
        empty={{ title: t('supply.store-empty'), text: t('supply.store-empty-text') }}
      />
    </Stack>
  );
}

/** What the list is searched for when a label of a lot, an item or a bin was scanned. */
async function wordsOf(client: ReturnType<typeof useClient>, named: Named): Promise<string | undefined> {
  if ('placeId' in named) return (await client.ask(getPlace, { placeId: named.placeId })).code;
  if ('itemId' in named) return named.lotCode ?? (await client.ask(getItem, { itemId: named.itemId })).code;
  return named.unitCode;
}
