import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day } from '#foundation/time.ts';
import { Code, Currency, Minor, Money, shownNames } from './shared.ts';

export const sectors = ['shelter', 'nfi', 'food', 'wash', 'health', 'protection', 'education', 'livelihoods', 'logistics', 'cccm'] as const;
export const Sector = z.enum(sectors);
export const GrantStatus = z.enum(['planned', 'active', 'closed']);
/** As the donor's budget numbers its lines: `A`, `A1`, `2.3.1`. */
const LineCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9.-]{0,29}$/);
export const BudgetLine = z.strictObject({ code: LineCode, title: z.string().trim().min(1).max(200), minor: Minor });

const described = {
  title: z.string().trim().min(1).max(200),
  lines: z.array(BudgetLine).max(200).default([]),
  /** Where, for what and through whom it may be spent; empty: no limit. */
  areas: z.array(z.string().min(2).max(40)).max(200).default([]),
  sectors: z.array(Sector).max(20).default([]),
  partners: z.array(Id).max(200).default([]),
  note: z.string().trim().max(2000).optional(),
};

/** Enters a donor agreement. The donor is screened first, and a blocked one gives no grant. */
export const createGrant = defineCommand({
  name: 'orgs.create-grant',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    grantId: Id,
    donorId: Id,
    code: Code,
    currency: Currency,
    minor: Minor,
    startsOn: Day,
    endsOn: Day,
    status: z.enum(['planned', 'active']).default('active'),
    ...described,
  }),
  scope: () => 'mission',
});

/** Changes title, budget lines and rules; amount and end change by amendment only. */
export const changeGrant = defineCommand({
  name: 'orgs.change-grant',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ grantId: Id, version: z.int().min(1), ...described }),
  scope: () => 'mission',
});

/** A dated change of the agreement: a later end without more money, or more money. */
export const amendGrant = defineCommand({
  name: 'orgs.amend-grant',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    amendmentId: Id,
    grantId: Id,
    kind: z.enum(['no-cost-extension', 'top-up']),
    amendedOn: Day,
    reference: z.string().trim().min(1).max(200),
    newEndsOn: Day.optional(),
    addedMinor: Minor.optional(),
  }),
  scope: () => 'mission',
});

export const setGrantStatus = defineCommand({
  name: 'orgs.set-grant-status',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ grantId: Id, status: GrantStatus, reason: z.string().trim().min(1).max(500) }),
  scope: () => 'mission',
});

/** Looks over all agreements: those near their end come to the desk of exceptions, those that are settled leave it. */
export const watchGrants = defineCommand({
  name: 'orgs.watch-grants',
  version: 1,
  kind: 'decision',
  input: z.strictObject({}),
  result: z.strictObject({ raised: z.int() }),
  scope: () => 'mission',
});

export const GrantRow = z.strictObject({
  id: Id,
  code: z.string(),
  title: z.string(),
  donorId: Id,
  ...shownNames,
  /** In minor units of the currency; text beside it for exactness. */
  amount: Money,
  currency: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  status: GrantStatus,
  daysLeft: z.int(),
  /** Near or past its end while it is still active. */
  attention: z.enum(['ending', 'ended']).nullable(),
});

/** Donor agreements, those that end first on top. */
export const listGrants = defineQuery({
  name: 'orgs.list-grants',
  input: z.strictObject({
    ...pageInput,
    search: z.string().max(100).optional(),
    donorId: Id.optional(),
    status: GrantStatus.optional(),
    attention: z.boolean().optional(),
  }),
  output: pageOf(GrantRow),
  scope: () => 'any',
  columns: [
    { key: 'code', type: 'code' },
    { key: 'title', type: 'text' },
    { key: 'nameEn', type: 'text' },
    { key: 'amount', type: 'text' },
    { key: 'currency', type: 'code' },
    { key: 'startsOn', type: 'date' },
    { key: 'endsOn', type: 'date' },
    { key: 'daysLeft', type: 'number' },
    { key: 'status', type: 'code' },
  ],
});

export const getGrant = defineQuery({
  name: 'orgs.get-grant',
  permission: 'orgs.list-grants',
  input: z.strictObject({ grantId: Id }),
  output: GrantRow.extend({
    version: z.int(),
    note: z.string().nullable(),
    lines: z.array(BudgetLine),
    unallocated: Minor,
    areas: z.array(z.strictObject({ pcode: z.string(), ...shownNames })),
    sectors: z.array(Sector),
    partners: z.array(z.strictObject({ id: Id, acronym: z.string().nullable(), ...shownNames })),
    amendments: z.array(
      z.strictObject({
        id: Id,
        kind: z.enum(['no-cost-extension', 'top-up']),
        amendedOn: z.string(),
        reference: z.string(),
        formerEndsOn: z.string(),
        newEndsOn: z.string(),
        added: Minor,
        recordedBy: z.string(),
        recordedAt: z.string(),
      }),
    ),
    projects: z.array(z.strictObject({ id: Id, code: z.string(), ...shownNames, responseId: Id })),
    abilities: z.array(z.string()),
  }),
  scope: (input) => ({ kind: 'grant', id: input.grantId }),
});
