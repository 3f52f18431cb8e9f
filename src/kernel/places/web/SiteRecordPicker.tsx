import type { RecordPickerProps } from '#foundation/web/RecordPicker.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { noRecord } from '#foundation/web/record.ts';
import { useCan } from '#foundation/web/session.ts';
import { RecordFinder } from '#foundation/web/ui/index.ts';
import { getSite, listSites } from '../contract/sites.ts';
import { nameOf } from './names.ts';

const rowOf = (row: { id: string; code: string } & Parameters<typeof nameOf>[0]) => ({ ref: row.id, name: nameOf(row), within: row.code });

/** Picks a site by name or code, within the reader's reach; with `only: {serves: 'people'}`, one where people are served. */
export default function SiteRecordPicker({ hint: _hint, only, ...field }: RecordPickerProps) {
  const t = useT();
  const may = useCan(listSites.name);
  const known = useAsk(getSite, { siteId: field.value || noRecord }, { enabled: field.value !== '' && may });
  const useFind = (text: string) => {
    const where = only?.['serves'] === 'people' ? ({ servesPeople: true, status: 'open' } as const) : {};
    const found = useAsk(listSites, { limit: 8, ...where, ...(text ? { search: text } : {}) }, { enabled: may, keepPrevious: true });
    return { rows: (found.data?.rows ?? []).map(rowOf), busy: found.isFetching };
  };
  return (
    <RecordFinder {...field} known={known.data && rowOf(known.data)} may={may} useFind={useFind} emptyText={t('places.type-to-find')} />
  );
}
