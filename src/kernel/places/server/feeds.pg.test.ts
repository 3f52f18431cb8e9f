import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Id } from '#foundation/ids.ts';
import { newId } from '#foundation/ids.ts';
import { pullFeed } from '#kernel/sync/server/index.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { addNeighbourhood, importAreas, recodeArea, searchPlaces } from '../contract/areas.ts';
import { areasFeed, sitesFeed } from '../contract/feeds.ts';
import { changeSite, createSite, listSites, seeExactSites } from '../contract/sites.ts';

let mission: TestMission;
const areas = [
  { pcode: 'TUR', level: 0, country: 'TUR', nameEn: 'Türkiye', lat: 39, lon: 35 },
  { pcode: 'TUR027', level: 1, country: 'TUR', parent: 'TUR', nameEn: 'Gaziantep', lat: 37.07, lon: 37.38 },
  { pcode: 'TUR063', level: 1, country: 'TUR', parent: 'TUR', nameEn: 'Sanliurfa', lat: 37.16, lon: 38.79 },
];
beforeAll(async () => {
  mission = await openTestMission();
  await mission.apply(importAreas, { source: 'test', validFrom: '2022-01-01', areas });
});
afterAll(() => mission.close());

/** The rows of a feed as a device would hold them after following every pull. */
function copyOf(name: string, as: Id) {
  const rows = new Map<string, Record<string, unknown>>();
  let cursor: string | undefined;
  return {
    rows,
    async until(ready: () => boolean) {
      for (let tries = 0; tries < 200; tries += 1) {
        const lines = await pullFeed(
          mission.kervan.deps,
          { mission: mission.kervan.missions.find('test')!, credential: { kind: 'internal', userId: as } },
          name,
          { cursor, limit: 1000 },
        );
        for (const line of lines) {
          if (line.t === 'start' && line.reset) rows.clear();
          if (line.t === 'gone') rows.delete(line.id);
          if (line.t === 'row') rows.set((line.row as { id: string }).id, line.row as Record<string, unknown>);
          if (line.t === 'end') cursor = line.cursor;
        }
        if (ready()) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(`the feed never got there: ${JSON.stringify([...rows.values()])}`);
    },
  };
}
const site = (over: object = {}) => ({
  siteId: newId(),
  code: `S-${newId().slice(-8).toUpperCase()}`,
  type: 'camp',
  nameEn: 'Camp',
  area: 'TUR027',
  lat: 37.01,
  lon: 37.31,
  ...over,
});

it('a site follows its area out of one person’s reach and into another’s', async () => {
  const [antep, urfa] = [
    await mission.user({ permissions: [listSites.permission], scope: { kind: 'area', id: 'TUR027' } }),
    await mission.user({ permissions: [listSites.permission], scope: { kind: 'area', id: 'TUR063' } }),
  ];
  const camp = site();
  await mission.apply(createSite, camp);
  const [one, two] = [copyOf(sitesFeed.name, antep), copyOf(sitesFeed.name, urfa)];
  await one.until(() => one.rows.has(camp.siteId));
  await two.until(() => two.rows.size === 0);
  await mission.apply(changeSite, { ...camp, version: 1, area: 'TUR063' });
  await two.until(() => two.rows.has(camp.siteId));
  await one.until(() => !one.rows.has(camp.siteId));
});

it('a sensitive point is exact only for whoever may see it, also on the device', async () => {
  const [plain, exact] = [
    await mission.user({ permissions: [listSites.permission] }),
    await mission.user({ permissions: [listSites.permission, seeExactSites.name] }),
  ];
  const camp = site({ sensitivity: 'sensitive' });
  await mission.apply(createSite, camp);
  const [one, two] = [copyOf(sitesFeed.name, plain), copyOf(sitesFeed.name, exact)];
  await one.until(() => one.rows.has(camp.siteId));
  await two.until(() => two.rows.has(camp.siteId));
  expect(one.rows.get(camp.siteId)).toMatchObject({ lat: 37.07, lon: 37.38 });
  expect(two.rows.get(camp.siteId)).toMatchObject({ lat: 37.01, lon: 37.31 });
  expect(Object.keys(one.rows.get(camp.siteId)!)).not.toContain('areaLat');
});

it('a re-coded area leaves under its old code and comes under its new one, its sites with it', async () => {
  const reader = await mission.user({ permissions: [searchPlaces.permission, listSites.permission] });
  const { pcode } = await mission.apply(addNeighbourhood, { parent: 'TUR027', nameEn: 'Karatas' });
  const camp = site({ area: pcode });
  await mission.apply(createSite, camp);
  const [places, sites] = [copyOf(areasFeed.name, reader), copyOf(sitesFeed.name, reader)];
  await places.until(() => places.rows.has(pcode));
  await sites.until(() => sites.rows.has(camp.siteId));
  await mission.apply(recodeArea, { pcode, newPcode: 'TUR027099' });
  await places.until(() => places.rows.has('TUR027099') && !places.rows.has(pcode));
  await sites.until(() => sites.rows.get(camp.siteId)?.['area'] === 'TUR027099');
});
