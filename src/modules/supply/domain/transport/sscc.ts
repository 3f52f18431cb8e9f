import { hasCheckDigit } from '#foundation/gs1.ts';

/** Whether the last digit of a serial shipping container code is its GS1 check digit. */
export const ssccIsRight = (sscc: string): boolean => sscc.length === 18 && hasCheckDigit(sscc);
