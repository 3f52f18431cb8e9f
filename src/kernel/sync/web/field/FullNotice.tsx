import { useEffect, useRef } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { BigButton, FieldNotice } from '#foundation/web/ui/field/index.ts';
import { freeOf } from '../phone/room.ts';
import { usePhone, usePhoneState } from './use-phone.ts';
import { useRoomGiven } from './use-room.ts';
import { useBytes } from './words.ts';

/** The phone has no room left, or soon none: said at once and on every page, wherever the thumb was. */
export function FullNotice() {
  const t = useT();
  const phone = usePhone();
  const { full } = usePhoneState((one) => one.state());
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => shown.current?.scrollIntoView({ block: 'center' }), [full]);
  const bytes = useBytes();
  const { given, tight } = useRoomGiven();
  if (!full && !tight) return null;
  return (
    <div ref={shown}>
      <FieldNotice {...(full ? { tone: 'person' as const } : {})}>
        {full ? t(`sync.field-full.${full}`) : t('sync.field-room-tight', { free: bytes(freeOf(given!)) })}
      </FieldNotice>
      <BigButton kind="quiet" onClick={() => phone.go('/phone')}>
        {t('sync.field-full-room')}
      </BigButton>
    </div>
  );
}
