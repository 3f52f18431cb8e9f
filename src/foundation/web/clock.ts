import { createContext } from 'react';

export type Clock = () => Date;

/** The mission's clock on a page that somebody without a sign-in has opened. */
export const ClockContext = createContext<Clock | null>(null);

/** A clock that goes on from the mission's own word of now: a demonstration stands in its year. */
export function clockFrom(now: string): Clock {
  const ahead = Date.parse(now) - Date.now();
  return () => new Date(Date.now() + ahead);
}
