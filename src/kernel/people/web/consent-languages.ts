import { consentGiven } from '../contract/shared.ts';

/** The languages in which consent can have been explained. */
export const consentLanguages = consentGiven.language.options;
