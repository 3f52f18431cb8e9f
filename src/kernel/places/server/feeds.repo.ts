import { defineSql, sql } from '#foundation/db/sql.ts';
import { feedPage, sampleFeedPage } from '#foundation/db/stamp.ts';
import type { FeedPage } from '#foundation/db/stamp.ts';

export interface AreaFed {
  readonly id: string;
  readonly level: number;
  readonly country: string;
  readonly parent: string | null;
  readonly lineage: string[];
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly provisional: boolean;
  readonly validTo: string | null;
  readonly replacedBy: string | null;
  readonly formerCodes: string[];
}

/** A page of the areas, in the order of their changes. */
export const feedAreas = defineSql('places.feed-areas', sampleFeedPage, (p: FeedPage) =>
  feedPage<AreaFed>(p, {
    table: 'a',
    id: 'pcode',
    idType: 'text',
    from: sql`areas a`,
    columns: sql`a.pcode as id, a.level, a.country, a.parent, a.lineage, a.name_en as "nameEn", a.name_tr as "nameTr", a.name_ar as "nameAr", a.lat, a.lon,
    a.provisional, a.valid_to as "validTo", a.replaced_by as "replacedBy", a.former_codes as "formerCodes"`,
  }),
);

export interface SiteFed {
  readonly id: string;
  readonly code: string;
  readonly type: string;
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  readonly area: string;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly precision: 'surveyed' | 'approximate' | 'area';
  readonly status: 'planned' | 'open' | 'closed';
  readonly sensitivity: 'open' | 'restricted' | 'sensitive';
  readonly custodianId: string | null;
  readonly version: number;
  readonly lineage: string[];
  readonly country: string;
  readonly areaLat: number | null;
  readonly areaLon: number | null;
  readonly responseId: string | null;
}

/** A page of the sites within reach, with what tells whether their points may be shown. */
export const feedSites = defineSql('places.feed-sites', sampleFeedPage, (p: FeedPage) =>
  feedPage<SiteFed>(p, {
    table: 's',
    from: sql`sites s join areas a on a.pcode = s.area`,
    columns: sql`s.id, s.code, s.type, s.name_en as "nameEn", s.name_tr as "nameTr", s.name_ar as "nameAr", s.area, s.lat, s.lon, s.precision, s.status, s.sensitivity,
    s.custodian_id as "custodianId", s.version, a.lineage, a.country, a.lat as "areaLat", a.lon as "areaLon", s.response_id as "responseId"`,
  }),
);
