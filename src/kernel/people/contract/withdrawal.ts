import * as z from 'zod';
import { defineCommand, personal } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery } from '#foundation/query.ts';
import { ofHousehold } from './shared.ts';

/** What a household can be tied to so that its registration cannot just be taken back. */
export const tieKinds = ['card', 'elsewhere', 'merge', 'served', 'listed'] as const;
export const Tie = z.strictObject({ kind: z.enum(tieKinds), count: z.int().min(1) });
export type Tie = z.infer<typeof Tie>;

/**
 * Takes back a registration that was made by mistake. The household and its persons are found, matched and counted no more,
 * and their numbers are free for others; what was told stays in the history. Refused while something rests on it.
 */
export const withdrawRegistration = defineCommand({
  name: 'people.withdraw-registration',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    householdId: Id,
    version: z.int().min(1),
    reason: personal(z.string().trim().min(3).max(500), ofHousehold),
  }),
  scope: (input) => ({ kind: 'household', id: input.householdId }),
  opens: 'persons',
});

/** What stands in the way of a withdrawal, each with how many; empty when nothing does. */
export const whatBlocksWithdrawal = defineQuery({
  name: 'people.what-blocks-withdrawal',
  permission: withdrawRegistration.name,
  input: z.strictObject({ householdId: Id }),
  output: z.strictObject({ ties: z.array(Tie) }),
  scope: (input) => ({ kind: 'household', id: input.householdId }),
  opens: 'persons',
});
