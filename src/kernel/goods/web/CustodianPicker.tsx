import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { RecordFinder } from '#foundation/web/ui/index.ts';
import type { FieldProps } from '#foundation/web/ui/index.ts';
import { searchCustodians } from '../contract/stock-places.ts';

const rowOf = (row: { id: string; name: string }) => ({ ref: row.id, name: row.name, within: '' });

/** Picks who keeps a place, among the users who can. */
export function CustodianPicker({ id, label, error, value, onChange }: FieldProps) {
  const t = useT();
  const chosen = typeof value === 'string' ? value : '';
  const known = useAsk(searchCustodians, { text: '', ...(chosen ? { userId: chosen } : {}) }, { enabled: chosen !== '' });
  const first = known.data?.rows[0];
  const useFind = (text: string) => {
    const found = useAsk(searchCustodians, { text }, { keepPrevious: true });
    return { rows: (found.data?.rows ?? []).map(rowOf), busy: found.isFetching };
  };
  return (
    <RecordFinder
      id={id}
      label={label}
      error={error}
      value={chosen}
      known={first ? rowOf(first) : known.isPending ? undefined : null}
      useFind={useFind}
      emptyText={t('goods.type-to-find-user')}
      onChange={onChange}
    />
  );
}
