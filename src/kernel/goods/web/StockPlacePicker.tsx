import type { RecordPickerProps } from '#foundation/web/RecordPicker.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { noRecord } from '#foundation/web/record.ts';
import { useCan } from '#foundation/web/session.ts';
import { RecordFinder } from '#foundation/web/ui/index.ts';
import type { FoundRecord } from '#foundation/web/ui/index.ts';
import type { PlaceKind } from '../contract/shared.ts';
import { getPlace, listPlaces, searchPlaces } from '../contract/stock-places.ts';
import { nameOf } from './names.ts';

/** Picks an open stock place by code or name; `only` narrows to one warehouse (`under`) or to kinds (`kinds: 'bin,zone'`). */
export default function StockPlacePicker({ hint: _hint, only, ...field }: RecordPickerProps) {
  const t = useT();
  const may = useCan(listPlaces.name);
  const known = useAsk(getPlace, { placeId: field.value || noRecord }, { enabled: field.value !== '' && may });
  const rowOf = (row: { id: string; code: string; kind: string; within: string } & Parameters<typeof nameOf>[0]): FoundRecord => ({
    ref: row.id,
    name: `${row.code} · ${nameOf(row)}`,
    within: [row.within, t(`goods.place-${row.kind}`)].filter(Boolean).join(' · '),
    also: { code: row.code, kind: row.kind },
  });
  const useFind = (text: string) => {
    const filter = {
      ...(only?.['under'] ? { under: only['under'] } : {}),
      ...(only?.['kinds'] ? { kinds: only['kinds'].split(',') as PlaceKind[] } : {}),
    };
    const found = useAsk(searchPlaces, { text, limit: 12, ...filter }, { enabled: may, keepPrevious: true });
    return { rows: (found.data?.rows ?? []).map(rowOf), busy: found.isFetching };
  };
  const path = known.data?.path.slice(0, -1).map((part) => part.code);
  const chosen = known.data && rowOf({ ...known.data, within: path?.join(' › ') ?? '' });
  return <RecordFinder {...field} known={chosen} may={may} useFind={useFind} emptyText={t('goods.type-to-find-place')} />;
}
