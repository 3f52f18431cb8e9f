import { useEffect, useRef } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { BigButton, FieldNotice } from '#foundation/web/ui/field/index.ts';
import { usePhone, usePhoneState } from './use-phone.ts';

/** The phone has no room left: said at once and on every page, wherever the thumb was. */
export function FullNotice() {
  const t = useT();
  const phone = usePhone();
  const { full } = usePhoneState((one) => one.state());
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => shown.current?.scrollIntoView({ block: 'center' }), [full]);
  if (!full) return null;
  return (
    <div ref={shown}>
      <FieldNotice tone="person">{t(`sync.field-full.${full}`)}</FieldNotice>
      <BigButton kind="quiet" onClick={() => phone.go('/phone')}>
        {t('sync.field-full-room')}
      </BigButton>
    </div>
  );
}
