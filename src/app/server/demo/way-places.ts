import { openPlace } from '#kernel/goods/contract/stock-places.ts';
import { createSite } from '#kernel/places/contract/sites.ts';
import type { Names } from './cast.ts';
import type { Ids } from './organisations.ts';
import type { Player } from './player.ts';

interface WayPlace {
  readonly code: string;
  readonly kind: 'hub' | 'delivery-point';
  readonly area: string;
  readonly org?: string;
  /** A site that stands already. */
  readonly site?: string;
  readonly names: Names;
}
const hub = (number: number, area: string): WayPlace => ({
  code: `HUB-${number}`,
  kind: 'hub',
  area,
  names: { en: `Transshipment hub ${number} (demo)`, tr: `Aktarma merkezi ${number} (demo)`, ar: `مركز إعادة الشحن ${number} (تجريبي)` },
});
const point = (code: string, area: string, org: string): WayPlace => ({
  code: `DP-${code}`,
  kind: 'delivery-point',
  area,
  org,
  names: { en: `Delivery point ${code} (demo)`, tr: `Teslim noktası ${code} (demo)`, ar: `نقطة التسليم ${code} (تجريبي)` },
});
const city = (code: string, site: string, org: string): WayPlace => ({ ...point(code, '', org), site });

/** Where goods pass and arrive beyond Burç; those in Syria carry an area and no point of their own. */
export const wayPlaces: readonly WayPlace[] = [
  hub(1, 'SY0703'),
  hub(2, 'SY0204'),
  ...['1A', '1B', '1C'].map((code) => point(code, 'SY0204', 'yasmin')),
  ...['2A', '2B', '2C'].map((code) => point(code, 'SY0703', 'sunbula')),
  ...['3A', '3B', '3C'].map((code) => point(code, 'SY0203', 'ghaith')),
  city('H1', 'container-city-TUR031-0', 'nar'),
  city('H2', 'container-city-TUR031-1', 'kirlangic'),
  city('A1', 'container-city-TUR002-0', 'qamar'),
  city('M1', 'container-city-TUR044-0', 'nar'),
];

/** Opens hubs and delivery points, each at a site. */
export async function openWayPlaces(player: Player, siteIds: Ids, orgIds: Ids): Promise<void> {
  for (const { code, kind, area, org, site, names } of wayPlaces) {
    const named = { nameEn: names.en, nameTr: names.tr, nameAr: names.ar };
    const siteId = site ? siteIds.get(site)! : player.id();
    const orgId = org ? orgIds.get(org)! : undefined;
    if (!site) {
      const type = kind === 'hub' ? 'transshipment-hub' : 'distribution-point';
      await player.do(createSite, {
        siteId,
        code,
        type,
        ...named,
        area,
        openedOn: '2023-02-08',
        ...(orgId ? { custodianId: orgId } : {}),
      });
    }
    await player.do(openPlace, {
      placeId: player.id(),
      kind,
      code,
      ...named,
      siteId,
      ...(orgId ? { orgId } : {}),
      openedOn: site ? '2023-03-01' : '2023-02-08',
    });
  }
}
