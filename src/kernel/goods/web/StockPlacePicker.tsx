import { useState } from 'react';
import type { RecordPickerProps } from '#foundation/web/RecordPicker.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { PlacePicker } from '#foundation/web/ui/index.ts';
import type { PickedPlace } from '#foundation/web/ui/index.ts';
import type { PlaceKind } from '../contract/shared.ts';
import { getPlace, listPlaces, searchPlaces } from '../contract/stock-places.ts';
import { nameOf } from './names.ts';

interface Row extends PickedPlace {
  readonly also: { readonly code: string; readonly kind: string };
}

/** Picks an open stock place by code or name; `only` narrows to one warehouse (`under`) or to kinds (`kinds: 'bin,zone'`). */
export default function StockPlacePicker({ id, label, error, value, onChange, only }: RecordPickerProps) {
  const t = useT();
  const may = useCan(listPlaces.name);
  const known = useAsk(getPlace, { placeId: value || '00000000-0000-7000-8000-000000000000' }, { enabled: value !== '' && may });
  const [picked, setPicked] = useState<Row | null>(null);
  const rowOf = (row: { id: string; code: string; kind: string; within: string } & Parameters<typeof nameOf>[0]): Row => ({
    ref: row.id,
    name: `${row.code} · ${nameOf(row)}`,
    within: [row.within, t(`goods.place-${row.kind}`)].filter(Boolean).join(' · '),
    also: { code: row.code, kind: row.kind },
  });
  const useFind = (text: string) => {
    const typed = text !== '' && text !== picked?.name;
    const filter = {
      ...(only?.['under'] ? { under: only['under'] } : {}),
      ...(only?.['kinds'] ? { kinds: only['kinds'].split(',') as PlaceKind[] } : {}),
    };
    const found = useAsk(searchPlaces, { text: typed ? text : '', limit: 12, ...filter }, { enabled: may, keepPrevious: true });
    return { rows: (found.data?.rows ?? []).map(rowOf), busy: found.isFetching };
  };
  const path = known.data?.path.slice(0, -1).map((part) => part.code);
  const shown = picked?.ref === value ? picked : known.data && value ? rowOf({ ...known.data, within: path?.join(' › ') ?? '' }) : null;
  if (value !== '' && may && !shown) return null;
  return (
    <PlacePicker
      {...(id ? { id } : {})}
      label={label}
      error={error}
      value={shown}
      find={useFind}
      showsRef={false}
      emptyText={t('goods.type-to-find-place')}
      onChange={(row) => {
        setPicked(row as Row | null);
        onChange(row?.ref, row ? { ...(row as Row).also, name: row.name } : undefined);
      }}
    />
  );
}
