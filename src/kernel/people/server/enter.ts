import type { CommandContext } from '#foundation/pipeline/context.ts';
import type * as z from 'zod';
import { checksumHolds } from '../domain/identifiers.ts';
import { idTerm } from '../domain/match-terms.ts';
import type { MatchFacts } from '../domain/match-terms.ts';
import { numberOf } from '../domain/numbers.ts';
import type { MemberInput } from '../contract/register.ts';
import type { IdentifierInput } from '../contract/shared.ts';
import { derivedId } from './derive.ts';
import { insertIdentifier } from './identifiers.repo.ts';
import { writeKeys } from './matching.ts';
import { insertPerson } from './persons.repo.ts';
import type { Place } from './places.repo.ts';
import { factsOf } from './records.ts';
import type { ContactRecord, PersonRecord } from './records.ts';
import { sealFor } from './sealing.ts';
import type { Hasher } from './sealing.ts';

type Member = z.output<typeof MemberInput>;
type Identifier = z.output<typeof IdentifierInput>;

export interface EnterTo {
  readonly place: Place;
  readonly fromOrg: string | null;
  readonly hasher: Hasher;
}

export const recordOf = (said: Pick<Member, 'names' | 'nationality' | 'languages' | 'birth'>): PersonRecord => ({
  names: said.names,
  nationality: said.nationality ?? null,
  languages: said.languages ?? [],
  hijri: said.birth?.hijri ?? false,
});

/** Enters one person with numbers and keys; answers what matching reads and how many numbers are in dispute. */
export async function enterPerson(ctx: CommandContext, member: Member, to: EnterTo): Promise<{ facts: MatchFacts; disputed: number }> {
  const subject = `person:${member.personId}` as const;
  const contacts: ContactRecord | null = member.contacts ? { phones: member.contacts.phones, email: member.contacts.email ?? null } : null;
  await insertPerson.run(ctx.tx, {
    id: member.personId,
    number: numberOf('P', member.personId),
    sealed: await sealFor(ctx.tx, subject, recordOf(member)),
    contacts: contacts && (await sealFor(ctx.tx, subject, contacts)),
    needs: member.needs ? await sealFor(ctx.tx, subject, member.needs) : null,
    sex: member.sex ?? null,
    birthDate: member.birth?.date ?? null,
    birthPrecision: member.birth?.precision ?? null,
    areas: to.place.areas,
    siteId: to.place.site_id,
    fromOrg: to.fromOrg,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
  });
  const facts = factsOf({ ...member, phones: contacts?.phones ?? [] }, to.place.areas);
  await writeKeys(ctx, to.hasher, member.personId, false, facts);
  const disputed = await enterNumbers(ctx, to.hasher, { id: member.personId, restricted: false }, member.identifiers);
  ctx.touch('person', member.personId);
  return { facts, disputed };
}

/** Enters numbers; one that is another person's already is kept in dispute. */
export async function enterNumbers(
  ctx: CommandContext,
  hasher: Hasher,
  person: { readonly id: string; readonly restricted: boolean },
  identifiers: readonly Identifier[],
): Promise<number> {
  const byTerm = new Map(identifiers.map((one) => [idTerm(one), one]));
  let disputed = 0;
  for (const [term, one] of byTerm) {
    const row = {
      id: derivedId(ctx.now, 'identifier', person.id, term, ctx.command.id),
      personId: person.id,
      restricted: person.restricted,
      type: one.type,
      country: one.country,
      sealed: await sealFor(ctx.tx, `person:${person.id}`, one.value),
      hash: hasher.full(term),
      validTo: one.validTo ?? null,
      checksumOk: checksumHolds(one.type, one.value),
    };
    if ((await insertIdentifier.run(ctx.tx, { ...row, disputed: false })) > 0) continue;
    await insertIdentifier.run(ctx.tx, { ...row, disputed: true });
    disputed += 1;
  }
  return disputed;
}
