import type { FieldItem } from '../../contract/field/shared.ts';

/** Whether a maker's number, as scanners read it with its leading zeros, is the item's. */
export const hasGtin = (item: FieldItem, gtin: string | undefined): boolean => item.gtins.some((known) => known.padStart(14, '0') === gtin);
