import { useState } from 'react';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { PlacePicker } from '#foundation/web/ui/index.ts';
import { searchItems } from '#kernel/goods/contract/items.ts';
import type { ItemBrief } from '../../contract/requests/shapes.ts';
import { nameIn } from './words.tsx';

/** Picks an item by name in three languages or by code; answers what lines say of it. */
export function ItemPicker({
  id,
  label,
  error,
  value,
  onChange,
}: {
  id?: string;
  label: string;
  error?: string | undefined;
  value: ItemBrief | null;
  onChange: (item: ItemBrief | null) => void;
}) {
  const t = useT();
  const [found, setFound] = useState<readonly ItemBrief[]>([]);
  const useFind = (text: string) => {
    const asked = text === (value ? nameIn(value.names) : '') ? '' : text;
    const rows = useAsk(searchItems, { text: asked, limit: 8 }, { keepPrevious: true });
    const items = (rows.data?.rows ?? []).map(briefOf);
    const same = items.length === found.length && items.every((item, index) => item.id === found[index]!.id);
    if (!same) setFound(items);
    return { rows: items.map(placeOf), busy: rows.isFetching };
  };
  return (
    <PlacePicker
      {...(id ? { id } : {})}
      label={label}
      error={error}
      value={value && placeOf(value)}
      find={useFind}
      showsRef={false}
      emptyText={t('supply.no-such-item')}
      onChange={(row) => onChange(row ? (found.find((item) => item.id === row.ref) ?? null) : null)}
    />
  );
}

type Found = { id: string; code: string; nameEn: string; nameTr: string | null; nameAr: string | null; unit: string } & Pick<
  ItemBrief,
  'packs'
>;
const briefOf = (row: Found): ItemBrief => ({
  id: row.id,
  code: row.code,
  unit: row.unit,
  names: { en: row.nameEn, ...(row.nameTr ? { tr: row.nameTr } : {}), ...(row.nameAr ? { ar: row.nameAr } : {}) },
  packs: row.packs.map(({ code, kind, smallest, per }) => ({ code, kind, smallest, per })),
});
const placeOf = (item: ItemBrief) => ({ ref: item.id, name: nameIn(item.names), within: item.code });
