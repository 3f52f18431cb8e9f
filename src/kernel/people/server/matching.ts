import type { RequestContext } from '#foundation/pipeline/context.ts';
import { model, probabilityOf, weightsOf, zoneOf } from '../domain/match-model.ts';
import type { MatchField } from '../domain/match-model.ts';
import { matchTerms, probeTerms, searchTerms } from '../domain/match-terms.ts';
import type { MatchFacts, MatchTerms, NameTerms } from '../domain/match-terms.ts';
import { derivedId } from './derive.ts';
import { insertPairs, replaceKeys, scoreCandidates } from './matching.repo.ts';
import type { Keys, Scored } from './matching.repo.ts';
import type { Hasher } from './sealing.ts';

const weights = weightsOf(model);
/** Bits at which a pair has a chance of one in five. */
const from = Math.log2((0.2 / 0.8) * ((1 - model.prior) / model.prior));

function hashed(terms: MatchTerms, hasher: Hasher): Keys {
  const name = (of: NameTerms) => ({ same: hasher.shorts(of.same), keys: hasher.shorts(of.keys), near: hasher.shorts(of.near) });
  const one = (term: string | null) => (term === null ? null : hasher.short(term));
  return {
    blocks: hasher.shorts(terms.blocks),
    given: name(terms.names.given),
    father: name(terms.names.father),
    family: name(terms.names.family),
    mother: name(terms.names.mother),
    born: one(terms.born),
    bornFirst: terms.bornFirst,
    bornYear: one(terms.bornYear),
    sex: one(terms.sex),
    ids: hasher.shorts(terms.ids),
    phones: hasher.shorts(terms.phones),
    district: one(terms.district),
  };
}

/** What of a person is compared, as keyed hashes. */
export const keysFor = (facts: MatchFacts, hasher: Hasher): Keys => hashed(matchTerms(facts), hasher);

/** Keeps what a person is found by. */
export async function writeKeys(
  ctx: RequestContext,
  hasher: Hasher,
  personId: string,
  restricted: boolean,
  facts: MatchFacts,
): Promise<void> {
  const words = hasher.shorts(searchTerms(facts));
  await replaceKeys.run(ctx.tx, { ...keysFor(facts, hasher), personId, restricted, words });
}

export interface Judged extends Scored {
  readonly probability: number;
  readonly zone: 'hold' | 'look';
  readonly evidence: { field: MatchField; level: string; weight: number }[];
}
/** Records that may be this person, the surest first, with the bits of each field. */
export async function findMatches(
  ctx: RequestContext,
  hasher: Hasher,
  facts: MatchFacts,
  options: { butNot: readonly string[]; limit: number },
): Promise<Judged[]> {
  const terms = probeTerms(facts);
  if (terms.blocks.length === 0) return [];
  const rows = await scoreCandidates.all(ctx.tx, {
    ...hashed(terms, hasher),
    swapped: hasher.shorts(terms.swapped),
    sameDayOtherYear: hasher.shorts(terms.sameDayOtherYear),
    yearsBeside: hasher.shorts(terms.yearsBeside),
    weights,
    siblingCap: model.siblingCap,
    from,
    ...options,
  });
  return rows.map((row) => {
    const probability = probabilityOf(row.bits);
    const evidence = Object.entries(row.levels).map(([field, level]) => {
      const of = field as MatchField;
      return { field: of, level, weight: weights[of][level] ?? 0 };
    });
    return {
      ...row,
      probability,
      zone: zoneOf(probability) === 'hold' || row.levels.id === 'same' ? ('hold' as const) : ('look' as const),
      evidence,
    };
  });
}

/** Opens a pair for each record that may be this person, also beyond the actor's reach: the desk that reaches both sees it. */
export async function raisePairs(
  ctx: RequestContext,
  hasher: Hasher,
  personId: string,
  facts: MatchFacts,
  butNot: readonly string[],
): Promise<number> {
  const found = await findMatches(ctx, hasher, facts, { butNot, limit: 10 });
  const rows = found.map((row) => {
    const [a, b] = personId < row.person_id ? [personId, row.person_id] : [row.person_id, personId];
    return {
      id: derivedId(ctx.now, 'pair', a, b),
      a,
      b,
      weight: Math.round(row.bits * 100),
      probability: Math.round(row.probability * 10_000),
      evidence: row.evidence,
      model: model.version,
    };
  });
  if (rows.length > 0) await insertPairs.run(ctx.tx, { rows, by: ctx.actor.userId, at: ctx.now.toISOString() });
  return found.filter((row) => row.visible).length;
}
