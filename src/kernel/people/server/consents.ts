import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import type * as z from 'zod';
import { problems } from '../contract/problems.ts';
import { recordConsent, withdrawConsent } from '../contract/register.ts';
import { insertConsent, shareHousehold, sharePerson, withdrawConsentRow } from './consents.repo.ts';

type Given = z.output<typeof recordConsent.input>;

/** Keeps what a person agreed to, and lets those see the person whom it names. */
export async function writeConsent(ctx: CommandContext, given: Given): Promise<void> {
  const { consentId, ...rest } = given;
  await insertConsent.run(ctx.tx, { id: consentId, ...rest, by: ctx.actor.userId, at: ctx.now.toISOString() });
  await share(ctx, given.personId);
}

async function share(ctx: CommandContext, personId: string): Promise<void> {
  await sharePerson.run(ctx.tx, { personId });
  await shareHousehold.run(ctx.tx, { personId });
  ctx.touch('person', personId);
}

export const handleRecordConsent = handle(recordConsent, async (ctx, input) => {
  await writeConsent(ctx, input);
  return {};
});

export const handleWithdrawConsent = handle(withdrawConsent, async (ctx, input) => {
  const by = { by: ctx.actor.userId, at: ctx.now.toISOString() };
  const ended = await withdrawConsentRow.run(ctx.tx, { id: input.consentId, personId: input.personId, on: input.on, ...by });
  if (ended === 0) throw problems.problem('consent-not-found');
  await share(ctx, input.personId);
  return {};
});
