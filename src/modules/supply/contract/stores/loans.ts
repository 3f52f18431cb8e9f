import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';
import { Photos, Reason, Reference, TakenLines, names } from './shapes.ts';

/** One grant lends stock to another, by agreement and until a day; a second person decides, then the goods bear the other grant. */
export const lendBetweenGrants = defineCommand({
  name: 'supply.lend-between-grants',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    loanId: Id,
    placeId: Id,
    fromGrant: Id,
    toGrant: Id,
    lines: TakenLines,
    agreement: Reference,
    dueOn: Day,
    reason: Reason,
    photos: Photos,
  }),
  result: z.strictObject({ number: z.string() }),
  scope: (input) => ({ kind: 'stock-place', id: input.placeId }),
});

/** The borrowing grant gives back the same items, of whatever lot; never more than was lent. */
export const payBackLoan = defineCommand({
  name: 'supply.pay-back-loan',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ loanId: Id, documentId: Id, placeId: Id, lines: TakenLines, reason: Reason }),
  result: z.strictObject({ number: z.string(), paidBack: z.boolean() }),
  scope: (input) => ({ kind: 'stock-place', id: input.placeId }),
});

export const LoanRow = z.strictObject({
  id: Id,
  number: z.string(),
  state: z.enum(['asked', 'declined', 'open', 'paid-back']),
  /** Whose money it is, for who reads grants. */
  fromGrant: Id.nullable(),
  fromCode: z.string().nullable(),
  toGrant: Id.nullable(),
  toCode: z.string().nullable(),
  agreement: z.string(),
  dueOn: Day,
  daysLeft: z.int(),
  placeId: Id,
  placeCode: z.string(),
  madeBy: z.string(),
  madeAt: Instant,
  items: z.array(z.strictObject({ itemId: Id, itemCode: z.string(), ...names, unit: z.string(), lent: z.int(), paidBack: z.int() })),
});

/** Loans between grants, those that fall due first on top. */
export const listLoans = defineQuery({
  name: 'supply.list-loans',
  input: z.strictObject({
    ...pageInput,
    state: z.enum(['asked', 'declined', 'open', 'paid-back']).optional(),
    grantId: Id.optional(),
    overdue: z.boolean().optional(),
  }),
  output: pageOf(LoanRow),
  scope: () => 'any',
  columns: [
    { key: 'number', type: 'code' },
    { key: 'state', type: 'text', words: 'supply.loan-state-' },
    { key: 'fromCode', type: 'code' },
    { key: 'toCode', type: 'code' },
    { key: 'agreement', type: 'code' },
    { key: 'dueOn', type: 'date' },
    { key: 'daysLeft', type: 'number' },
    { key: 'placeCode', type: 'code' },
    { key: 'madeBy', type: 'text' },
  ],
});
