import { useAsk } from '#foundation/web/client.ts';
import { useCan } from '#foundation/web/session.ts';
import { MultiSelect } from '#foundation/web/ui/index.ts';
import { listGrants } from '../contract/grants.ts';

/** Picks the grants that pay for something. */
export function GrantsPicker({
  label,
  value,
  onChange,
}: {
  label: string;
  value: readonly string[];
  onChange: (ids: readonly string[]) => void;
}) {
  const rows = useAsk(listGrants, { limit: 500 }, { enabled: useCan(listGrants.name) }).data?.rows ?? [];
  return (
    <MultiSelect
      label={label}
      searchable
      clearable
      value={[...value]}
      data={rows.map((row) => ({ value: row.id, label: `${row.code} · ${row.title}` }))}
      onChange={onChange}
    />
  );
}
