import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';
const hash: Uint8Array = Buffer.alloc(32);

export interface NewGuest {
  readonly passId: string;
  readonly userId: string;
  /** What records say of who did it: never a person's name. */
  readonly name: string;
  readonly orgId: string | null;
  readonly orgKind: string;
  readonly tokenHash: Uint8Array;
  readonly permissions: readonly string[];
  readonly hours: number;
  readonly at: string;
}

/** The guest and the pass in one statement. Lifetimes go by the server's own clock: a set clock opens no door longer. */
export const insertGuest = defineSql(
  'access.insert-guest',
  {
    passId: SAMPLE,
    userId: SAMPLE,
    name: 'A',
    orgId: null,
    orgKind: 'partner',
    tokenHash: hash,
    permissions: ['x.y'],
    hours: 24,
    at: '2023-03-01T00:00:00Z',
  } as NewGuest,
  (p: NewGuest) => sql`
  with u as (
    insert into users (id, name, language, org_id, org_kind, created_at) values (${p.userId}, ${p.name}, 'en', ${p.orgId}, ${p.orgKind}, ${p.at}) returning id)
  insert into guest_passes (id, user_id, token_hash, permissions, expires_at)
  select ${p.passId}, u.id, ${p.tokenHash}, ${p.permissions}::text[], now() + make_interval(hours => ${p.hours}) from u`,
);

/** Ends a pass; no row: there is none that is open. */
export const endGuestPass = defineSql(
  'access.end-guest-pass',
  { id: SAMPLE },
  (p: { id: string }) => sql`update guest_passes set ended_at = now() where id = ${p.id} and ended_at is null and expires_at > now()`,
);

/** Counts one use. */
export const countGuestUse = defineSql(
  'access.count-guest-use',
  { tokenHash: hash },
  (p: { tokenHash: Uint8Array }) => sql`
  update guest_passes set uses = uses + 1, last_used_at = now() where token_hash = ${p.tokenHash} and ended_at is null and expires_at > now()`,
);
