import { defineSql, sql } from '#foundation/db/sql.ts';
import { SAMPLE } from './persons.repo.ts';

const AT = '2023-03-01T00:00:00Z';
export interface ConsentWrite {
  readonly id: string;
  readonly personId: string;
  readonly purpose: string;
  readonly recipientClass: string;
  readonly textVersion: string;
  readonly language: string;
  readonly mode: string;
  readonly givenOn: string;
  readonly by: string;
  readonly at: string;
}
/** A consent in force for the same purpose and recipients makes another one nothing new. */
export const insertConsent = defineSql(
  'people.insert-consent',
  {
    id: SAMPLE,
    personId: SAMPLE,
    purpose: 'assistance',
    recipientClass: 'partner',
    textVersion: '1',
    language: 'ar',
    mode: 'written',
    givenOn: '2023-03-01',
    by: SAMPLE,
    at: AT,
  } as ConsentWrite,
  (p: ConsentWrite) => sql`
  insert into person_consents (id, person_id, purpose, recipient_class, text_version, language, mode, given_on, recorded_by, recorded_at)
  values (${p.id}, ${p.personId}, ${p.purpose}, ${p.recipientClass}, ${p.textVersion}, ${p.language}, ${p.mode}, ${p.givenOn}::date, ${p.by}, ${p.at})
  on conflict do nothing`,
);
export const withdrawConsentRow = defineSql(
  'people.withdraw-consent',
  { id: SAMPLE, personId: SAMPLE, on: '2023-03-01', by: SAMPLE, at: AT },
  (p: { id: string; personId: string; on: string; by: string; at: string }) => sql`
  update person_consents set withdrawn_on = greatest(${p.on}::date, given_on), withdrawn_by = ${p.by}, withdrawn_at = ${p.at}
   where id = ${p.id} and person_id = ${p.personId} and withdrawn_on is null`,
);
export interface ConsentFound {
  readonly id: string;
  readonly purpose: 'registration' | 'assistance' | 'referral' | 'monitoring' | 'payment';
  readonly recipient_class: 'mission' | 'partner' | 'un-agency' | 'supplier';
  readonly text_version: string;
  readonly language: string;
  readonly mode: 'written' | 'verbal-certified' | 'audio' | 'guardian';
  readonly given_on: string;
  readonly withdrawn_on: string | null;
}
export const listConsents = defineSql(
  'people.list-consents',
  { personId: SAMPLE },
  (p: { personId: string }) => sql<ConsentFound>`
    select id, purpose, recipient_class, text_version, language, mode, given_on, withdrawn_on from person_consents
     where person_id = ${p.personId} order by withdrawn_on is not null, given_on desc, id`,
);
/** Whom the person may be shown to, by the consents in force now; and the household by those of its people. */
export const sharePerson = defineSql(
  'people.share-person',
  { personId: SAMPLE },
  (p: { personId: string }) => sql`
  update persons set shared_with = coalesce((select array_agg(distinct c.recipient_class) from person_consents c
    where c.person_id = ${p.personId} and c.withdrawn_on is null and c.recipient_class <> 'mission'), '{}') where id = ${p.personId}`,
);
export const shareHousehold = defineSql(
  'people.share-household',
  { personId: SAMPLE },
  (p: { personId: string }) => sql`
  update households h set shared_with = coalesce((select array_agg(distinct one) from household_members m join persons p on p.id = m.person_id,
      unnest(p.shared_with) as one where m.household_id = h.id and m.to_day is null), '{}')
   where h.id = (select household_id from household_members where person_id = ${p.personId} and to_day is null)`,
);
