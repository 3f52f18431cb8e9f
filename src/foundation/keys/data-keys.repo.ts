import { defineSql, sql } from '../db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';

export interface DataKeyRow {
  readonly id: string;
  readonly wrapped: Buffer | null;
}

/** The key in use for a class and subject. */
export const findCurrentKey = defineSql(
  'keys.find-current',
  { class: 'personal', subject: 'log' },
  (p: { class: string; subject: string }) =>
    sql<DataKeyRow>`select id, wrapped from data_keys where class = ${p.class} and subject = ${p.subject} and wrapped is not null`,
);

/** The keys in use for several subjects of a class. */
export const listCurrentKeys = defineSql(
  'keys.list-current',
  { class: 'personal', subjects: ['log'] } as { class: string; subjects: readonly string[] },
  (p) => sql<DataKeyRow & { subject: string }>`
  select id, wrapped, subject from data_keys where class = ${p.class} and subject = any(${p.subjects}::text[]) and wrapped is not null`,
);
export const listKeys = defineSql(
  'keys.list',
  { ids: [SAMPLE] } as { ids: readonly string[] },
  (p) => sql<DataKeyRow>`select id, wrapped from data_keys where id = any(${p.ids}::uuid[])`,
);

export const findKey = defineSql(
  'keys.find',
  { id: SAMPLE },
  (p: { id: string }) => sql<DataKeyRow>`select id, wrapped from data_keys where id = ${p.id}`,
);

export interface NewKey {
  readonly id: string;
  readonly class: string;
  readonly subject: string;
  readonly wrapped: Uint8Array;
  readonly at: string;
}

/** Makes a key unless another request was first. */
export const insertKey = defineSql(
  'keys.insert',
  { id: SAMPLE, class: 'personal', subject: 'log', wrapped: new Uint8Array(), at: '2023-03-01T00:00:00Z' } as NewKey,
  (
    p: NewKey,
  ) => sql`insert into data_keys (id, class, subject, wrapped, created_at) values (${p.id}, ${p.class}, ${p.subject}, ${p.wrapped}, ${p.at})
    on conflict (class, subject) where wrapped is not null do nothing`,
);

/** Destroys a subject's keys: what they sealed can never be opened again. */
export const destroyKeys = defineSql(
  'keys.destroy',
  { class: 'personal', subject: 'x', at: '2023-03-01T00:00:00Z' },
  (p: { class: string; subject: string; at: string }) =>
    sql`update data_keys set wrapped = null, destroyed_at = ${p.at} where class = ${p.class} and subject = ${p.subject} and wrapped is not null`,
);

/** Every living key, to wrap it by a new master key. */
export const listLivingKeys = defineSql(
  'keys.list-living',
  {},
  () => sql<{ id: string; wrapped: Buffer }>`select id, wrapped from data_keys where wrapped is not null for update`,
);

export const rewrapKey = defineSql(
  'keys.rewrap',
  { id: SAMPLE, wrapped: new Uint8Array() as Uint8Array },
  (p: { id: string; wrapped: Uint8Array }) => sql`update data_keys set wrapped = ${p.wrapped} where id = ${p.id}`,
);
