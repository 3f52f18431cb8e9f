import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { shownNames } from '../transport/shared.ts';

/** A public key of the mission: with it a phone tells its papers from others without network. */
export const Key = z.strictObject({ id: z.string(), key: z.string() });
export const Keys = z.array(Key).max(50);

/** An item as a phone shows, scans and counts it. */
export const FieldItem = z.strictObject({
  id: Id,
  code: z.string(),
  unit: z.string(),
  ...shownNames,
  /** Numbers that makers print on it. */
  gtins: z.array(z.string()),
  packs: z.array(z.strictObject({ id: Id, code: z.string(), kind: z.string(), smallest: z.int(), per: z.int() })),
});
export type FieldItem = z.output<typeof FieldItem>;
