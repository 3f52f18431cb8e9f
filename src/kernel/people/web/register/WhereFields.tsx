import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { SimpleGrid, TextInput } from '#foundation/web/ui/index.ts';

export interface PickedSite {
  /** P-code. */
  readonly area: string;
  readonly areaName: string;
  readonly siteId: string;
}

/** Where a household lives: an area, a site if it lives at one, and words that lead there. */
export function WhereFields({
  where,
  address,
  error,
  onChange,
  onAddress,
  narrow = false,
}: {
  where: PickedSite;
  address: string;
  error?: string | undefined;
  onChange: (where: PickedSite) => void;
  onAddress: (address: string) => void;
  /** In a dialog: one field below the other. */
  narrow?: boolean;
}) {
  const t = useT();
  return (
    <SimpleGrid cols={narrow ? 1 : { base: 1, sm: 3 }}>
      <RecordPicker
        kind="area"
        label={t('people.field-place')}
        value={where.area}
        error={error}
        onChange={(area, also) => onChange({ ...where, area: area ?? '', areaName: also?.['name'] ?? '' })}
      />
      <RecordPicker
        kind="site"
        only={{ serves: 'people' }}
        label={t('people.field-site')}
        value={where.siteId}
        onChange={(siteId) => onChange({ ...where, siteId: siteId ?? '' })}
      />
      <TextInput
        label={t('people.field-address')}
        value={address}
        dir="auto"
        autoComplete="off"
        onChange={(event) => onAddress(event.currentTarget.value)}
      />
    </SimpleGrid>
  );
}
