import { useState } from 'react';
import type { RecordPickerProps } from '#foundation/web/RecordPicker.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { PlacePicker } from '#foundation/web/ui/index.ts';
import type { PickedPlace } from '#foundation/web/ui/index.ts';
import { getItem, listItems, searchItems } from '../contract/items.ts';
import { nameOf } from './names.ts';

interface Row extends PickedPlace {
  readonly also: { readonly code: string; readonly unit: string; readonly tracking: string };
}

/** Picks an item by name in any language or by code; the answer carries its code, unit and how it is tracked. */
export default function ItemPicker({ id, label, error, value, onChange }: RecordPickerProps) {
  const t = useT();
  const may = useCan(listItems.name);
  const known = useAsk(getItem, { itemId: value || '00000000-0000-7000-8000-000000000000' }, { enabled: value !== '' && may });
  const [picked, setPicked] = useState<Row | null>(null);
  const rowOf = (row: { id: string; code: string; unit: string; tracking: string } & Parameters<typeof nameOf>[0]): Row => ({
    ref: row.id,
    name: nameOf(row),
    within: `${row.code} · ${t(`goods.unit-${row.unit}`)}`,
    also: { code: row.code, unit: row.unit, tracking: row.tracking },
  });
  const useFind = (text: string) => {
    const typed = text.trim() !== '' && text !== picked?.name;
    const found = useAsk(searchItems, { text: typed ? text : 'x', limit: 10 }, { enabled: typed && may, keepPrevious: true });
    const first = useAsk(listItems, { limit: 10, status: 'active' }, { enabled: !typed && may, keepPrevious: true });
    const rows = (typed ? found.data?.rows : first.data?.rows) ?? [];
    return { rows: rows.map(rowOf), busy: found.isFetching || first.isFetching };
  };
  const shown = picked?.ref === value ? picked : known.data && value ? rowOf(known.data) : null;
  if (value !== '' && may && !shown) return null;
  return (
    <PlacePicker
      {...(id ? { id } : {})}
      label={label}
      error={error}
      value={shown}
      find={useFind}
      showsRef={false}
      emptyText={t('goods.type-to-find-item')}
      onChange={(row) => {
        setPicked(row as Row | null);
        onChange(row?.ref, row ? { ...(row as Row).also, name: row.name } : undefined);
      }}
    />
  );
}
