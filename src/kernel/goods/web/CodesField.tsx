import { useT } from '#foundation/web/i18n.ts';
import { Group, RemoveButton, RowsField, Select, TextInput } from '#foundation/web/ui/index.ts';
import { codeSystems } from '../contract/items.ts';

interface Code {
  readonly system: string;
  readonly code: string;
}

/** Codes under which others know an item, one a line. */
export function CodesField({
  label,
  value,
  error,
  onChange,
}: {
  label: string;
  value: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
}) {
  const t = useT();
  const codes = Array.isArray(value) ? (value as Code[]) : [];
  const set = (at: number, change: Partial<Code>) => onChange(codes.map((code, index) => (index === at ? { ...code, ...change } : code)));
  return (
    <RowsField label={label} error={error} addLabel={t('goods.add-code')} onAdd={() => onChange([...codes, { system: 'ifrc', code: '' }])}>
      {codes.map((code, at) => (
        <Group key={at} gap="xs" wrap="nowrap" align="flex-end">
          <Select
            w={140}
            aria-label={t('goods.code-system')}
            data={codeSystems.map((system) => ({ value: system, label: t(`goods.system-${system}`) }))}
            value={code.system}
            allowDeselect={false}
            onChange={(system) => system && set(at, { system })}
          />
          <TextInput
            flex={1}
            aria-label={t('goods.field-code')}
            dir="ltr"
            value={code.code}
            onChange={(event) => set(at, { code: event.currentTarget.value })}
          />
          <RemoveButton label={t('goods.remove')} onClick={() => onChange(codes.filter((_, index) => index !== at))} />
        </Group>
      ))}
    </RowsField>
  );
}
