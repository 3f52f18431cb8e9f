import type { RawBuilder } from 'kysely';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { BirthPrecision } from '../../domain/birth.ts';
import { SAMPLE } from '../persons.repo.ts';

const names = (alias: string) =>
  sql.raw(`jsonb_strip_nulls(jsonb_build_object('en', ${alias}.name_en, 'tr', ${alias}.name_tr, 'ar', ${alias}.name_ar))`);
type Names = Record<string, string>;

export const findRegisterArea = defineSql(
  'people.find-register-area',
  { area: 'TUR' },
  (p: { area: string }) => sql<{ pcode: string; level: number; lineage: string[]; names: Names }>`
  select a.pcode, a.level, a.lineage, ${names('a')} as names from areas a where a.pcode = ${p.area}`,
);
export const findRegisterSite = defineSql(
  'people.find-register-site',
  { id: SAMPLE, area: 'TUR', reach: sql<boolean>`true` },
  (p: { id: string; area: string; reach: RawBuilder<boolean> }) => sql<{ id: string; code: string; names: Names }>`
  select s.id, s.code, ${names('s')} as names from sites s join areas a on a.pcode = s.area join site_types y on y.code = s.type
   where s.id = ${p.id} and s.area = ${p.area} and y.serves_people and s.status = 'open' and ${p.reach}`,
);
/** Places below an area, as far as they can be told apart by name. */
export const listBelow = defineSql(
  'people.list-places-below',
  { area: 'TUR' },
  (p: { area: string }) => sql<{ pcode: string; names: Names }>`
  select a.pcode, ${names('a')} as names from areas a where a.lineage && array[${p.area}::text] and a.pcode <> ${p.area} and a.valid_to is null
   order by a.name_en, a.pcode limit 400`,
);
export interface OfferFound {
  readonly area: string;
  readonly site: string | null;
  readonly code: string;
  readonly names: Names;
}
/** Open sites where the actor may register, and where households are registered at all. */
export const listSiteOffers = defineSql(
  'people.list-site-offers',
  { reach: sql<boolean>`true` },
  (p: { reach: RawBuilder<boolean> }) => sql<OfferFound>`
  select s.area, s.id as site, s.code, ${names('s')} as names from sites s join areas a on a.pcode = s.area join site_types y on y.code = s.type
   where s.status = 'open' and y.serves_people and ${p.reach} order by s.code limit 40`,
);
/** Districts where the actor may register. */
export const listDistrictOffers = defineSql(
  'people.list-district-offers',
  { reach: sql<boolean>`true` },
  (p: { reach: RawBuilder<boolean> }) => sql<OfferFound>`
  select a.pcode as area, null::uuid as site, a.pcode as code, ${names('a')} as names from areas a
   where a.level = 2 and a.valid_to is null and ${p.reach} order by a.pcode limit 20`,
);
export interface CarriedRow {
  readonly id: string;
  readonly number: string;
  readonly household: string | null;
  readonly sealed: Buffer;
  readonly contacts: Buffer | null;
  readonly sex: 'f' | 'm' | null;
  readonly birth_date: string | null;
  readonly birth_precision: BirthPrecision | null;
  readonly areas: string[];
  readonly identifiers: { type: string; country: string; sealed: string }[] | null;
}
/** Whom the register knows at a place, restricted people never among them. */
export const listCarried = defineSql(
  'people.list-carried',
  { area: 'TUR', siteId: null as string | null, reach: sql<boolean>`true`, limit: 3000 },
  (p: { area: string; siteId: string | null; reach: RawBuilder<boolean>; limit: number }) => sql<CarriedRow>`
  select p.id, p.number, h.number as household, p.sealed, p.contacts, p.sex, p.birth_date, p.birth_precision, p.areas,
    (select jsonb_agg(jsonb_build_object('type', i.type, 'country', i.country, 'sealed', encode(i.sealed, 'hex')))
       from person_identifiers i where i.person_id = p.id and i.ended_at is null) as identifiers
    from persons p left join household_members m on m.person_id = p.id and m.to_day is null left join households h on h.id = m.household_id
   where not p.restricted and p.status = 'active' and p.areas && array[${p.area}::text] and (${p.siteId}::uuid is null or p.site_id = ${p.siteId}::uuid) and ${p.reach}
   order by p.registered_at desc, p.id limit ${p.limit}`,
);
