import { askQuery } from '#foundation/pipeline/ask.ts';
import { loadGazetteer } from '#app/server/demo/gazetteer.ts';
import { apply } from '#app/server/cli/commands.ts';
import { searchPlaces } from '#kernel/places/contract/areas.ts';
import { quantile, systemUser, withClients } from './world.ts';
import type { Row, World } from './world.ts';

/** As people type: beginnings, whole names, other scripts, without diacritics, with slips, with nothing to find. */
const typed: Readonly<Record<string, readonly string[]>> = {
  'beginnings of 1 to 3 letters': ['a', 'ka', 'ga', 'haz', 'إد', 'حل'],
  'names in Latin letters': ['Gaziantep', 'Nizip', 'Afrin', 'Idlib', 'Jarablus', 'Kırıkhan', 'Islahiye', 'Azaz'],
  'names without their marks': ['sanliurfa', 'kirikhan', 'ISTANBUL', 'islahiye', 'cobanbey', 'Iskenderun'],
  'names in Arabic': ['عفرين', 'إدلب', 'ادلب', 'حلب', 'اعزاز', 'الباب'],
  'names with slips': ['Gazantep', 'Afirn', 'Idleb', 'Jarabulus', 'Sarmda', 'عفرن'],
  'nothing to find': ['zzqx', 'qqqqq', 'xwvk'],
};

/** Search in the whole gazetteer, at the server: authorised, asked, shaped. */
export async function benchSearch(world: World): Promise<Row[]> {
  const { kervan } = world.server;
  const mission = kervan.missions.find('bench')!;
  await loadGazetteer({ do: (def, input) => apply(kervan, mission, def, { ...input }) } as Parameters<typeof loadGazetteer>[0]);
  await withClients(world.server.adminUrl!, 1, ([owner]) => owner!.query('vacuum analyze'));
  const request = { mission, credential: { kind: 'internal', userId: systemUser } as const };
  const rows: Row[] = [];
  const all: number[] = [];
  for (const [what, texts] of Object.entries(typed)) {
    const taken: number[] = [];
    for (let round = 0; round < 12; round += 1) {
      for (const text of texts) {
        const begun = performance.now();
        await askQuery(kervan.deps, request, searchPlaces.name, { text });
        if (round > 1) taken.push(performance.now() - begun);
      }
    }
    all.push(...taken);
    rows.push({ what: `search: ${what}, median`, value: quantile(taken, 0.5), unit: 'ms', asked: 'under 50 ms' });
  }
  rows.push({ what: 'search: slowest of twenty', value: quantile(all, 0.95), unit: 'ms', asked: 'under 50 ms' });
  return rows;
}
