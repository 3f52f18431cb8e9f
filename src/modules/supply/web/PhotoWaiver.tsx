import { useT } from '#foundation/web/i18n.ts';
import { Text } from '#foundation/web/ui/index.ts';

/** Said to whoever photographs where names are waived: a logo in a picture tells as much as one on a label. */
export function PhotoWaiver({ waived }: { waived: boolean }) {
  const t = useT();
  if (!waived) return null;
  return (
    <Text c="person" fw={600} role="note">
      {t('supply.photo-waived')}
    </Text>
  );
}
