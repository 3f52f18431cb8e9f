import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';
const hash: Uint8Array = Buffer.alloc(32);

export type LinkKind = 'invitation' | 'reset' | 'own-reset' | 'first-run';

export interface NewLink {
  readonly id: string;
  readonly kind: LinkKind;
  readonly tokenHash: Uint8Array;
  readonly identityId: string | null;
  readonly mission: string;
  readonly madeBy: string | null;
  readonly seconds: number;
}
const sample: NewLink = {
  id: SAMPLE,
  kind: 'invitation',
  tokenHash: hash,
  identityId: SAMPLE,
  mission: 'demo',
  madeBy: SAMPLE,
  seconds: 60,
};

export const insertLink = defineSql(
  'kervan.insert-link',
  sample,
  (p: NewLink) => sql`
  insert into sign_in_links (id, kind, token_hash, identity_id, mission_slug, made_by, expires_at)
  values (${p.id}, ${p.kind}, ${p.tokenHash}, ${p.identityId}, ${p.mission}, ${p.madeBy}, now() + make_interval(secs => ${p.seconds}))`,
);

/** A new link is the only one: earlier ones of the same person die. */
export const withdrawLinksOf = defineSql(
  'kervan.withdraw-links-of',
  { identityId: SAMPLE },
  (p: { identityId: string }) => sql`
  update sign_in_links set withdrawn_at = now() where identity_id = ${p.identityId} and used_at is null and withdrawn_at is null`,
);
export const withdrawFirstRunLinks = defineSql(
  'kervan.withdraw-first-run-links',
  { mission: 'demo' },
  (p: { mission: string }) => sql`
  update sign_in_links set withdrawn_at = now() where mission_slug = ${p.mission} and kind = 'first-run' and used_at is null and withdrawn_at is null`,
);

/** Kills one link of an identity that was not used yet. */
export const withdrawLinkRow = defineSql(
  'kervan.withdraw-link',
  { id: SAMPLE, identityId: SAMPLE },
  (p: { id: string; identityId: string }) => sql`
  update sign_in_links set withdrawn_at = now()
   where id = ${p.id} and identity_id = ${p.identityId} and used_at is null and withdrawn_at is null and expires_at > now()`,
);

export interface FoundLink {
  readonly id: string;
  readonly kind: LinkKind;
  readonly identity_id: string | null;
  readonly mission_slug: string;
  readonly expires_at: Date;
  readonly email: string | null;
}

/** A link that still opens. */
export const findLink = defineSql(
  'kervan.find-link',
  { tokenHash: hash },
  (p: { tokenHash: Uint8Array }) => sql<FoundLink>`
  select l.id, l.kind, l.identity_id, l.mission_slug, l.expires_at, i.email
    from sign_in_links l left join identities i on i.id = l.identity_id
   where l.token_hash = ${p.tokenHash} and l.used_at is null and l.withdrawn_at is null and l.expires_at > now()`,
);

/** Uses a link; of two at once the row's lock lets one through. */
export const burnLink = defineSql(
  'kervan.burn-link',
  { tokenHash: hash },
  (p: { tokenHash: Uint8Array }) => sql<{ id: string; kind: LinkKind; identity_id: string | null; mission_slug: string }>`
  update sign_in_links set used_at = now()
   where token_hash = ${p.tokenHash} and used_at is null and withdrawn_at is null and expires_at > now()
  returning id, kind, identity_id, mission_slug`,
);

/** The links of an identity that still open; one on paper and its like by mail are one. */
export const listLinks = defineSql(
  'kervan.list-links',
  { identityId: SAMPLE },
  (p: { identityId: string }) => sql<{ id: string; kind: LinkKind; made_at: Date; expires_at: Date }>`
  select distinct on (made_at, kind) id, kind, made_at, expires_at from sign_in_links
   where identity_id = ${p.identityId} and used_at is null and withdrawn_at is null and expires_at > now() order by made_at desc, kind, id`,
);

export interface MissionWrite {
  readonly slug: string;
  readonly name: string;
  readonly names: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly countries: readonly string[];
}

/** What a mission is called, and where and in which money it works. */
export const updateMission = defineSql(
  'kervan.update-mission',
  { slug: 'demo', name: 'A', names: '{}', timeZone: 'UTC', currency: 'USD', countries: ['TUR'] } as MissionWrite,
  (p: MissionWrite) => sql`
  update missions set name = ${p.name}, names = ${p.names}::jsonb, time_zone = ${p.timeZone}, currency = ${p.currency}, countries = ${p.countries}::text[]
   where slug = ${p.slug}`,
);
