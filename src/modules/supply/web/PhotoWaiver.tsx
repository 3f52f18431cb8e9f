import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Text } from '#foundation/web/ui/index.ts';
import { getPlace } from '#kernel/goods/contract/stock-places.ts';

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

/** The same beside pictures of a store's own work, once it is said which store it is. */
export function StorePhotoWaiver({ placeId }: { placeId: string }) {
  const may = useCan(getPlace.permission);
  const place = useAsk(getPlace, { placeId }, { enabled: may && placeId !== '' });
  return <PhotoWaiver waived={place.data?.waived ?? false} />;
}
