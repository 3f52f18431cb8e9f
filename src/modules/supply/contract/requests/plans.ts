import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day } from '#foundation/time.ts';
import { Sector } from '#kernel/orgs/contract/grants.ts';
import { Count, ItemBrief, Names, Reason } from './shapes.ts';

export const Households = z.strictObject({ size: z.int().min(1).max(40), households: z.int().min(1).max(1_000_000) });

/** What households of certain sizes get of an item: for the household, or for every so many persons of it. */
export const StandardInput = z.strictObject({
  itemId: Id,
  fromSize: z.int().min(1).max(40).default(1),
  /** Absent: and larger. */
  toSize: z.int().min(1).max(40).optional(),
  per: z.enum(['household', 'persons']).default('household'),
  every: z.int().min(1).max(40).default(1),
  qty: z.int().min(1).max(1_000_000),
});

const described = {
  title: z.string().trim().min(1).max(200),
  /** Who gives the goods out: a partner, or the mission itself. */
  orgId: Id,
  /** The partnership agreement under which it does. */
  agreement: z.string().trim().min(1).max(100),
  /** The donor agreement it is charged to; goods of other agreements are then left. */
  grantId: Id.optional(),
  sector: Sector,
  siteId: Id,
  givesOn: Day,
  households: z.array(Households).min(1).max(40),
  standards: z.array(StandardInput).min(1).max(200),
  note: z.string().trim().max(2000).optional(),
};

/** Enters a distribution plan: who gives what to how many households, where and when. */
export const createPlan = defineCommand({
  name: 'supply.create-plan',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ planId: Id, ...described }),
  result: z.strictObject({ number: z.string() }),
  scope: () => 'any',
});

/** Changes a plan; partner, site and sector stay once goods are promised to it. */
export const changePlan = defineCommand({
  name: 'supply.change-plan',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ planId: Id, version: z.int().min(1), ...described }),
  scope: (input) => ({ kind: 'supply-plan', id: input.planId }),
});

/** Nothing more may be asked for the plan. */
export const closePlan = defineCommand({
  name: 'supply.close-plan',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ planId: Id, reason: Reason }),
  scope: (input) => ({ kind: 'supply-plan', id: input.planId }),
});

export const PlanRow = z.strictObject({
  id: Id,
  number: z.string(),
  title: z.string(),
  orgId: Id,
  orgNames: Names,
  agreement: z.string(),
  sector: Sector,
  siteId: Id,
  siteNames: Names,
  areaNames: Names,
  givesOn: Day,
  households: Count,
  persons: Count,
  /** Requests that name it and stand. */
  requests: Count,
  status: z.enum(['open', 'closed']),
});
export type PlanRow = z.infer<typeof PlanRow>;

/** Distribution plans, those that give soonest first. */
export const listPlans = defineQuery({
  name: 'supply.list-plans',
  input: z.strictObject({
    ...pageInput,
    search: z.string().max(100).optional(),
    orgId: Id.optional(),
    siteId: Id.optional(),
    sector: Sector.optional(),
    status: z.enum(['open', 'closed']).optional(),
    from: Day.optional(),
    to: Day.optional(),
  }),
  output: pageOf(PlanRow),
  scope: () => 'any',
  columns: [
    { key: 'number', type: 'code' },
    { key: 'title', type: 'text' },
    { key: 'orgNames', type: 'names' },
    { key: 'agreement', type: 'text' },
    { key: 'sector', type: 'code', words: 'orgs.sector-' },
    { key: 'siteNames', type: 'names' },
    { key: 'areaNames', type: 'names' },
    { key: 'givesOn', type: 'date' },
    { key: 'households', type: 'number' },
    { key: 'persons', type: 'number' },
    { key: 'requests', type: 'number' },
    { key: 'status', type: 'code', words: 'supply.plan-status-' },
  ],
});

export const PlanShown = PlanRow.extend({
  version: z.int(),
  note: z.string().nullable(),
  /** Said to those who may see donor agreements. */
  grant: z.strictObject({ id: Id, code: z.string() }).nullable(),
  sizes: z.array(Households),
  standards: z.array(
    z.strictObject({
      fromSize: z.int(),
      toSize: z.int().nullable(),
      per: z.enum(['household', 'persons']),
      every: z.int(),
      qty: z.int(),
      itemId: Id,
    }),
  ),
  /** Each item of the plan or of its requests: what households get together, and what was asked, set aside, sent and given. */
  items: z.array(
    z.strictObject({
      item: ItemBrief,
      standard: Count.nullable(),
      asked: Count,
      allocated: Count,
      shipped: Count,
      delivered: Count,
    }),
  ),
  abilities: z.array(z.string()),
});

export const getPlan = defineQuery({
  name: 'supply.get-plan',
  permission: 'supply.list-plans',
  input: z.strictObject({ planId: Id }),
  output: PlanShown,
  scope: (input) => ({ kind: 'supply-plan', id: input.planId }),
});
