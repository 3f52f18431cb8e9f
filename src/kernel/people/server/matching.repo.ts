import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { MatchField } from '../domain/match-model.ts';
import { SAMPLE } from './persons.repo.ts';

export interface NameHashes {
  readonly same: readonly string[];
  readonly keys: readonly string[];
  readonly near: readonly string[];
}
/** Terms as keyed hashes; see domain/match-terms.ts. */
export interface Keys {
  readonly blocks: readonly string[];
  readonly given: NameHashes;
  readonly father: NameHashes;
  readonly family: NameHashes;
  readonly mother: NameHashes;
  readonly born: string | null;
  readonly bornFirst: boolean;
  readonly bornYear: string | null;
  readonly sex: string | null;
  readonly ids: readonly string[];
  readonly phones: readonly string[];
  readonly district: string | null;
}
export interface KeysWrite extends Keys {
  readonly personId: string;
  readonly restricted: boolean;
  readonly words: readonly string[];
}
const none: NameHashes = { same: [], keys: [], near: [] };
const keys: Keys = {
  blocks: ['1'],
  given: none,
  father: none,
  family: none,
  mother: none,
  born: null,
  bornFirst: false,
  bornYear: null,
  sex: null,
  ids: [],
  phones: [],
  district: null,
};
const big = (values: readonly string[]) => sql`${values}::bigint[]`;

export const replaceKeys = defineSql(
  'people.replace-keys',
  { ...keys, personId: SAMPLE, restricted: false, words: ['1'] } as KeysWrite,
  (p: KeysWrite) => sql`
  insert into person_keys (person_id, restricted, blocks, words, given, given_keys, given_near, father, father_keys, father_near,
    family, family_keys, family_near, mother, mother_keys, mother_near, born, born_first, born_year, sex, ids, phones, district)
  values (${p.personId}, ${p.restricted}, ${big(p.blocks)}, ${big(p.words)}, ${big(p.given.same)}, ${big(p.given.keys)}, ${big(p.given.near)},
    ${big(p.father.same)}, ${big(p.father.keys)}, ${big(p.father.near)}, ${big(p.family.same)}, ${big(p.family.keys)}, ${big(p.family.near)},
    ${big(p.mother.same)}, ${big(p.mother.keys)}, ${big(p.mother.near)}, ${p.born}::bigint, ${p.bornFirst}, ${p.bornYear}::bigint, ${p.sex}::bigint,
    ${big(p.ids)}, ${big(p.phones)}, ${p.district}::bigint)
  on conflict (person_id) do update set blocks = excluded.blocks, words = excluded.words, given = excluded.given, given_keys = excluded.given_keys,
    given_near = excluded.given_near, father = excluded.father, father_keys = excluded.father_keys, father_near = excluded.father_near,
    family = excluded.family, family_keys = excluded.family_keys, family_near = excluded.family_near, mother = excluded.mother,
    mother_keys = excluded.mother_keys, mother_near = excluded.mother_near, born = excluded.born, born_first = excluded.born_first,
    born_year = excluded.born_year, sex = excluded.sex, ids = excluded.ids, phones = excluded.phones, district = excluded.district`,
);

export interface Probe extends Keys {
  readonly swapped: readonly string[];
  readonly sameDayOtherYear: readonly string[];
  readonly yearsBeside: readonly string[];
  readonly butNot: readonly string[];
  /** Bits by field and level. */
  readonly weights: Readonly<Record<MatchField, Readonly<Record<string, number>>>>;
  readonly siblingCap: number;
  /** Bits from which a pair is answered. */
  readonly from: number;
  readonly limit: number;
}
export interface Scored {
  readonly person_id: string;
  /** Whether the actor may see the person. */
  readonly visible: boolean;
  readonly restricted: boolean;
  readonly levels: Readonly<Partial<Record<MatchField, string>>>;
  readonly bits: number;
}

/** How one part of a name agrees: not compared where either side lacks it. */
function nameLevel(column: string, asked: NameHashes): RawBuilder<unknown> {
  const at = (suffix: string) => sql.raw(`k.${column}${suffix}`);
  return sql`case when cardinality(${at('')}) = 0 or ${asked.same.length === 0} then null
    when ${at('')} && ${big(asked.same)} then 'same' when ${at('_keys')} && ${big(asked.keys)} then 'sounds'
    when ${at('_near')} && ${big(asked.near)} then 'near' else 'other' end`;
}
function birthLevel(p: Probe): RawBuilder<unknown> {
  return sql`case when k.born is null or ${p.born}::bigint is null then null
    when k.born = ${p.born}::bigint then case when k.born_first or ${p.bornFirst} then 'first' else 'same' end
    when k.born = any(${big(p.swapped)}) then 'swapped'
    when k.born_year = ${p.bornYear}::bigint and (k.born_first or ${p.bornFirst}) then 'year'
    when k.born = any(${big(p.sameDayOtherYear)}) and not k.born_first then 'day-month'
    when k.born_year = any(${big(p.yearsBeside)}) or k.born_year = ${p.bornYear}::bigint then 'beside' else 'other' end`;
}
const setLevel = (column: string, asked: readonly string[]) =>
  sql`case when cardinality(${sql.raw(`k.${column}`)}) = 0 or ${asked.length === 0} then null when ${sql.raw(`k.${column}`)} && ${big(asked)} then 'same' else 'other' end`;
const oneLevel = (column: string, asked: string | null) =>
  sql`case when ${sql.raw(`k.${column}`)} is null or ${asked}::bigint is null then null when ${sql.raw(`k.${column}`)} = ${asked}::bigint then 'same' else 'other' end`;

/**
 * Records that share a block with the probe, scored field by field and summed (Fellegi-Sunter), best first. Households' own
 * evidence is capped where the given names differ. `visible` is the database's own answer, by its policies.
 */
export const scoreCandidates = defineSql(
  'people.score-candidates',
  {
    ...keys,
    swapped: [],
    sameDayOtherYear: [],
    yearsBeside: [],
    butNot: [],
    weights: {} as Probe['weights'],
    siblingCap: 6,
    from: 16,
    limit: 20,
  } as Probe,
  (p: Probe) => sql<Scored>`
  with near as materialized (
    select k.* from person_keys k where k.blocks && ${big(p.blocks)} and k.person_id <> all(${p.butNot}::uuid[]) limit 2000
  ), levelled as (
    select k.person_id, k.restricted, ${setLevel('ids', p.ids)} as id, ${nameLevel('given', p.given)} as given, ${nameLevel('father', p.father)} as father,
      ${nameLevel('family', p.family)} as family, ${nameLevel('mother', p.mother)} as mother, ${birthLevel(p)} as birth,
      ${oneLevel('sex', p.sex)} as sex, ${setLevel('phones', p.phones)} as phone, ${oneLevel('district', p.district)} as district
      from near k
  ), weighed as (
    select l.*, sums.own, sums.house from levelled l, lateral (
      select coalesce(sum(w.bits) filter (where w.field in ('id', 'given', 'birth', 'sex')), 0) as own,
             coalesce(sum(w.bits) filter (where w.field not in ('id', 'given', 'birth', 'sex')), 0) as house
        from (select f.field, (${JSON.stringify(p.weights)}::jsonb -> f.field ->> f.level)::float8 as bits
                from (values ('id', l.id), ('given', l.given), ('father', l.father), ('family', l.family), ('mother', l.mother), ('birth', l.birth),
                  ('sex', l.sex), ('phone', l.phone), ('district', l.district)) f(field, level) where f.level is not null) w) sums
  ), summed as (
    select w.*, own + case when given = 'other' then least(house, ${p.siblingCap}::float8) else house end as bits from weighed w
  )
  select s.person_id, s.restricted, p.id is not null as visible, s.bits::float8 as bits,
    jsonb_strip_nulls(jsonb_build_object('id', s.id, 'given', s.given, 'father', s.father, 'family', s.family, 'mother', s.mother, 'birth', s.birth,
      'sex', s.sex, 'phone', s.phone, 'district', s.district)) as levels
    from summed s left join persons p on p.id = s.person_id
   where s.bits >= ${p.from}::float8 or s.id = 'same' order by s.id = 'same' desc nulls last, s.bits desc, s.person_id limit ${p.limit}`,
);

export interface PairWrite {
  readonly id: string;
  readonly a: string;
  readonly b: string;
  readonly weight: number;
  readonly probability: number;
  readonly evidence: unknown;
  readonly model: string;
}
/** Opens pairs that are not known yet; what people decided stays decided. */
export const insertPairs = defineSql(
  'people.insert-pairs',
  { rows: [] as readonly PairWrite[], by: SAMPLE, at: '2023-03-01T00:00:00Z' },
  (p: { rows: readonly PairWrite[]; by: string; at: string }) => sql`
  insert into match_pairs (id, a_id, b_id, weight, probability, evidence, model_version, raised_by, raised_at)
  select id, a, b, weight, probability, evidence, model, ${p.by}, ${p.at}
    from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as r(id uuid, a uuid, b uuid, weight int, probability int, evidence jsonb, model text)
  on conflict do nothing`,
);

export interface PairFound {
  readonly id: string;
  readonly a_id: string;
  readonly b_id: string;
  readonly probability: number;
  readonly evidence: { field: MatchField; level: string; weight: number }[];
  readonly model_version: string;
  readonly state: 'open' | 'same' | 'different' | 'unsure';
  readonly raised_at: Date;
  readonly decided_by: string | null;
  readonly note: string | null;
  readonly areas: string[];
  readonly site_id: string | null;
  readonly total: number;
}
const pair = sql`m.id, m.a_id, m.b_id, m.probability, m.evidence, m.model_version, m.state, m.raised_at, m.note, u.name as decided_by, a.areas, a.site_id`;
const pairFrom = sql`match_pairs m join persons a on a.id = m.a_id join persons b on b.id = m.b_id left join users u on u.id = m.decided_by`;

export interface PairFilter {
  readonly reachA: RawBuilder<boolean>;
  readonly reachB: RawBuilder<boolean>;
  readonly state: string | null;
  readonly personId: string | null;
  readonly limit: number;
  readonly offset: number;
}
export const listPairRows = defineSql(
  'people.list-pairs',
  { reachA: sql<boolean>`true`, reachB: sql<boolean>`true`, state: null, personId: null, limit: 50, offset: 0 } as PairFilter,
  (p: PairFilter) => sql<PairFound>`
  select ${pair}, count(*) over ()::int as total from ${pairFrom}
   where ${p.reachA} and ${p.reachB}
     and (case when ${p.state}::text is null then m.state in ('open', 'unsure') and a.status <> 'merged' and b.status <> 'merged' else m.state = ${p.state} end)
     and (${p.personId}::uuid is null or ${p.personId}::uuid in (m.a_id, m.b_id))
   order by m.probability desc, m.id limit ${p.limit} offset ${p.offset}`,
);
export const findPair = defineSql(
  'people.find-pair',
  { id: SAMPLE },
  (p: { id: string }) => sql<PairFound>`select ${pair}, 1 as total from ${pairFrom} where m.id = ${p.id}`,
);
export const decidePairRow = defineSql(
  'people.decide-pair',
  { id: SAMPLE, state: 'different', by: SAMPLE, at: '2023-03-01T00:00:00Z', note: null as string | null },
  (p: { id: string; state: string; by: string; at: string; note: string | null }) => sql`
    update match_pairs set state = ${p.state}, decided_by = ${p.by}, decided_at = ${p.at}, note = ${p.note} where id = ${p.id}`,
);
/** The pair of two records, whatever was decided. */
export const findPairOf = defineSql(
  'people.find-pair-of',
  { a: SAMPLE, b: SAMPLE },
  (p: { a: string; b: string }) => sql<{ id: string }>`
    select id from match_pairs where a_id = least(${p.a}::uuid, ${p.b}::uuid) and b_id = greatest(${p.a}::uuid, ${p.b}::uuid)`,
);
export const reopenPair = defineSql(
  'people.reopen-pair',
  { id: SAMPLE },
  (p: { id: string }) => sql`update match_pairs set state = 'open', decided_by = null, decided_at = null, note = null where id = ${p.id}`,
);
