/** The words that clerks read out when they ask for consent, by their version; a change of the words is a new version. */
export const consentText = '2026-1';
