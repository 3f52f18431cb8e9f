import { createContext, useContext } from 'react';
import type { Position } from '../scope.ts';

/** Who is signed in, in which mission, and what they may do where. */
export interface WebSession {
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly language: Language;
    readonly orgId: string | null;
  };
  /** Whether a second step is tied, and what must be put right before work can begin. */
  readonly signIn: { readonly twoStep: boolean; readonly must: 'password' | 'two-step' | null };
  readonly mission: {
    readonly slug: string;
    readonly name: string;
    readonly demo: boolean;
    readonly practice: boolean;
    readonly timeZone: string;
  };
  /** The other missions in which this person works, and where each is opened: practice among them. */
  readonly elsewhere: readonly { readonly name: string; readonly practice: boolean; readonly path: string }[];
  /** The mission's time: a demonstration stands in its own year. */
  now(): Date;
  /** The same function that the server asks; absent position: in any scope. */
  can(permission: string, at?: Position): boolean;
  /** Asks the server again who this is and what they may do. */
  refresh(): Promise<void>;
  signOut(): Promise<void>;
}
export type Language = 'en' | 'tr' | 'ar';

export const SessionContext = createContext<WebSession | null>(null);

export function useSession(): WebSession {
  const session = useContext(SessionContext);
  if (!session) throw new Error('no session: only pages behind sign-in may ask');
  return session;
}

/** Whether to show a button: agrees with the server by construction. */
export function useCan(permission: string, at?: Position): boolean {
  return useSession().can(permission, at);
}
