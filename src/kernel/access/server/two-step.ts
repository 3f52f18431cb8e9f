import type { Tx } from '#foundation/db/tx.ts';
import { handle } from '#foundation/pipeline/context.ts';
import { renewRecoveryCodes, startTwoStep, stopTwoStep } from '../contract/account.ts';
import { problems } from '../contract/problems.ts';
import { setSignInRules } from '../contract/recovery.ts';
import { keyBytes, recoveryCodeOf } from '../domain/two-step.ts';
import { getIdentity } from './identities.repo.ts';
import { personOf, sessionOf } from './identity.ts';
import { endSessionsOf } from './sessions.repo.ts';
import { stepOfCode } from './totp.ts';
import {
  burnRecoveryCode,
  deleteAuthenticator,
  deleteRecoveryCodes,
  insertRecoveryCode,
  keepStep,
  lockAuthenticator,
  putAuthenticator,
  setRules,
  twoStepAsked,
} from './two-step.repo.ts';
import { vault } from './vault.ts';

const codeMark = (identityId: string, code: string): Buffer => vault().mark('recovery code', `${identityId} ${code}`);

async function putCodes(tx: Tx, identityId: string, codes: readonly string[]): Promise<void> {
  await deleteRecoveryCodes.run(tx, { identityId });
  for (const code of new Set(codes)) await insertRecoveryCode.run(tx, { identityId, codeHash: codeMark(identityId, code) });
}

/** Looks at a typed second step: six digits of the app, or a recovery code, which is used up. */
export async function takeSecondStep(tx: Tx, identityId: string, typed: string): Promise<'code' | 'recovery' | undefined> {
  const found = await lockAuthenticator.maybe(tx, { identityId });
  if (!found) return undefined;
  const recovery = recoveryCodeOf(typed);
  if (recovery) {
    const burnt = await burnRecoveryCode.run(tx, { identityId, codeHash: codeMark(identityId, recovery) });
    return burnt === 1 ? 'recovery' : undefined;
  }
  const step = stepOfCode(vault().open(found.sealed), typed, Date.now(), found.last_step);
  if (step === undefined) return undefined;
  return (await keepStep.run(tx, { identityId, step })) === 1 ? 'code' : undefined;
}

export const handleStartTwoStep = handle(startTwoStep, async (ctx, input) => {
  const person = await personOf(ctx.tx, ctx.actor.userId);
  const key = keyBytes(input.key)!;
  const step = stepOfCode(key, input.code, Date.now(), 0);
  if (step === undefined) throw problems.problem('code-wrong');
  const identityId = person.identity_id;
  await putAuthenticator.run(ctx.tx, { identityId, sealed: vault().seal(key), step });
  await putCodes(ctx.tx, identityId, input.recoveryCodes);
  // Sessions opened with the password alone, or with a former authenticator, have not shown this one.
  await endSessionsOf.run(ctx.tx, { identityId, except: sessionOf(ctx.actor) });
  ctx.touch('user', ctx.actor.userId);
  return {};
});

export const handleStopTwoStep = handle(stopTwoStep, async (ctx) => {
  const person = await personOf(ctx.tx, ctx.actor.userId);
  if ((await twoStepAsked.one(ctx.tx, { userId: person.id })).asked) throw problems.problem('two-step-asked');
  if ((await deleteAuthenticator.run(ctx.tx, { identityId: person.identity_id })) === 0) throw problems.problem('two-step-off');
  ctx.touch('user', ctx.actor.userId);
  return {};
});

export const handleRenewRecoveryCodes = handle(renewRecoveryCodes, async (ctx, input) => {
  const person = await personOf(ctx.tx, ctx.actor.userId);
  const identity = await getIdentity.one(ctx.tx, { id: person.identity_id });
  if (!identity.two_step_since) throw problems.problem('two-step-off');
  await putCodes(ctx.tx, person.identity_id, input.recoveryCodes);
  ctx.touch('user', ctx.actor.userId);
  return {};
});

export const handleSetSignInRules = handle(setSignInRules, async (ctx, input) => {
  await setRules.run(ctx.tx, { twoStep: input.twoStep });
  ctx.touch('mission', ctx.mission.slug);
  return {};
});
