import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import type * as z from 'zod';
import { attestHousehold, registerHousehold } from '../contract/register.ts';
import type { Attestation } from '../contract/shared.ts';
import { householdFlags } from '../domain/household.ts';
import { numberOf } from '../domain/numbers.ts';
import { foldName } from '../domain/name-key.ts';
import { writeConsent } from './consents.ts';
import { enterPerson } from './enter.ts';
import type { EnterTo } from './enter.ts';
import { insertAttestation, insertHousehold, insertMember } from './households.repo.ts';
import { getHouseholdRow } from './find.ts';
import { raisePairs } from './matching.ts';
import { placeFor, raiseDispute } from './place.ts';
import { findActing } from './places.repo.ts';
import { writePin } from './pins.ts';
import { each } from './records.ts';
import { getHasher, sealFor } from './sealing.ts';
import type { Hasher } from './sealing.ts';

type Registration = z.output<typeof registerHousehold.input>;

export const handleRegisterHousehold = handle(registerHousehold, async (ctx, input) => {
  const place = await placeFor(ctx, input);
  const acting = await findActing.one(ctx.tx, {});
  const to: EnterTo = { place, fromOrg: acting.kind === 'own' ? null : acting.org_id, hasher: await getHasher(ctx.tx) };
  await writeHousehold(ctx, input, to);
  const entered = await each(input.members, async (member) => {
    const { facts, disputed } = await enterPerson(ctx, member, to);
    const day = dayIn(ctx.mission.timeZone, ctx.command.occurredAt);
    const { membershipId, personId, relation, collector } = member;
    await insertMember.run(ctx.tx, { id: membershipId, householdId: input.householdId, personId, relation, collector, from: day });
    return { personId, facts, disputed };
  });
  for (const consent of input.consents) await writeConsent(ctx, consent);
  if (input.pin) await writePin(ctx, input.householdId, input.pin);
  if (input.attestation) await writeAttestation(ctx, input.householdId, input.attestation, to.hasher);
  const own = input.members.map((member) => member.personId);
  const pairs = await each(entered, (one) => raisePairs(ctx, to.hasher, one.personId, one.facts, own));
  const disputed = entered.reduce((sum, one) => sum + one.disputed, 0);
  if (disputed > 0) await raiseDispute(ctx, input.householdId, place, disputed);
  ctx.touch('household', input.householdId);
  return {
    householdId: input.householdId,
    number: numberOf('H', input.householdId),
    disputed,
    pairs: pairs.reduce((sum, one) => sum + one, 0),
  };
});

async function writeHousehold(ctx: CommandContext, input: Registration, to: EnterTo): Promise<void> {
  const day = dayIn(ctx.mission.timeZone, ctx.command.occurredAt);
  const members = input.members.map((one) => ({ ...one, id: one.personId, birthDate: one.birth?.date ?? null }));
  await insertHousehold.run(ctx.tx, {
    id: input.householdId,
    number: numberOf('H', input.householdId),
    sealed: input.address ? await sealFor(ctx.tx, `household:${input.householdId}`, { address: input.address }) : null,
    area: to.place.area,
    areas: to.place.areas,
    siteId: to.place.site_id,
    fromOrg: to.fromOrg,
    restricted: false,
    flags: householdFlags(members, day),
    source: ctx.actor.device ? 'offline' : input.source,
    by: ctx.actor.userId,
    occurredAt: ctx.command.occurredAt.toISOString(),
    at: ctx.now.toISOString(),
  });
}

async function writeAttestation(
  ctx: CommandContext,
  householdId: string,
  said: z.output<typeof Attestation>,
  hasher: Hasher,
): Promise<void> {
  const { attestationId, first, second, nonePaid, attestedOn } = said;
  await insertAttestation.run(ctx.tx, {
    id: attestationId,
    householdId,
    sealed: await sealFor(ctx.tx, `household:${householdId}`, { first, second }),
    first: hasher.full(`attester:${foldName(first.name)}`),
    second: hasher.full(`attester:${foldName(second.name)}`),
    nonePaid,
    on: attestedOn,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
  });
}

export const handleAttestHousehold = handle(attestHousehold, async (ctx, input) => {
  const household = await getHouseholdRow(ctx, input.householdId);
  await writeAttestation(ctx, household.id, input, await getHasher(ctx.tx));
  ctx.touch('household', household.id);
  return {};
});
