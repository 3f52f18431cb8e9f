import { createContext } from 'react';
import type { Language } from '#foundation/web/session.ts';

/** The language of the screens and how to choose another, without a reload. */
export const LanguageContext = createContext<{ language: Language; choose: (language: Language) => void }>({
  language: 'en',
  choose: () => undefined,
});
