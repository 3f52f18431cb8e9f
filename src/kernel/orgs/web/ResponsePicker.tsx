import type { RecordPickerProps } from '#foundation/web/RecordPicker.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useCan } from '#foundation/web/session.ts';
import { Select } from '#foundation/web/ui/index.ts';
import { listResponses } from '../contract/responses.ts';
import { nameOf } from './names.ts';

/** Picks a response; there are few, so all are offered. */
export default function ResponsePicker({ value, onChange, hint, required, only: _only, ...props }: RecordPickerProps) {
  const rows = useAsk(listResponses, { limit: 200 }, { enabled: useCan(listResponses.name) }).data?.rows ?? [];
  return (
    <Select
      {...(props.id ? { id: props.id } : {})}
      label={props.label}
      error={props.error}
      description={hint}
      withAsterisk={required ?? false}
      searchable
      clearable
      value={value || null}
      data={rows.map((row) => ({ value: row.id, label: `${row.code} · ${nameOf(row)}` }))}
      onChange={(id) => onChange(id ?? undefined)}
    />
  );
}
