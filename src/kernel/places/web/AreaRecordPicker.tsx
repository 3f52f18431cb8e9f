import type { RecordPickerProps } from '#foundation/web/RecordPicker.tsx';
import { AreaPicker } from './AreaPicker.tsx';

/** The picker of areas for forms of other rooms; the value is the P-code. */
export default function AreaRecordPicker({ id, label, error, value, onChange }: RecordPickerProps) {
  return (
    <AreaPicker
      {...(id ? { id } : {})}
      label={label}
      error={error}
      value={value}
      onChange={(pcode, name) => onChange(pcode, name ? { name } : undefined)}
    />
  );
}
