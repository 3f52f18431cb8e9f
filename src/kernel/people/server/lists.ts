import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { commonProblems } from '#foundation/problem.ts';
import type { HouseholdRule } from '../contract/lists.ts';
import { getPerson, seeClass } from '../contract/queries.ts';
import { hasDisability } from '../domain/classes.ts';
import type { Needs } from '../domain/classes.ts';
import { holdActive, listHeads, listRuleRows } from './lists.repo.ts';
import type { RuleRow } from './lists.repo.ts';
import { spokenName } from './records.ts';
import type { PersonRecord } from './records.ts';
import { openSealed } from './sealing.ts';

/** A household as a list needs it: no name, no age, no need. */
export interface HouseholdDrawn {
  readonly id: string;
  readonly number: string;
  readonly size: number;
  /** The number of its living card. */
  readonly card: string | null;
  /** Whether somebody is named to collect beside the main collector. */
  readonly alternate: boolean;
}

/**
 * Households that a rule admits, within the actor's reach. Needs may be asked for only by who may see them.
 * @throws common.not-permitted
 */
export async function drawHouseholds(ctx: RequestContext, rule: HouseholdRule): Promise<HouseholdDrawn[]> {
  if (!ctx.can(getPerson.name)) throw commonProblems.problem('not-permitted', { permission: getPerson.name });
  if (rule.needs.length > 0 && !ctx.can(seeClass.needs.name))
    throw commonProblems.problem('not-permitted', { permission: seeClass.needs.name });
  const needs = rule.needs.length > 0 ? seeClass.needs.name : getPerson.name;
  const rows = await listRuleRows.all(ctx.tx, {
    reach: ctx.reach(needs, { areas: 'h.areas', site: 'h.site_id' }),
    area: rule.area,
    siteId: rule.siteId ?? null,
    sizeFrom: rule.sizeFrom ?? 1,
    sizeTo: rule.sizeTo ?? 40,
    on: dayIn(ctx.mission.timeZone, ctx.now),
  });
  const drawn: HouseholdDrawn[] = [];
  for (const row of rows) {
    const { id, number, size, card, alternate } = row;
    if (await admits(ctx, rule, row)) drawn.push({ id, number, size, card, alternate });
  }
  return drawn;
}

async function admits(ctx: RequestContext, rule: HouseholdRule, row: RuleRow): Promise<boolean> {
  if (rule.ages.length + rule.needs.length === 0 && !rule.womanHeaded) return true;
  if (rule.womanHeaded && row.woman) return true;
  if ((rule.ages.includes('under-5') && row.under5) || (rule.ages.includes('60-plus') && row.over60)) return true;
  if (rule.needs.length === 0) return false;
  for (const sealed of row.needs ?? []) {
    const needs = await openSealed<Needs>(ctx.tx, sealed);
    if (!needs) continue;
    if (needs.other?.some((one) => rule.needs.includes(one)) || (rule.needs.includes('disability') && hasDisability(needs))) return true;
  }
  return false;
}

/**
 * Of drawn households those that are still active, to be put on a list: who withdraws or closes one at the same moment waits,
 * and then sees it listed; who was there before us leaves it out.
 */
export async function holdHouseholds<D extends Pick<HouseholdDrawn, 'id'>>(ctx: CommandContext, drawn: readonly D[]): Promise<D[]> {
  const held = new Set((await holdActive.all(ctx.tx, { ids: drawn.map((one) => one.id) })).map((row) => row.id));
  return drawn.filter((one) => held.has(one.id));
}

/** Names of those who head households, as far as the actor sees them; others are simply not there. */
export async function headNames(ctx: RequestContext, householdIds: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const row of await listHeads.all(ctx.tx, { ids: householdIds })) {
    const record = await openSealed<PersonRecord>(ctx.tx, row.sealed);
    const name = record && (spokenName(record.names, false) ?? spokenName(record.names, true));
    if (name) names.set(row.household_id, name);
  }
  return names;
}
