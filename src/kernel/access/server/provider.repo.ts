import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';

export interface ProviderAccount {
  readonly issuer: string;
  readonly subject: string;
}
const sample: ProviderAccount = { issuer: 'https://id.example.org', subject: 'a' };

/** Whom an account of the provider signs in. */
export const findProviderLink = defineSql(
  'kervan.find-provider-link',
  sample,
  (p: ProviderAccount) => sql<{ identity_id: string }>`
  select identity_id from provider_links where issuer = ${p.issuer} and subject = ${p.subject}`,
);

/** Ties an account; no row: this person has another account of the provider already. */
export const insertProviderLink = defineSql(
  'kervan.insert-provider-link',
  { ...sample, identityId: SAMPLE },
  (p: ProviderAccount & { identityId: string }) => sql<{ identity_id: string }>`
  insert into provider_links (issuer, subject, identity_id) values (${p.issuer}, ${p.subject}, ${p.identityId})
  on conflict do nothing returning identity_id`,
);

export const deleteProviderLinks = defineSql(
  'kervan.delete-provider-links',
  { identityId: SAMPLE },
  (p: { identityId: string }) => sql`delete from provider_links where identity_id = ${p.identityId}`,
);

/** How somebody who is known by the provider signs in here besides. */
export const findIdentityById = defineSql(
  'kervan.find-identity-by-id',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ id: string; email: string; two_step: boolean }>`
  select id, email, exists (select from authenticators a where a.identity_id = i.id) as two_step from identities i where id = ${p.id}`,
);
