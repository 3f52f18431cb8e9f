import { useState } from 'react';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { PlacePicker } from '#foundation/web/ui/index.ts';
import type { PickedPlace } from '#foundation/web/ui/index.ts';
import { searchCustodians } from '../contract/stock-places.ts';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly error: string | undefined;
  readonly value: unknown;
  readonly onChange: (id: unknown) => void;
}

/** Picks who keeps a place, among the users who can. */
export function CustodianPicker({ id, label, error, value, onChange }: Props) {
  const t = useT();
  const chosen = typeof value === 'string' ? value : '';
  const known = useAsk(searchCustodians, { text: '', ...(chosen ? { userId: chosen } : {}) }, { enabled: chosen !== '' });
  const [picked, setPicked] = useState<PickedPlace | null>(null);
  const rowOf = (row: { id: string; name: string }): PickedPlace => ({ ref: row.id, name: row.name, within: '' });
  const useFind = (text: string) => {
    const typed = text !== '' && text !== picked?.name;
    const found = useAsk(searchCustodians, { text: typed ? text : '' }, { keepPrevious: true });
    return { rows: (found.data?.rows ?? []).map(rowOf), busy: found.isFetching };
  };
  const first = known.data?.rows[0];
  const shown = picked?.ref === chosen ? picked : first && chosen ? rowOf(first) : null;
  if (chosen !== '' && !shown && known.isPending) return null;
  return (
    <PlacePicker
      id={id}
      label={label}
      error={error}
      value={shown}
      find={useFind}
      showsRef={false}
      emptyText={t('goods.type-to-find-user')}
      onChange={(row) => {
        setPicked(row);
        onChange(row?.ref);
      }}
    />
  );
}
