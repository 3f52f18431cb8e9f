import { useCallback, useEffect, useState } from 'react';
import { isTight, roomGiven } from '../phone/room.ts';
import type { RoomGiven } from '../phone/room.ts';
import { usePhone, usePhoneState } from './use-phone.ts';

/**
 * What the browser gives this app, asked anew whenever packs or records change; undefined where it does not say. An empty phone
 * is never tight: it has nothing to remove, and that something fills the room would say that there is more.
 */
export function useRoomGiven(): { given: RoomGiven | undefined; tight: boolean; again: () => void } {
  const { self } = usePhone();
  const [given, setGiven] = useState<RoomGiven>();
  const packs = usePhoneState((one) => one.packs());
  const records = usePhoneState((one) => one.queue().length);
  const again = useCallback(() => void roomGiven().then(setGiven), []);
  useEffect(again, [again, packs, records]);
  return { given, tight: self !== undefined && given !== undefined && isTight(given), again };
}
