import { createContext } from 'react';
import type { Language } from './session.ts';

/** Which digits Arabic screens show; waybills and phones of the region mostly use Western ones. */
export type Numerals = 'latn' | 'arab';

/** What a person chose for this device. */
export interface Preferences {
  readonly language: Language;
  readonly numerals: Numerals;
  chooseLanguage(language: Language): void;
  chooseNumerals(numerals: Numerals): void;
}

export const PreferencesContext = createContext<Preferences>({
  language: 'en',
  numerals: 'latn',
  chooseLanguage: () => undefined,
  chooseNumerals: () => undefined,
});
