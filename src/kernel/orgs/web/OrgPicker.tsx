import { useState } from 'react';
import type { RecordPickerProps } from '#foundation/web/RecordPicker.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { PlacePicker } from '#foundation/web/ui/index.ts';
import type { PickedPlace } from '#foundation/web/ui/index.ts';
import { getOrganisation, listOrganisations, searchOrganisations } from '../contract/organisations.ts';
import type { OrgRole } from '../contract/organisations.ts';
import { nameOf } from './names.ts';

interface Row extends PickedPlace {
  readonly kind: string;
}

/** Picks an organisation as people type it; the answer carries its kind. Before anything is typed it offers the first ones. */
export default function OrgPicker({ value, onChange, only, hint: _hint, required: _required, ...props }: RecordPickerProps) {
  const t = useT();
  const role = only?.['role'] as OrgRole | undefined;
  const may = useCan(listOrganisations.name);
  const known = useAsk(getOrganisation, { orgId: value || '00000000-0000-7000-8000-000000000000' }, { enabled: value !== '' && may });
  const [picked, setPicked] = useState<Row | null>(null);
  const rowOf = (row: { id: string; acronym: string | null; kind: string } & Parameters<typeof nameOf>[0]): Row => ({
    ref: row.id,
    name: nameOf(row),
    within: [row.acronym, t(`orgs.role-${row.kind}`)].filter(Boolean).join(' · '),
    kind: row.kind,
  });
  const useFind = (text: string) => {
    const typed = text.trim().length > 0 && text !== picked?.name;
    const filter = role ? { role } : {};
    const found = useAsk(
      searchOrganisations,
      { text: typed ? text : 'x', limit: 8, ...filter },
      { enabled: typed && may, keepPrevious: true },
    );
    const first = useAsk(listOrganisations, { limit: 8, status: 'active', ...filter }, { enabled: !typed && may, keepPrevious: true });
    const rows = (typed ? found.data?.rows : first.data?.rows) ?? [];
    return { rows: rows.map(rowOf), busy: found.isFetching || first.isFetching };
  };
  const shown = picked?.ref === value ? picked : known.data && value ? rowOf(known.data) : null;
  if (value !== '' && may && !shown) return null;
  return (
    <PlacePicker
      {...(props.id ? { id: props.id } : {})}
      label={props.label}
      error={props.error}
      value={shown}
      find={useFind}
      showsRef={false}
      emptyText={t('orgs.type-to-find')}
      onChange={(row) => {
        setPicked(row as Row | null);
        onChange(row?.ref, row ? { kind: (row as Row).kind, name: row.name } : undefined);
      }}
    />
  );
}
