import { useCallback, useEffect, useState } from 'react';
import { roomGiven } from '../phone/room.ts';
import type { RoomGiven } from '../phone/room.ts';
import { usePhoneState } from './use-phone.ts';

/** What the browser gives this app, asked anew whenever packs or records change; undefined where it does not say. */
export function useRoomGiven(): { given: RoomGiven | undefined; again: () => void } {
  const [given, setGiven] = useState<RoomGiven>();
  const packs = usePhoneState((one) => one.packs());
  const records = usePhoneState((one) => one.queue().length);
  const again = useCallback(() => void roomGiven().then(setGiven), []);
  useEffect(again, [again, packs, records]);
  return { given, again };
}
