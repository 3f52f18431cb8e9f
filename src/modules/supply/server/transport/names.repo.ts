import { sql } from '#foundation/db/sql.ts';

export const SAMPLE = '00000000-0000-7000-8000-000000000001';
export const AT = '2023-03-01T00:00:00Z';
export const DAY = '2023-03-01';

const named = (alias: string, more: string) =>
  sql.raw(`jsonb_build_object('id', ${alias}.id, ${more}, 'en', ${alias}.name_en, 'tr', ${alias}.name_tr, 'ar', ${alias}.name_ar)`);

/** A stock place, item or organisation as `PlaceName`, `ItemName`, `OrgName` show it. */
export const placeJson = (alias: string) => named(alias, `'code', ${alias}.code, 'kind', ${alias}.kind`);
export const itemJson = (alias: string) => named(alias, `'code', ${alias}.code, 'unit', ${alias}.unit`);
export const orgJson = (alias: string) => named(alias, `'acronym', ${alias}.acronym`);
/** Names alone, for columns of type `names`. */
export const namesJson = (alias: string) =>
  sql.raw(`jsonb_build_object('en', ${alias}.name_en, 'tr', ${alias}.name_tr, 'ar', ${alias}.name_ar)`);

export interface PlaceNamed {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly en: string;
  readonly tr: string | null;
  readonly ar: string | null;
}
export interface ItemNamed {
  readonly id: string;
  readonly code: string;
  readonly unit: string;
  readonly en: string;
  readonly tr: string | null;
  readonly ar: string | null;
}
export interface OrgNamed {
  readonly id: string;
  readonly acronym: string | null;
  readonly en: string;
  readonly tr: string | null;
  readonly ar: string | null;
}
export interface Paged {
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export const paged: Paged = { sort: undefined, limit: 50, offset: 0 };
export interface NamesFound {
  readonly en: string;
  readonly tr: string | null;
  readonly ar: string | null;
}
