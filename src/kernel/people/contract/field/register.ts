import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { definePack } from '#foundation/pack.ts';

const Names = z.record(z.string(), z.string());

/** A person as a phone can recognise it: two opaque numbers and hashes under the pack's own key. */
const Known = z.strictObject({
  number: z.string(),
  household: z.string().nullable(),
  /** 32 bits of each hash, hexadecimal: enough to find, too few to prove a name by. */
  keys: z.array(z.string()),
});
export type KnownPerson = z.output<typeof Known>;

/**
 * Registering at one place without network: the place, what lies below it, and the version of the text of consent. Whom the
 * register knows there comes only for clerks with the right to carry it, without any name.
 */
export const registerPack = definePack({
  name: 'people.register',
  params: z.strictObject({ area: z.string().min(2).max(30), site: Id.optional() }),
  opens: 'persons',
  sensitive: true,
  shape: z.strictObject({
    area: z.strictObject({ pcode: z.string(), names: Names }),
    site: z.strictObject({ id: Id, names: Names }).nullable(),
    /** Communities and neighbourhoods below the area. */
    places: z.array(z.strictObject({ pcode: z.string(), names: Names })),
    consentText: z.string(),
    /** The pack's own key, base64url; null where nothing may be searched on the phone. */
    searchKey: z.string().nullable(),
    known: z.array(Known),
  }),
});
export type RegisterPack = z.output<typeof registerPack.shape>;

/** Carries the hashes of whom the register knows at a place to a phone, to find duplicates without network. */
export const carrySearch = { name: 'people.carry-search', opens: 'persons' } as const;
