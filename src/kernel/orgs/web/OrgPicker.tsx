import type { RecordPickerProps } from '#foundation/web/RecordPicker.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { noRecord } from '#foundation/web/record.ts';
import { useCan } from '#foundation/web/session.ts';
import { RecordFinder } from '#foundation/web/ui/index.ts';
import type { FoundRecord } from '#foundation/web/ui/index.ts';
import { getOrganisation, listOrganisations, searchOrganisations } from '../contract/organisations.ts';
import type { OrgRole } from '../contract/organisations.ts';
import { nameOf } from './names.ts';

/** Picks an organisation as people type it; the answer carries its kind. Before anything is typed it offers the first ones. */
export default function OrgPicker({ hint: _hint, only, ...field }: RecordPickerProps) {
  const t = useT();
  const role = only?.['role'] as OrgRole | undefined;
  const may = useCan(listOrganisations.name);
  const known = useAsk(getOrganisation, { orgId: field.value || noRecord }, { enabled: field.value !== '' && may });
  const rowOf = (row: { id: string; acronym: string | null; kind: string } & Parameters<typeof nameOf>[0]): FoundRecord => ({
    ref: row.id,
    name: nameOf(row),
    within: [row.acronym, t(`orgs.role-${row.kind}`)].filter(Boolean).join(' · '),
    also: { kind: row.kind },
  });
  const useFind = (text: string) => {
    const filter = { limit: 8, ...(role ? { role } : {}) };
    const found = useAsk(searchOrganisations, { text: text || 'x', ...filter }, { enabled: text !== '' && may, keepPrevious: true });
    const first = useAsk(listOrganisations, { status: 'active', ...filter }, { enabled: text === '' && may, keepPrevious: true });
    const rows = (text === '' ? first.data?.rows : found.data?.rows) ?? [];
    return { rows: rows.map(rowOf), busy: found.isFetching || first.isFetching };
  };
  return <RecordFinder {...field} known={known.data && rowOf(known.data)} may={may} useFind={useFind} emptyText={t('orgs.type-to-find')} />;
}
