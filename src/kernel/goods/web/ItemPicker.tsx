import type { RecordPickerProps } from '#foundation/web/RecordPicker.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { noRecord } from '#foundation/web/record.ts';
import { useCan } from '#foundation/web/session.ts';
import { RecordFinder } from '#foundation/web/ui/index.ts';
import type { FoundRecord } from '#foundation/web/ui/index.ts';
import { getItem, listItems, searchItems } from '../contract/items.ts';
import { nameOf } from './names.ts';

/** Picks an item by name in any language or by code; the answer carries its code, unit and how it is tracked. */
export default function ItemPicker({ hint: _hint, only: _only, ...field }: RecordPickerProps) {
  const t = useT();
  const may = useCan(listItems.name);
  const known = useAsk(getItem, { itemId: field.value || noRecord }, { enabled: field.value !== '' && may });
  const rowOf = (row: { id: string; code: string; unit: string; tracking: string } & Parameters<typeof nameOf>[0]): FoundRecord => ({
    ref: row.id,
    name: nameOf(row),
    within: `${row.code} · ${t(`goods.unit-${row.unit}`)}`,
    also: { code: row.code, unit: row.unit, tracking: row.tracking },
  });
  const useFind = (text: string) => {
    const found = useAsk(searchItems, { text: text || 'x', limit: 10 }, { enabled: text !== '' && may, keepPrevious: true });
    const first = useAsk(listItems, { limit: 10, status: 'active' }, { enabled: text === '' && may, keepPrevious: true });
    const rows = (text === '' ? first.data?.rows : found.data?.rows) ?? [];
    return { rows: rows.map(rowOf), busy: found.isFetching || first.isFetching };
  };
  return (
    <RecordFinder {...field} known={known.data && rowOf(known.data)} may={may} useFind={useFind} emptyText={t('goods.type-to-find-item')} />
  );
}
