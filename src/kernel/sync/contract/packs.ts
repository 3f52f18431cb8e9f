import * as z from 'zod';
import { Instant } from '#foundation/time.ts';

const Params = z.record(z.string().max(40), z.union([z.string().max(200), z.number(), z.boolean()]));

/** Body of `POST /api/packs/<name>`; with `have`, the same version is not sent again. */
export const PackRequest = z.strictObject({ params: Params, have: z.string().max(200).optional() });

/** `title` is the same in every language; `names` says by language what its place is called. */
export const PackOfferShape = z.strictObject({
  name: z.string(),
  params: Params,
  title: z.string(),
  names: z.record(z.string(), z.string()).optional(),
  until: Instant,
});

/** `bytes` is what the same pack weighed for the last device, else what packs of its kind weigh; null before any was taken. */
export const PackToTake = PackOfferShape.extend({ bytes: z.int().nullable().optional() });

/** Answer of `POST /api/packs`: what this actor may take now. */
export const PackOffers = z.strictObject({ packs: z.array(PackToTake), now: Instant });

/** Answer of `POST /api/packs/<name>`; `data` is absent when the device has this version already. */
export const PackAnswer = PackOfferShape.extend({
  shape: z.int(),
  version: z.string(),
  madeAt: Instant,
  data: z.record(z.string(), z.unknown()).optional(),
});
export type PackAnswer = z.infer<typeof PackAnswer>;
