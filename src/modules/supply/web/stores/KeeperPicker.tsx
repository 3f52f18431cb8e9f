import { useState } from 'react';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { RecordFinder } from '#foundation/web/ui/index.ts';
import type { FieldProps } from '#foundation/web/ui/index.ts';
import { searchKeepers } from '../../contract/stores/keepers.ts';
import { nameOf } from './words.tsx';

/** Picks a store of another keeper, also one whose stock is none of the reader's business. */
export function KeeperPicker({ storeId, id, label, error, onPick }: Omit<FieldProps, 'value' | 'onChange'> & Picks) {
  const t = useT();
  const [value, setValue] = useState('');
  const useFind = (text: string) => {
    const found = useAsk(searchKeepers, { placeId: storeId, text }, { keepPrevious: true });
    const rows = (found.data?.rows ?? []).map((row) => ({
      ref: row.id,
      name: [row.code, nameOf({ ...row, nameEn: row.nameEn ?? '' })].filter(Boolean).join(' · '),
      within: [row.keeper, t(`goods.place-${row.kind}`)].filter(Boolean).join(' · '),
    }));
    return { rows, busy: found.isFetching };
  };
  return (
    <RecordFinder
      id={id}
      label={label}
      error={error}
      required
      value={value}
      known={null}
      useFind={useFind}
      emptyText={t('supply.type-to-find-keeper')}
      onChange={(place) => {
        setValue(place ?? '');
        onPick(place);
      }}
    />
  );
}

interface Picks {
  readonly storeId: string;
  readonly onPick: (placeId: string | undefined) => void;
}
