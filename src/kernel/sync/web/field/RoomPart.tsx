import { useEffect, useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { BigButton, FieldBar, FieldNotice, FieldSection, Quiet } from '#foundation/web/ui/field/index.ts';
import { freeOf, roomUsed } from '../phone/room.ts';
import type { RoomGiven, RoomUse } from '../phone/room.ts';
import { usePhone, usePhoneState } from './use-phone.ts';
import { useRoomGiven } from './use-room.ts';
import { useBytes } from './words.ts';

/** How much room the work takes, how much the browser gives, and what can be let go. */
export function RoomPart() {
  const t = useT();
  const bytes = useBytes();
  const phone = usePhone();
  const packs = usePhoneState((one) => one.packs());
  const queue = usePhoneState((one) => one.queue());
  const { given, tight, again } = useRoomGiven();
  const [use, setUse] = useState<RoomUse | null>(null);
  useEffect(() => {
    let wanted = true;
    void roomUsed(phone.store, phone.open.space).then((now) => wanted && setUse(now));
    return () => {
      wanted = false;
    };
  }, [phone, packs, queue]);
  const applied = queue.filter((record) => record.state === 'applied' && record.photosLeft === 0).length;
  return (
    <>
      <FieldSection>{t('sync.field-room-title')}</FieldSection>
      {given && use && <Given given={given} own={use.packs + use.records + use.photos} />}
      {given && tight && <FieldNotice tone="person">{t('sync.field-room-tight', { free: bytes(freeOf(given)) })}</FieldNotice>}
      {use && (
        <Quiet>{t('sync.field-room-use', { packs: bytes(use.packs), records: bytes(use.records), photos: bytes(use.photos) })}</Quiet>
      )}
      {given && <Quiet>{t(given.kept ? 'sync.field-room-kept' : 'sync.field-room-not-kept')}</Quiet>}
      {given && !given.kept && (
        <BigButton kind="quiet" onClick={() => void navigator.storage.persist().then(again)}>
          {t('sync.field-room-keep')}
        </BigButton>
      )}
      {applied > 0 && (
        <BigButton kind="quiet" onClick={() => void phone.forgetApplied().then(again)}>
          {t('sync.field-room-forget', { count: applied })}
        </BigButton>
      )}
    </>
  );
}

/** By one's own work, not by all that the browser keeps: an empty phone must not say that there is more. */
function Given({ given, own }: { given: RoomGiven; own: number }) {
  const t = useT();
  const bytes = useBytes();
  const words = t('sync.field-room-given', { used: bytes(own), free: bytes(freeOf(given)) });
  return (
    <>
      <FieldBar part={own / (own + freeOf(given))} words={words} />
      <Quiet>{words}</Quiet>
    </>
  );
}
