import type { RecordPickerProps } from '#foundation/web/RecordPicker.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { noRecord } from '#foundation/web/record.ts';
import { useCan } from '#foundation/web/session.ts';
import { RecordFinder } from '#foundation/web/ui/index.ts';
import type { FoundRecord } from '#foundation/web/ui/index.ts';
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

/** Picks a lot by the number on its label; `only: {item}` keeps to lots of one item. */
export default function LotPicker({ hint: _hint, only, ...field }: RecordPickerProps) {
  const t = useT();
  const day = useDay();
  const may = useCan(getLot.permission);
  const known = useAsk(getLot, { lotId: field.value || noRecord }, { enabled: field.value !== '' && may });
  const rowOf = (lot: LotShown): FoundRecord => ({
    ref: lot.id,
    name: lot.code,
    within: [namesOf(lot.itemNames), lot.expiresOn ? t('goods.expires', { day: day(lot.expiresOn) }) : ''].filter(Boolean).join(' · '),
    also: { itemId: lot.itemId, expiresOn: lot.expiresOn ?? '' },
  });
  const useFind = (text: string) => {
    const filter = only?.['item'] ? { itemId: only['item'] } : {};
    const found = useAsk(searchLots, { text, limit: 12, ...filter }, { enabled: may, keepPrevious: true });
    return { rows: (found.data?.rows ?? []).map(rowOf), busy: found.isFetching };
  };
  return (
    <RecordFinder {...field} known={known.data && rowOf(known.data)} may={may} useFind={useFind} emptyText={t('goods.type-to-find-lot')} />
  );
}
