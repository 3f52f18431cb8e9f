import * as z from 'zod';
import { otherNeeds } from '../domain/classes.ts';

export const listNeeds = [...otherNeeds, 'disability'] as const;
export const listAges = ['under-5', '60-plus'] as const;

/** Which households stand on a list: where they live, how many they are, and, where any is named, who of them is among them. */
export const HouseholdRule = z.strictObject({
  /** P-code of a district, province or place. */
  area: z.string().trim().toUpperCase().min(2).max(30),
  siteId: z.uuid().optional(),
  sizeFrom: z.int().min(1).max(40).optional(),
  sizeTo: z.int().min(1).max(40).optional(),
  /** One of these is enough. */
  ages: z.array(z.enum(listAges)).max(2).default([]),
  needs: z.array(z.enum(listNeeds)).max(9).default([]),
  womanHeaded: z.boolean().default(false),
});
export type HouseholdRule = z.output<typeof HouseholdRule>;
