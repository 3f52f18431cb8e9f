import type { RecordPickerProps } from '#foundation/web/RecordPicker.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { noRecord } from '#foundation/web/record.ts';
import { useCan } from '#foundation/web/session.ts';
import { RecordFinder } from '#foundation/web/ui/index.ts';
import { getGrant, listGrants } from '../contract/grants.ts';

const rowOf = (row: { id: string; code: string; title: string }) => ({ ref: row.id, name: `${row.code} · ${row.title}`, within: '' });

/** Picks a grant by code or title, within the reader's reach. */
export default function GrantRecordPicker({ hint: _hint, only: _only, ...field }: RecordPickerProps) {
  const t = useT();
  const may = useCan(listGrants.name);
  const known = useAsk(getGrant, { grantId: field.value || noRecord }, { enabled: field.value !== '' && may });
  const useFind = (text: string) => {
    const found = useAsk(listGrants, { limit: 10, ...(text ? { search: text } : {}) }, { enabled: may, keepPrevious: true });
    return { rows: (found.data?.rows ?? []).map(rowOf), busy: found.isFetching };
  };
  return <RecordFinder {...field} known={known.data && rowOf(known.data)} may={may} useFind={useFind} emptyText={t('orgs.type-to-find')} />;
}
