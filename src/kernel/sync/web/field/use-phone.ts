import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Phone } from '../phone/phone.ts';

export const PhoneContext = createContext<Phone | null>(null);

/** The unlocked phone with all that is its own; modules see it as `FieldPort`. */
export function usePhone(): Phone {
  const phone = useContext(PhoneContext);
  if (!phone) throw new Error('no phone: only pages behind the PIN may ask');
  return phone;
}

/** Draws again whenever the phone changes; `pick` must answer the same object until it does. */
export function usePhoneState<T>(pick: (phone: Phone) => T): T {
  const phone = usePhone();
  return useSyncExternalStore(
    (listener) => phone.subscribe(listener),
    () => pick(phone),
  );
}
