import * as z from 'zod';
import { Id } from '#foundation/ids.ts';

export { Names } from '../requests/shapes.ts';

/** A grant, or goods that stand under none. */
export const GrantPick = z.union([Id, z.literal('none')]);
/** `2023-03`. */
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
/** A positive whole number of the item's smallest unit. */
export const Qty = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
/** A sum, which after corrections may also stand below nothing. */
export const Sum = z.int();
export const Reason = z.string().trim().min(3).max(500);
