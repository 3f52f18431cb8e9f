import { useT } from '#foundation/web/i18n.ts';
import { PasswordInput } from '#foundation/web/ui/index.ts';
import { weaknessOf } from '../domain/passwords.ts';

/** A new password, judged while it is typed by the same rule as the server's. */
export function NewPassword({
  value,
  onChange,
  about,
  label,
}: {
  value: string;
  onChange: (value: string) => void;
  about: readonly string[];
  label?: string;
}) {
  const t = useT();
  const weakness = value === '' ? null : weaknessOf(value, about);
  return (
    <PasswordInput
      id="field-password"
      label={label ?? t('access.new-password')}
      description={t('access.new-password-hint')}
      autoComplete="new-password"
      dir="ltr"
      value={value}
      error={weakness && value.length >= 8 ? t('problem.access.password-weak', { reason: weakness }) : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
