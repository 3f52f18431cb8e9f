import { createContext } from 'react';

/** Closes the phone, from any page behind the PIN. */
export const LockContext = createContext<{ readonly lock: () => void }>({ lock: () => undefined });
