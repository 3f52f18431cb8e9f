import { useT } from '#foundation/web/i18n.ts';
import { Group, RemoveButton, RowsField, Select, TextInput } from '#foundation/web/ui/index.ts';
import { registrationKinds } from '../contract/organisations.ts';

export interface RegistrationValue {
  readonly kind: string;
  readonly number: string;
  readonly country: string;
}

/** Numbers under which an organisation is registered, with their kind and country. */
export function RegistrationsField({
  label,
  error,
  value,
  onChange,
}: {
  label: string;
  error: string | undefined;
  value: unknown;
  onChange: (rows: unknown) => void;
}) {
  const t = useT();
  const rows = Array.isArray(value) ? (value as RegistrationValue[]) : [];
  const set = (at: number, change: Partial<RegistrationValue>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...change } : row)));
  return (
    <RowsField
      label={label}
      error={error}
      addLabel={t('orgs.add-registration')}
      onAdd={() => onChange([...rows, { kind: 'tax', number: '', country: 'TUR' }])}
    >
      {rows.map((row, at) => (
        <Group key={at} gap="xs" wrap="nowrap" align="flex-end">
          <Select
            aria-label={t('orgs.registration-kind')}
            w={150}
            value={row.kind}
            data={registrationKinds.map((kind) => ({ value: kind, label: t(`orgs.registration-${kind}`) }))}
            onChange={(kind) => set(at, { kind: kind ?? 'other' })}
          />
          <TextInput
            aria-label={t('orgs.registration-number')}
            style={{ flex: 1 }}
            value={row.number}
            dir="ltr"
            onChange={(event) => set(at, { number: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('orgs.field-country')}
            w={72}
            maxLength={3}
            dir="ltr"
            value={row.country}
            onChange={(event) => set(at, { country: event.currentTarget.value.toUpperCase() })}
          />
          <RemoveButton label={t('orgs.remove')} onClick={() => onChange(rows.filter((_, index) => index !== at))} />
        </Group>
      ))}
    </RowsField>
  );
}
