import * as z from 'zod';
import { defineCommand, personal, secret } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';
import { GuestToken, mostGuestHours } from '#kernel/access/contract/guest-passes.ts';
import { Count, ItemName, Note, OfRefused, PlaceName, Qty, Received } from './shared.ts';

export const tripLinkKinds = ['receiver', 'monitor'] as const;
const PersonName = z.string().trim().min(1).max(200);

/**
 * Gives a link by which somebody without a sign-in receives, or ticks, the load of this one truck and nothing else. The
 * token is made where the link is shown, and only its hash is kept.
 */
export const giveTripLink = defineCommand({
  name: 'supply.give-trip-link',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    linkId: Id,
    legId: Id,
    kind: z.enum(tripLinkKinds),
    hours: z.int().min(1).max(mostGuestHours),
    /** To whom it is given. */
    holder: personal(PersonName),
    token: secret(GuestToken),
  }),
  result: z.strictObject({ until: Instant }),
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});

/** Ends a link at once; what was told by it stays. */
export const withdrawTripLink = defineCommand({
  name: 'supply.withdraw-trip-link',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ linkId: Id, legId: Id }),
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});

export const TripLinkRow = z.strictObject({
  id: Id,
  kind: z.enum(tripLinkKinds),
  /** Null once the name was erased. */
  holder: z.string().nullable(),
  givenBy: z.string(),
  givenAt: Instant,
  until: Instant,
  state: z.enum(['open', 'over', 'withdrawn']),
  uses: z.int(),
  lastUsedAt: Instant.nullable(),
});

/** The links of one truck, with who holds them and how often they were used. */
export const listTripLinks = defineQuery({
  name: 'supply.list-trip-links',
  permission: giveTripLink.name,
  input: z.strictObject({ legId: Id }),
  output: z.strictObject({ rows: z.array(TripLinkRow) }),
  sensitive: true,
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});

/** What the guest who asks has come for: no place but the one where the goods are counted, nothing of other trucks. */
export const getTrip = defineQuery({
  name: 'supply.get-trip',
  input: z.strictObject({}),
  output: z.strictObject({
    legId: Id,
    kind: z.enum(tripLinkKinds),
    /** Empty under a waiver. */
    mission: z.string(),
    waybill: z.string(),
    place: PlaceName,
    /** The mission's time: a demonstration stands in its own year. */
    now: Instant,
    until: Instant,
    lines: z.array(
      z.strictObject({
        lineId: Id,
        item: ItemName,
        lotCode: z.string().nullable(),
        expiresOn: Day.nullable(),
        sent: z.int(),
        /** Received already, by whomever. */
        counted: z.boolean(),
        /** Refused then, and still on the truck. */
        refused: z.int(),
      }),
    ),
    /** When something was told by this link already. */
    toldAt: Instant.nullable(),
  }),
  scope: () => 'any',
});

const signs = { name: personal(PersonName), photos: z.array(Id).max(10).default([]), note: Note.optional() };

/** A guest counts what came off the truck; kept as one account of the receiving side. */
export const receiveByLink = defineCommand({
  name: 'supply.receive-by-link',
  version: 1,
  kind: 'fact',
  input: z.strictObject({
    legId: Id,
    deliveryId: Id,
    documentId: Id,
    ofRefused: OfRefused,
    lines: z.array(Received).min(1).max(500),
    role: z.enum(['receiver', 'witness']).default('receiver'),
    ...signs,
  }),
  result: z.strictObject({ number: z.string(), good: Count, damaged: Count, missing: Count, extra: Count, refused: Count }),
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});

/** A guest ticks the lines of a load that passes at the hub, as a monitor does on the sheet; nothing is moved by it. */
export const tickByLink = defineCommand({
  name: 'supply.tick-by-link',
  version: 1,
  kind: 'fact',
  input: z.strictObject({
    legId: Id,
    ticks: z
      .array(z.strictObject({ lineId: Id, ticked: z.boolean(), qty: Qty.optional(), note: Note.optional() }))
      .min(1)
      .max(500),
    ...signs,
  }),
  result: z.strictObject({ ticked: z.int(), lines: z.int() }),
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});
