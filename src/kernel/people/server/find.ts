import type { RequestContext } from '#foundation/pipeline/context.ts';
import type { Position } from '#foundation/scope.ts';
import { problems } from '../contract/problems.ts';
import { findHousehold } from './households.repo.ts';
import type { HouseholdFound } from './households.repo.ts';
import { findPerson } from './persons.repo.ts';
import type { PersonFound } from './persons.repo.ts';

/** Where a person or household lies. */
export const positionOf = (row: { areas: readonly string[]; site_id: string | null }): Position => ({
  areas: row.areas,
  ...(row.site_id ? { sites: [row.site_id] } : {}),
});

/** The person as the database shows it to the actor. */
export async function getPersonRow(ctx: RequestContext, id: string): Promise<PersonFound> {
  const row = await findPerson.maybe(ctx.tx, { id });
  if (!row) throw problems.problem('person-not-found');
  return row;
}

/** The household as the database shows it to the actor. */
export async function getHouseholdRow(ctx: RequestContext, id: string): Promise<HouseholdFound> {
  const row = await findHousehold.maybe(ctx.tx, { id });
  if (!row) throw problems.problem('household-not-found');
  return row;
}
