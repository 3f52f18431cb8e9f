import { defineSql, sql } from '#foundation/db/sql.ts';
import type { IdentifierType } from '../domain/identifiers.ts';
import { SAMPLE } from './persons.repo.ts';

const AT = '2023-03-01T00:00:00Z';
export interface IdentifierWrite {
  readonly id: string;
  readonly personId: string;
  readonly restricted: boolean;
  readonly type: string;
  readonly country: string;
  readonly sealed: Uint8Array;
  readonly hash: Uint8Array;
  readonly validTo: string | null;
  readonly checksumOk: boolean | null;
  readonly disputed: boolean;
}
/** Enters a number; no row is touched when it is another person's already, and the caller enters it in dispute. */
export const insertIdentifier = defineSql(
  'people.insert-identifier',
  {
    id: SAMPLE,
    personId: SAMPLE,
    restricted: false,
    type: 'passport',
    country: 'SYR',
    sealed: new Uint8Array(),
    hash: new Uint8Array(),
    validTo: null,
    checksumOk: null,
    disputed: false,
  } as IdentifierWrite,
  (p: IdentifierWrite) => sql`
  insert into person_identifiers (id, person_id, restricted, type, country, sealed, value_hash, valid_to, checksum_ok, disputed)
  values (${p.id}, ${p.personId}, ${p.restricted}, ${p.type}, ${p.country}, ${p.sealed}, ${p.hash}, ${p.validTo}::date, ${p.checksumOk}::boolean, ${p.disputed})
  on conflict do nothing`,
);

export interface IdentifierFound {
  readonly id: string;
  readonly type: IdentifierType;
  readonly country: string;
  readonly sealed: Buffer;
  readonly value_hash: Buffer;
  readonly valid_to: string | null;
  readonly checksum_ok: boolean | null;
  readonly disputed: boolean;
}
export const listIdentifiers = defineSql(
  'people.list-identifiers',
  { personId: SAMPLE },
  (p: { personId: string }) => sql<IdentifierFound>`
    select id, type, country, sealed, value_hash, valid_to, checksum_ok, disputed from person_identifiers
     where person_id = ${p.personId} and ended_at is null order by type, id`,
);
export const endIdentifiers = defineSql(
  'people.end-identifiers',
  { ids: [SAMPLE], at: AT },
  (p: { ids: readonly string[]; at: string }) => sql`update person_identifiers set ended_at = ${p.at} where id = any(${p.ids}::uuid[])`,
);
/** A dispute is over when the record that held the number became an alias. */
export const settleDisputes = defineSql(
  'people.settle-disputes',
  { personId: SAMPLE },
  (p: { personId: string }) => sql`
  update person_identifiers i set disputed = false
   where i.person_id = ${p.personId} and i.disputed and i.ended_at is null
     and not exists (select from person_identifiers o where o.type = i.type and o.country = i.country and o.value_hash = i.value_hash and o.id <> i.id and o.ended_at is null)`,
);
