import type { RawBuilder } from 'kysely';
import { defineSql, sql } from '#foundation/db/sql.ts';
import { SAMPLE } from './persons.repo.ts';

export interface RuleAsk {
  readonly reach: RawBuilder<boolean>;
  readonly area: string;
  readonly siteId: string | null;
  readonly sizeFrom: number;
  readonly sizeTo: number;
  readonly on: string;
}
export interface RuleRow {
  readonly id: string;
  readonly number: string;
  readonly size: number;
  readonly under5: boolean;
  readonly over60: boolean;
  readonly woman: boolean;
  /** Sealed needs of its members, as far as there are any. */
  readonly needs: Buffer[] | null;
  readonly card: string | null;
  readonly alternate: boolean;
}
/** Active households within reach that live somewhere and are so many, with what a rule may ask of them. */
export const listRuleRows = defineSql(
  'people.list-rule-rows',
  { reach: sql<boolean>`true`, area: 'TUR', siteId: null, sizeFrom: 1, sizeTo: 40, on: '2023-03-01' } as RuleAsk,
  (p: RuleAsk) => sql<RuleRow>`
  select h.id, h.number, x.size, x.under5, x.over60, x.woman, x.needs, x.alternate, c.number as card
    from households h
    cross join lateral (
      select count(*)::int as size, coalesce(bool_or(p.birth_date > ${p.on}::date - interval '5 years'), false) as under5,
             coalesce(bool_or(p.birth_date <= ${p.on}::date - interval '60 years'), false) as over60,
             coalesce(bool_or(m.relation = 'head' and p.sex = 'f'), false) as woman,
             coalesce(bool_or(m.collector = 'alternate'), false) as alternate, array_agg(p.needs) filter (where p.needs is not null) as needs
        from household_members m join persons p on p.id = m.person_id where m.household_id = h.id and m.to_day is null and p.status = 'active') x
    left join household_cards c on c.household_id = h.id and c.revoked_at is null
   where ${p.reach} and h.status = 'active' and h.areas && array[${p.area}::text] and (${p.siteId}::uuid is null or h.site_id = ${p.siteId}::uuid)
     and x.size between ${p.sizeFrom}::int and ${p.sizeTo}::int order by h.id`,
);
/** Of these households those that are active; none of them is closed before this transaction ends. */
export const holdActive = defineSql(
  'people.hold-active',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) => sql<{ id: string }>`
  select id from households where id = any(${p.ids}::uuid[]) and status = 'active' order by id for share`,
);
/** The sealed names of those who head these households, as far as the actor sees them. */
export const listHeads = defineSql(
  'people.list-heads',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) => sql<{ household_id: string; sealed: Buffer }>`
  select m.household_id, p.sealed from household_members m join persons p on p.id = m.person_id
   where m.household_id = any(${p.ids}::uuid[]) and m.relation = 'head' and m.to_day is null`,
);
