import * as z from 'zod';
import { Id } from '#foundation/ids.ts';

/** A positive whole number of the item's smallest unit. */
export const Qty = z.int().min(1).max(1_000_000_000);
/** How far something came: may be nothing yet. */
export const Count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
export const Reason = z.string().trim().min(3).max(500);
/** Names in the three languages, as far as they are known. */
export const Names = z.record(z.string(), z.string());
export const Size = z.int().min(1).max(40);

export const laneKinds = ['general', 'priority', 'separate', 'home'] as const;
/** Everybody; elderly, disabled and pregnant first; a lane apart for those who need one; carried to the home. */
export const LaneKind = z.enum(laneKinds);

export const eventStates = ['planned', 'stock_reserved', 'open', 'stopped', 'counting', 'reconciled', 'closed', 'cancelled'] as const;
export const EventState = z.enum(eventStates);
export type EventState = z.infer<typeof EventState>;

/** On a list of tokens, or by the rule: whoever comes, counted by household. */
export const Admits = z.enum(['list', 'rule']);

/** How a household was known: by its token, by the number of its tent, or only counted. */
export const Way = z.enum(['token', 'tent', 'tally']);
export type Way = z.infer<typeof Way>;
/** The household itself, the second collector that the register names, or a delegate of the day. */
export const Collector = z.enum(['self', 'alternate', 'delegate']);
export const proofs = ['token', 'pin', 'signature', 'sheet', 'none'] as const;
/** A card or token, the household's PIN, a signature on the phone, the signature sheet. None never loses anybody the ration. */
export const Proof = z.enum(proofs);
export type Proof = z.infer<typeof Proof>;

const People1 = z.int().min(0).max(5000).default(0);
/** Persons by sex and age in years: `f5` women and girls from 5 to 17. */
export const People = z.strictObject({
  f0: People1,
  f5: People1,
  f18: People1,
  f60: People1,
  m0: People1,
  m5: People1,
  m18: People1,
  m60: People1,
});
export type People = z.infer<typeof People>;
export const peopleKeys = ['f0', 'f5', 'f18', 'f60', 'm0', 'm5', 'm18', 'm60'] as const;

/** An item as lists show it. */
export const ItemBrief = z.strictObject({ id: Id, code: z.string(), names: Names, unit: z.string() });
export type ItemBrief = z.infer<typeof ItemBrief>;

/** What a household of certain sizes gets of an item. */
export const PackageLine = z.strictObject({
  itemId: Id,
  fromSize: Size.default(1),
  toSize: Size.optional(),
  qty: z.int().min(1).max(1_000_000),
});
export const PackageLineShown = z.strictObject({ item: ItemBrief, fromSize: z.int(), toSize: z.int().nullable(), qty: z.int() });

/** What did not fit when a hand-over came; each is also `assistance.oddity-<code>`. */
export const oddities = [
  'second-claim',
  'wrong-lane',
  'unknown-token',
  'lost-token',
  'over-distribution',
  'less-than-due',
  'before-open',
  'after-stop',
  'after-close',
  'stock-short',
] as const;
export const Oddity = z.enum(oddities);
export type Oddity = z.infer<typeof Oddity>;
