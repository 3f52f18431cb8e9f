import type { CommandContext } from '#foundation/pipeline/context.ts';
import { problems } from '../contract/problems.ts';
import { getPerson } from '../contract/queries.ts';
import { numberOf } from '../domain/numbers.ts';
import { findPlace } from './places.repo.ts';
import type { Place } from './places.repo.ts';

/** The place, if the actor may also read there: the database lets nobody write what they may not read. */
export async function placeFor(ctx: CommandContext, at: { area: string; siteId?: string | undefined }): Promise<Place> {
  const place = await findPlace.maybe(ctx.tx, { area: at.area, siteId: at.siteId ?? null });
  if (!place || (at.siteId && place.site_id !== at.siteId)) throw problems.problem('area-unknown');
  if (!ctx.can(getPerson.name, { areas: place.areas, ...(place.site_id ? { sites: [place.site_id] } : {}) }))
    throw problems.problem('register-needs-reading');
  return place;
}

/** A number that somebody else has: people decide whose it is. */
export async function raiseDispute(
  ctx: CommandContext,
  householdId: string,
  place: { areas: readonly string[]; site_id: string | null },
  count: number,
) {
  await ctx.raise({
    kind: 'people.number-disputed',
    subject: { kind: 'household', id: householdId },
    figures: { household: numberOf('H', householdId), count },
    position: { areas: place.areas, ...(place.site_id ? { sites: [place.site_id] } : {}) },
    dueInHours: 72,
  });
}
