import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery } from '#foundation/query.ts';
import { lifetimes } from '../domain/lifetimes.ts';
import { TwoStepRule } from './account.ts';

const fresh = lifetimes.proof;
const ofUser = (input: { userId: string }) => ({ kind: 'user', id: input.userId });

/** Asks that a lost authenticator be taken off somebody's sign-in; a second administrator decides. */
export const askRecovery = defineCommand({
  name: 'access.ask-recovery',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ recoveryId: Id, userId: Id, reason: z.string().trim().min(5).max(500) }),
  scope: ofUser,
  fresh,
});

/** Takes the lost authenticator off: by somebody else than who asked, and not by the person concerned. */
export const approveRecovery = defineCommand({
  name: 'access.approve-recovery',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ recoveryId: Id, userId: Id }),
  scope: ofUser,
  fresh,
});

export const refuseRecovery = defineCommand({
  name: 'access.refuse-recovery',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ recoveryId: Id, userId: Id }),
  scope: ofUser,
});

/** Says who needs the second step. */
export const setSignInRules = defineCommand({
  name: 'access.set-sign-in-rules',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ twoStep: TwoStepRule }),
  scope: () => 'mission',
  fresh,
});

/** What signing in asks, and who does not meet it yet. */
export const getSignInRules = defineQuery({
  name: 'access.get-sign-in-rules',
  permission: 'access.list-sign-ins',
  input: z.strictObject({}),
  output: z.strictObject({ twoStep: TwoStepRule, people: z.int(), withTwoStep: z.int(), abilities: z.array(z.string()) }),
  scope: () => 'any',
});

/** Lost authenticators that wait for a second administrator. */
export const listRecoveries = defineQuery({
  name: 'access.list-recoveries',
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        id: Id,
        userId: Id,
        user: z.string(),
        reason: z.string(),
        askedById: Id,
        askedBy: z.string(),
        askedAt: z.string(),
      }),
    ),
  }),
  scope: () => 'any',
});
