import { useT } from '#foundation/web/i18n.ts';
import { Checkbox } from '#foundation/web/ui/index.ts';

/** Says that the figures of a form come from a signed page: they then wait for a second person. */
export function FromPaper({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  const t = useT();
  return (
    <Checkbox
      label={t('supply.from-signed-page')}
      description={t('supply.from-signed-page-hint')}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
