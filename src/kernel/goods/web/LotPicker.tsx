import { useState } from 'react';
import type { RecordPickerProps } from '#foundation/web/RecordPicker.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { PlacePicker } from '#foundation/web/ui/index.ts';
import type { PickedPlace } from '#foundation/web/ui/index.ts';
import { getLot, searchLots } from '../contract/lots.ts';
import { namesOf } from './names.ts';
import { useDay } from './words.tsx';

interface LotShown {
  readonly id: string;
  readonly code: string;
  readonly itemId: string;
  readonly itemNames: Readonly<Record<string, string>>;
  readonly expiresOn: string | null;
}
interface Row extends PickedPlace {
  readonly also: { readonly itemId: string; readonly expiresOn: string };
}

/** Picks a lot by the number on its label; `only: {item}` keeps to lots of one item. */
export default function LotPicker({ id, label, error, value, onChange, only }: RecordPickerProps) {
  const t = useT();
  const day = useDay();
  const may = useCan(getLot.permission);
  const known = useAsk(getLot, { lotId: value || '00000000-0000-7000-8000-000000000000' }, { enabled: value !== '' && may });
  const [picked, setPicked] = useState<Row | null>(null);
  const rowOf = (lot: LotShown): Row => ({
    ref: lot.id,
    name: lot.code,
    within: [namesOf(lot.itemNames), lot.expiresOn ? t('goods.expires', { day: day(lot.expiresOn) }) : ''].filter(Boolean).join(' · '),
    also: { itemId: lot.itemId, expiresOn: lot.expiresOn ?? '' },
  });
  const useFind = (text: string) => {
    const typed = text !== '' && text !== picked?.name;
    const filter = only?.['item'] ? { itemId: only['item'] } : {};
    const found = useAsk(searchLots, { text: typed ? text : '', limit: 12, ...filter }, { enabled: may, keepPrevious: true });
    return { rows: (found.data?.rows ?? []).map(rowOf), busy: found.isFetching };
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
      emptyText={t('goods.type-to-find-lot')}
      onChange={(row) => {
        setPicked(row as Row | null);
        onChange(row?.ref, row ? { ...(row as Row).also, name: row.name } : undefined);
      }}
    />
  );
}
