import type { Language } from '#foundation/web/session.ts';

/** What the app gives the pages that open before anybody is signed in. */
export interface EntryProps {
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  /** Signed in: the app asks who it is. */
  readonly onIn: () => void;
}

/** The token after the # of a one-time link: it never reaches a server's log. */
export const tokenOfAddress = (): string => location.hash.slice(1);

/** Takes link and token out of the address and its history. */
export function leaveLink(): void {
  history.replaceState(null, '', location.pathname.replace(/(join|first-run)$/, '') || '/');
}
