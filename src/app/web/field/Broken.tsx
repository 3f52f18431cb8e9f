import { useT } from '#foundation/web/i18n.ts';
import { BigButton, FieldNotice } from '#foundation/web/ui/field/index.ts';

/** A page that broke, mostly because its part of the app has not come to this phone: nothing is lost, and the way on. */
export function Broken() {
  const t = useT();
  return (
    <>
      <FieldNotice tone="person">{t('sync.field-broken')}</FieldNotice>
      <p style={{ margin: 0 }}>{t('sync.field-broken-text')}</p>
      <BigButton onClick={() => location.reload()}>{t('sync.field-broken-again')}</BigButton>
    </>
  );
}
