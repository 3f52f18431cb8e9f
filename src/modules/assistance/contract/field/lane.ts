import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { definePack } from '#foundation/pack.ts';
import { Instant } from '#foundation/time.ts';
import { Admits, ItemBrief, LaneKind, Names } from '../shared.ts';
import { TokenHash } from '../tokens.ts';

/** A token as a phone knows it: no text, no name. */
const Token = z.strictObject({
  hash: TokenHash,
  number: z.int(),
  size: z.int(),
  lost: z.boolean(),
  /** Somebody had given to it when the pack was made. */
  served: z.boolean(),
  /** Whether the register named a second collector when the list was drawn; nobody knows of a list that was not, or of long ago. */
  alternate: z.boolean().nullish(),
  /** Who heads the household: only where the lead turned names on, and only whom the phone's user may see. */
  name: z.string().optional(),
  /** Eight bits of the household's PIN, where it chose one (`people/domain/household-pin.ts`). */
  pin: z.string().optional(),
});
export type LaneToken = z.infer<typeof Token>;

/**
 * One lane of a distribution on a phone: its tokens by hash, number and household size, and what each household is due. Of
 * the other lanes only enough to point a token to its own, and to serve it once that lane has closed.
 */
export const lanePack = definePack({
  name: 'assistance.lane',
  version: 4,
  // Where names are on, it says who stands on the list.
  sensitive: true,
  params: z.strictObject({ lane: Id }),
  shape: z.strictObject({
    eventId: Id,
    number: z.string(),
    siteId: Id,
    site: Names,
    admits: Admits,
    expected: z.int(),
    laneId: Id,
    lane: z.int(),
    kind: LaneKind,
    closed: z.boolean(),
    /** Its list was drawn from the register: a token is a household's card. */
    register: z.boolean(),
    /** The mission's key of the PINs' bits; null where nobody on the list has a PIN. */
    pinKey: z.string().nullable(),
    /** The mission's public keys: whose card it is, without network. */
    keys: z.array(z.strictObject({ id: z.string(), key: z.string() })),
    /** Stopped when the pack was made. */
    stoppedAt: Instant.nullable(),
    items: z.array(ItemBrief),
    bands: z.array(z.strictObject({ itemId: Id, fromSize: z.int(), toSize: z.int().nullable(), qty: z.int() })),
    tokens: z.array(Token),
    others: z.array(Token.extend({ lane: z.int() })),
  }),
});
export type LanePack = z.output<typeof lanePack.shape>;

/** A lane has closed and handed its served tokens to this one: whoever of it was not served is served here. */
export const takeOverLane = defineCommand({
  name: 'assistance.take-over-lane',
  version: 1,
  kind: 'fact',
  offline: true,
  scope: (input) => ({ kind: 'assistance-event', id: input.eventId }),
  input: z.strictObject({
    eventId: Id,
    laneId: Id,
    /** Number of the lane that closed, and the numbers it had served. */
    from: z.int().min(1).max(40),
    served: z.array(z.int().min(1).max(999_999)).max(20_000),
  }),
});
