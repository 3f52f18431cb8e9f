import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Select, useUrlState } from '#foundation/web/ui/index.ts';
import { listPlaces } from '#kernel/goods/contract/stock-places.ts';
import { nameOf } from './words.tsx';

const kept = 'kervan.store';
const kinds = ['warehouse', 'partner-store', 'hub', 'delivery-point'] as const;
type Kind = (typeof kinds)[number];

/** The store that one works in: it stands in the address, and the next time it is the same. */
export function useStore(): {
  storeId: string;
  stores: readonly { id: string; code: string; name: string }[];
  choose: (id: string) => void;
} {
  const [url, setUrl] = useUrlState();
  const found = useAsk(listPlaces, {
    root: true,
    status: 'open',
    kinds: [...kinds],
    limit: 500,
  });
  // One's own warehouse or store comes before the many points where goods are given out.
  const rows = (found.data?.rows ?? []).toSorted((a, b) => kinds.indexOf(a.kind as Kind) - kinds.indexOf(b.kind as Kind));
  const stores = rows.map((row) => ({ id: row.id, code: row.code, name: nameOf(row) }));
  const wanted = url.get('store') ?? localStorage.getItem(kept);
  const storeId = stores.find((store) => store.id === wanted)?.id ?? stores[0]?.id ?? '';
  return {
    storeId,
    stores,
    choose: (id) => {
      localStorage.setItem(kept, id);
      setUrl({ store: id });
    },
  };
}

export function StoreSelect({ storeId, stores, choose }: ReturnType<typeof useStore>) {
  const t = useT();
  return (
    <Select
      aria-label={t('supply.store')}
      allowDeselect={false}
      searchable={stores.length > 8}
      value={storeId || null}
      w={{ base: '100%', xs: 300 }}
      data={stores.map((store) => ({ value: store.id, label: `${store.code} · ${store.name}` }))}
      onChange={(id) => id && choose(id)}
    />
  );
}
