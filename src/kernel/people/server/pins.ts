import { openPersonalAll } from '#foundation/keys/personal.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import { problems } from '../contract/problems.ts';
import { setPin } from '../contract/pins.ts';
import { pinTag } from '../domain/household-pin.ts';
import { getHouseholdRow } from './find.ts';
import { lockHouseholds } from './households.repo.ts';
import { deletePin, findPin, listPins, putPin } from './pins.repo.ts';
import { getHasher, sealFor } from './sealing.ts';

/** Keeps what stands for a household's PIN, under the household's own key. */
export async function writePin(ctx: CommandContext, householdId: string, pin: string): Promise<void> {
  const sealed = await sealFor(ctx.tx, `household:${householdId}`, pin);
  await putPin.run(ctx.tx, { householdId, sealed, by: ctx.actor.userId, at: ctx.now.toISOString() });
}

export const handleSetPin = handle(setPin, async (ctx, input) => {
  await lockHouseholds.all(ctx.tx, { ids: [input.householdId] });
  const household = await getHouseholdRow(ctx, input.householdId);
  if (household.status === 'closed') throw problems.problem('household-closed');
  if (input.pin === null) await deletePin.run(ctx.tx, { householdId: household.id });
  else await writePin(ctx, household.id, input.pin);
  ctx.touch('household', household.id);
  return {};
});

export async function shownPin(ctx: RequestContext, householdId: string) {
  const row = await findPin.maybe(ctx.tx, { householdId });
  return row ? { setAt: row.set_at.toISOString(), setBy: row.set_by } : null;
}

export interface PinTags {
  /** The mission's key, base64url: the same on every occasion, so that many packs say no more than one. */
  readonly key: string;
  /** Eight bits by token. */
  readonly tags: ReadonlyMap<string, string>;
}
/** What phones need to hear whether a household's PIN is right; undefined when nobody there has one. */
export async function pinTags(
  ctx: RequestContext,
  of: readonly { readonly householdId: string; readonly token: string }[],
): Promise<PinTags | undefined> {
  const rows = await listPins.all(ctx.tx, { ids: [...new Set(of.map((one) => one.householdId))] });
  if (rows.length === 0) return undefined;
  const opened = await openPersonalAll(
    ctx.tx,
    rows.map((row) => row.sealed),
  );
  const proofs = new Map(rows.map((row, at) => [row.household_id, opened[at]]));
  const key = (await getHasher(ctx.tx)).full('pins').subarray(0, 16).toString('base64url');
  const tags = new Map<string, string>();
  for (const { householdId, token } of of) {
    const proof = proofs.get(householdId);
    if (proof) tags.set(token, await pinTag(JSON.parse(proof) as string, key));
  }
  return { key, tags };
}
