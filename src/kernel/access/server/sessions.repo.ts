import { defineSql, sql } from '#foundation/db/sql.ts';
import { lifetimes } from '../domain/lifetimes.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';
const hash: Uint8Array = Buffer.alloc(32);

export interface NewSession {
  readonly tokenHash: Uint8Array;
  readonly identityId: string;
  readonly twoStep: boolean;
  readonly address: string;
  readonly browser: string;
  readonly system: string;
}

export const insertSession = defineSql(
  'kervan.insert-session',
  { tokenHash: hash, identityId: SAMPLE, twoStep: false, address: '', browser: 'other', system: 'other' } as NewSession,
  (p: NewSession) => sql`
    insert into sessions (token_hash, identity_id, two_step, address, browser, system, expires_at)
    values (${p.tokenHash}, ${p.identityId}, ${p.twoStep}, ${p.address}, ${p.browser}, ${p.system}, now() + make_interval(secs => ${lifetimes.session}))`,
);

/** Gives a session a new token: the old row ends within seconds, the end of the whole stays where it was. */
export const replaceSession = defineSql(
  'kervan.replace-session',
  { tokenHash: hash, newHash: hash },
  (p: { tokenHash: Uint8Array; newHash: Uint8Array }) => sql<{ id: string }>`
    with old as (
      update sessions set replaced = true, expires_at = least(expires_at, now() + make_interval(secs => ${lifetimes.replaced}))
       where token_hash = ${p.tokenHash} and not replaced and expires_at > now()
      returning identity_id, created_at, two_step, address, browser, system)
    insert into sessions (token_hash, identity_id, created_at, two_step, address, browser, system, expires_at)
    select ${p.newHash}, identity_id, created_at, two_step, address, browser, system, created_at + make_interval(secs => ${lifetimes.session}) from old
    returning id`,
);

export const deleteSession = defineSql(
  'kervan.delete-session',
  { tokenHash: hash },
  (p: { tokenHash: Uint8Array }) =>
    sql<{ identity_id: string }>`delete from sessions where token_hash = ${p.tokenHash} returning identity_id`,
);

/** The identity behind a living session. */
export const findSession = defineSql(
  'kervan.find-session',
  { tokenHash: hash },
  (p: { tokenHash: Uint8Array }) => sql<{ id: string; identity_id: string; email: string }>`
  select s.id, s.identity_id, i.email from sessions s join identities i on i.id = s.identity_id
   where s.token_hash = ${p.tokenHash} and s.expires_at > now() and s.last_seen_at > now() - make_interval(secs => ${lifetimes.idle})`,
);

export const touchSession = defineSql(
  'kervan.touch-session',
  { tokenHash: hash },
  (p: { tokenHash: Uint8Array }) => sql`
  update sessions set last_seen_at = now()
   where token_hash = ${p.tokenHash} and last_seen_at > now() - make_interval(secs => ${lifetimes.idle}) and last_seen_at < now() - interval '30 seconds'`,
);

export interface FoundSession {
  readonly id: string;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
  readonly two_step: boolean;
  readonly address: string;
  readonly browser: string;
  readonly system: string;
}

export const listSessions = defineSql(
  'access.list-sessions',
  { userId: SAMPLE },
  (p: { userId: string }) => sql<FoundSession>`
  select id, created_at, last_seen_at, expires_at, two_step, address, browser, system from sessions
   where identity_id = (select u.identity_id from users u where u.id = ${p.userId}) and not replaced and expires_at > now()
     and last_seen_at > now() - make_interval(secs => ${lifetimes.idle})
   order by last_seen_at desc`,
);

/** Ends one session of a user. */
export const endSessionRow = defineSql(
  'access.end-session',
  { userId: SAMPLE, id: SAMPLE },
  (p: { userId: string; id: string }) => sql`
  delete from sessions where id = ${p.id} and identity_id = (select u.identity_id from users u where u.id = ${p.userId})`,
);

/** Ends every session of an identity, but for one when it is named. */
export const endSessionsOf = defineSql(
  'kervan.end-sessions-of',
  { identityId: SAMPLE, except: null as string | null },
  (p: { identityId: string; except: string | null }) =>
    sql`delete from sessions where identity_id = ${p.identityId} and (${p.except}::uuid is null or id <> ${p.except}::uuid)`,
);
