import { useState } from 'react';
import type { RecordPickerProps } from '#foundation/web/RecordPicker.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { PlacePicker } from '#foundation/web/ui/index.ts';
import type { PickedPlace } from '#foundation/web/ui/index.ts';
import { getGrant, listGrants } from '../contract/grants.ts';

/** Picks a grant by code or title, within the reader's reach. */
export default function GrantRecordPicker({ id, label, error, value, onChange }: RecordPickerProps) {
  const t = useT();
  const may = useCan(listGrants.name);
  const known = useAsk(getGrant, { grantId: value || '00000000-0000-7000-8000-000000000000' }, { enabled: value !== '' && may });
  const [picked, setPicked] = useState<PickedPlace | null>(null);
  const rowOf = (row: { id: string; code: string; title: string }) => ({ ref: row.id, name: `${row.code} · ${row.title}`, within: '' });
  const useFind = (text: string) => {
    const typed = text !== '' && text !== picked?.name;
    const found = useAsk(listGrants, { limit: 10, ...(typed ? { search: text } : {}) }, { enabled: may, keepPrevious: true });
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
      emptyText={t('orgs.type-to-find')}
      onChange={(row) => {
        setPicked(row);
        onChange(row?.ref, row ? { name: row.name } : undefined);
      }}
    />
  );
}
