import { consentGiven } from '../contract/shared.ts';

/** The words that clerks read out, by their version; a change of the words is a new version. */
export const consentText = '2023-1';
export const consentLanguages = consentGiven.language.options;
