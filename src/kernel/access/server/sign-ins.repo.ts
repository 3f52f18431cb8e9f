import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';

const SAMPLE = '00000000-0000-7000-8000-000000000001';

export type SignInOutcome =
  | 'in'
  | 'password-wrong'
  | 'address-unknown'
  | 'code-asked'
  | 'code-wrong'
  | 'waiting'
  | 'proved'
  | 'proof-wrong'
  | 'out'
  | 'link-used'
  | 'link-gone'
  | 'recovery-code'
  | 'refused';

export interface SignInLine {
  readonly id: string;
  readonly identityId: string | null;
  readonly outcome: SignInOutcome;
  readonly address: string;
  readonly browser: string;
  readonly system: string;
}

/** One line of the sign-in log; neither address typed nor password is ever part of it. */
export const insertSignIn = defineSql(
  'kervan.insert-sign-in',
  { id: SAMPLE, identityId: null, outcome: 'in', address: '', browser: 'other', system: 'other' } as SignInLine,
  (p: SignInLine) => sql`insert into sign_ins (id, identity_id, outcome, address, browser, system)
    values (${p.id}, ${p.identityId}, ${p.outcome}, ${p.address}, ${p.browser}, ${p.system})`,
);

export interface FoundSignIn {
  readonly id: string;
  readonly at: Date;
  readonly user_id: string | null;
  readonly user_name: string | null;
  readonly outcome: SignInOutcome;
  readonly address: string;
  readonly browser: string;
  readonly system: string;
  readonly total: number;
}
export interface SignInFilter {
  readonly reach: RawBuilder<boolean>;
  readonly userId: string | null;
  readonly search: string | null;
  readonly outcome: string | null;
  /** Lines of unknown addresses belong to no mission: only who sees the whole of one sees them. */
  readonly unknown: boolean;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** No bound: for one's own lines. */
export const everyone: RawBuilder<boolean> = sql<boolean>`true`;

const sortable = { at: sql`s.at`, user: sql`u.name`, outcome: sql`s.outcome`, address: sql`s.address` };

/** The sign-in log of this mission's people. */
export const listSignInRows = defineSql(
  'access.list-sign-ins',
  {
    reach: sql<boolean>`true`,
    userId: null,
    search: null,
    outcome: null,
    unknown: true,
    sort: undefined,
    limit: 50,
    offset: 0,
  } as SignInFilter,
  (p: SignInFilter) => sql<FoundSignIn>`
    select s.id, s.at, u.id as user_id, u.name as user_name, s.outcome, s.address, s.browser, s.system, count(*) over () as total
      from sign_ins s left join users u on u.identity_id = s.identity_id
     where ((u.id is not null and ${p.reach}) or (s.identity_id is null and ${p.unknown}))
       and (${p.userId}::uuid is null or u.id = ${p.userId}::uuid)
       and (${p.search}::text is null or u.name ilike '%' || ${p.search} || '%' or s.address = ${p.search})
       and (${p.outcome}::text is null or s.outcome = ${p.outcome})
     ${orderBy(p.sort, sortable, sql`s.at desc`, sql`s.id`)} limit ${p.limit} offset ${p.offset}`,
);
