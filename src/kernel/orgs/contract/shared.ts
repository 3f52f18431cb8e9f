import * as z from 'zod';

/** A code that people write and say: capitals, digits, dashes. */
export const Code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9-]{1,29}$/)
  .meta({ title: 'Code' });

export const Country = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{3}$/)
  .meta({ title: 'Country', description: 'ISO 3166 alpha-3' });

/** Names in three languages, spread into a shape. */
export const names = {
  nameEn: z.string().trim().min(1).max(200),
  nameTr: z.string().trim().max(200).optional(),
  nameAr: z.string().trim().max(200).optional(),
};
/** The same as an answer gives them. */
export const shownNames = { nameEn: z.string(), nameTr: z.string().nullable(), nameAr: z.string().nullable() };

export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ title: 'Currency', description: 'ISO 4217' });

/** An amount in minor units of its currency, as text so that no reader rounds it. */
export const Minor = z
  .string()
  .regex(/^(0|[1-9]\d{0,15})$/)
  .refine((text) => Number.isSafeInteger(Number(text)))
  .meta({ title: 'Minor units' });
export const Money = z.strictObject({ minor: Minor, currency: Currency });
