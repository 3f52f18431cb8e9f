import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import type { registerHousehold } from '../../contract/register.ts';
import { ageOn, readBirth } from '../../domain/birth.ts';
import { consentText } from '../../domain/consent-text.ts';
import { attested } from './attesters.ts';
import { faultsOf, hasName, memberOf } from './draft.ts';
import type { MemberDraft } from './draft.ts';
import type { HouseholdDraft } from './useDraft.ts';

type Input = z.input<typeof registerHousehold.input>;
export type HouseholdFault = 'place' | 'name' | 'birth' | 'head' | 'collector' | 'attesters';

/** Rows in which nothing was typed are nobody. */
export const toldMembers = (draft: HouseholdDraft): readonly MemberDraft[] =>
  draft.members.filter((one, at) => at === 0 || hasName(one) || one.birth.trim() !== '');

/** What is missing before the household can be sent. */
export function faultsOfHousehold(draft: HouseholdDraft, today: string): HouseholdFault[] {
  const members = toldMembers(draft);
  const of = new Set<HouseholdFault>(members.flatMap((one) => faultsOf(one, today)));
  if (draft.where.area === '') of.add('place');
  if (members.filter((one) => one.relation === 'head').length !== 1) of.add('head');
  if (members.filter((one) => one.collector === 'primary').length > 1) of.add('collector');
  if (draft.attested && !attested(draft)) of.add('attesters');
  return [...of];
}

/** One household as one command. For children somebody consents in their place. */
export function inputOf(draft: HouseholdDraft, today: string): Input {
  const members = toldMembers(draft);
  const isChild = (one: MemberDraft) => {
    const birth = readBirth(one.birth, today);
    return birth !== undefined && ageOn(birth.date, today) < 18 && one.relation !== 'head';
  };
  const consents = members.flatMap((one) =>
    draft.agreed.map((key) => {
      const [purpose, recipientClass] = key.split(':') as [never, never];
      const mode = isChild(one) ? ('guardian' as const) : draft.mode;
      return {
        consentId: newId(),
        personId: one.personId,
        purpose,
        recipientClass,
        textVersion: consentText,
        language: draft.language,
        mode,
        givenOn: today,
      };
    }),
  );
  const [first, second] = draft.attesters;
  return {
    householdId: draft.householdId,
    area: draft.where.area,
    ...(draft.where.siteId ? { siteId: draft.where.siteId } : {}),
    ...(draft.address.trim() ? { address: draft.address.trim() } : {}),
    members: members.map((one) => memberOf(one, today)),
    consents,
    ...(draft.attested ? { attestation: { attestationId: newId(), first, second, nonePaid: true as const, attestedOn: today } } : {}),
  };
}
