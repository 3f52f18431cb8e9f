import { setClockOffset } from '#foundation/db/missions.repo.ts';
import type { Id } from '#foundation/ids.ts';
import type { Mission } from '#foundation/pipeline/context.ts';
import { setSignInRules } from '#kernel/access/contract/recovery.ts';
import { createRole } from '#kernel/access/contract/roles.ts';
import { assignRole, createUser } from '#kernel/access/contract/users.ts';
import { watchGrants } from '#kernel/orgs/contract/grants.ts';
import { setCrossingStatus } from '#kernel/places/contract/crossings.ts';
import { waiveVisibility } from '#kernel/places/contract/waivers.ts';
import { createSite } from '#kernel/places/contract/sites.ts';
import { watchStores } from '#modules/supply/contract/stores/keeping.ts';
import type { Kervan } from '../compose.ts';
import { allPermissions } from '../missions.ts';
import { demoNow, orgs, settlements, sites } from './cast.ts';
import type { DemoSite } from './cast.ts';
import { demoPassword, users } from './users.ts';
import type { DemoUser } from './users.ts';
import { receiveDemands } from './demands.ts';
import { loadCatalogue, openPartnerStores, openStockPlaces } from './catalogue.ts';
import { loadCoreDistributions } from './core-distributions.ts';
import { loadCoreGoods } from './core-goods.ts';
import { enterFleet } from './fleet.ts';
import { loadGazetteer } from './gazetteer.ts';
import { enterOrganisations, enterPeople, openOffices, openResponses, screenEverybody, signGrants } from './organisations.ts';
import type { Ids } from './organisations.ts';
import { playerOf } from './player.ts';
import { loadRegister } from './register/load.ts';
import type { Player } from './player.ts';
import { expand, roles } from './roles.ts';
import { setStage } from './story/stage.ts';
import { openWayPlaces } from './way-places.ts';

/** Plays the core pack of the demonstration: places, offices, warehouse, roles and logins. */
export async function loadDemonstration(kervan: Kervan, mission: Mission, say: (words: string) => void): Promise<void> {
  const player = playerOf(kervan.deps, mission, mission.practice ? 20230207 : 20230206);
  player.at('2023-02-06T06:00:00Z');
  say('Loading places of Türkiye and Syria');
  await loadGazetteer(player);
  say('Entering organisations, opening responses');
  const orgIds = await enterOrganisations(player);
  const responseIds = await openResponses(player);
  say('Opening offices, warehouses and sites');
  const siteIds = await openSites(player, orgIds, responseIds);
  await openOffices(player, siteIds);
  await noteCrossings(player);
  say('Giving roles and logins');
  const userIds = await giveRoles(player, siteIds, orgIds);
  say('Entering the catalogue, opening stock places');
  await loadCatalogue(player);
  await openStockPlaces(player, siteIds.get('burc')!, userIds.get('store'));
  await openPartnerStores(player, siteIds, orgIds);
  player.at('2023-02-08T07:00:00Z');
  await openWayPlaces(player, siteIds, orgIds);
  await enterFleet(player, orgIds);
  say('Signing grants, screening everybody');
  await signGrants(player, orgIds, responseIds);
  await waive(player, orgIds, userIds.get('head')!);
  player.at('2023-07-03T08:00:00Z');
  await enterPeople(player, orgIds);
  await screenEverybody(player, orgIds, userIds.get('admin-2')!);
  await receiveDemands(player, orgIds, userIds);
  say('Receiving goods, sending trucks');
  const stage = await setStage(player);
  await loadCoreGoods(kervan.deps, mission, stage);
  say('Giving out on distribution days');
  await loadCoreDistributions(kervan.deps, mission, stage);
  say('Registering households');
  await loadRegister(kervan.deps, mission, stage);
  player.at('2023-08-21T05:00:00Z');
  await player.do(watchGrants, {});
  await player.do(watchStores, {});
  // The demonstration's day: its clock goes on from there.
  await kervan.db.transaction({ schema: 'kervan' }, (tx) =>
    setClockOffset.run(tx, { slug: mission.slug, offset: Date.parse(demoNow) - Date.now() }),
  );
  await kervan.missions.reload();
}

async function openSites(player: Player, orgIds: Ids, responseIds: Ids): Promise<Map<string, Id>> {
  const others = { orgIds, responseIds };
  const ids = new Map<string, Id>();
  player.at('2023-02-07T08:00:00Z');
  for (const site of sites) ids.set(site.key, await openSite(player, site, { ...others, openedOn: '2023-02-07' }));
  player.at('2023-03-01T08:00:00Z');
  for (const site of settlementSites()) ids.set(site.key, await openSite(player, site, { ...others, openedOn: '2023-03-01' }));
  return ids;
}

interface Others {
  readonly orgIds: Ids;
  readonly responseIds: Ids;
  readonly openedOn: string;
}

/** What each kind of site answers; offices and warehouses serve all responses. */
const responseOf: Readonly<Record<string, string>> = {
  'container-city': 'earthquake',
  'tent-city': 'earthquake',
  'informal-settlement': 'refugee',
  'community-centre': 'refugee',
  'partner-store': 'cross-border',
};

async function openSite(player: Player, site: DemoSite, { orgIds, responseIds, openedOn }: Others): Promise<Id> {
  const siteId = player.id();
  const response = responseOf[site.type];
  await player.do(createSite, {
    siteId,
    code: site.code,
    type: site.type,
    nameEn: site.names.en,
    nameTr: site.names.tr,
    nameAr: site.names.ar,
    area: site.area,
    openedOn,
    ...(site.custodian ? { custodianId: orgIds.get(site.custodian)! } : {}),
    ...(response ? { responseId: responseIds.get(response)! } : {}),
    ...(site.point ? { lat: site.point[0], lon: site.point[1], precision: 'approximate' as const } : {}),
  });
  return siteId;
}

const settlementNames = {
  'container-city': { code: 'CTR', en: 'Container city', tr: 'Konteyner kent', ar: 'مدينة كرفانات' },
  'tent-city': { code: 'TNT', en: 'Tent city', tr: 'Çadır kent', ar: 'مدينة خيام' },
  'informal-settlement': { code: 'INF', en: 'Informal settlement', tr: 'Düzensiz yerleşim', ar: 'مستوطنة عشوائية' },
  'community-centre': { code: 'COM', en: 'Community centre', tr: 'Toplum merkezi', ar: 'مركز مجتمعي' },
} as const;

/** Invented settlements around a town, on a ring so that they can be told apart on the map. */
function settlementSites(): DemoSite[] {
  return settlements.flatMap(({ area, type, count, near }) =>
    Array.from({ length: count }, (_, index): DemoSite => {
      const angle = (2 * Math.PI * index) / count + type.length;
      const names = settlementNames[type];
      const label = `${area.slice(3)}-${index + 1} (demo)`;
      return {
        key: `${type}-${area}-${index}`,
        code: `${names.code}-${area.slice(3)}-${String(index + 1).padStart(2, '0')}`,
        type,
        names: { en: `${names.en} ${label}`, tr: `${names.tr} ${label}`, ar: `${names.ar} ${label}` },
        area,
        point: [round(near[0] + 0.06 * Math.sin(angle)), round(near[1] + 0.08 * Math.cos(angle))],
      };
    }),
  );
}

const round = (degrees: number) => Number(degrees.toFixed(3));

async function noteCrossings(player: Player): Promise<void> {
  const note = (day: string, input: Parameters<typeof player.do<typeof setCrossingStatus.input, typeof setCrossingStatus.result>>[1]) => {
    player.at(`${day}T07:00:00Z`);
    return player.do(setCrossingStatus, input);
  };
  await note('2023-02-09', {
    crossingId: 'bab-al-hawa',
    status: 'open',
    fromDay: '2023-01-10',
    authorisedTo: '2023-07-10',
    source: 'Security Council resolution (demo)',
  });
  await note('2023-02-14', {
    crossingId: 'bab-al-salama',
    status: 'open',
    fromDay: '2023-02-14',
    authorisedTo: '2023-08-13',
    source: 'Letter of the government (demo)',
  });
  await note('2023-02-14', {
    crossingId: 'al-rai',
    status: 'open',
    fromDay: '2023-02-14',
    authorisedTo: '2023-08-13',
    source: 'Letter of the government (demo)',
  });
  await note('2023-07-11', { crossingId: 'bab-al-hawa', status: 'closed', fromDay: '2023-07-11', source: 'Authorisation lapsed (demo)' });
  await note('2023-08-09', {
    crossingId: 'bab-al-hawa',
    status: 'open',
    fromDay: '2023-08-09',
    authorisedTo: '2024-02-09',
    source: 'Letter of the government (demo)',
  });
  for (const crossingId of ['bab-al-salama', 'al-rai']) {
    await note('2023-08-10', {
      crossingId,
      status: 'open',
      fromDay: '2023-08-10',
      authorisedTo: '2023-11-13',
      source: 'Letter of the government (demo)',
    });
  }
}

/** One partner's people are at risk where cartons and papers are marked: no name of an agency or a donor reaches them. */
async function waive(player: Player, orgIds: Ids, head: Id): Promise<void> {
  player.at('2023-04-03T09:00:00Z');
  player.as(head);
  await player.do(waiveVisibility, {
    waiverId: player.id(),
    area: 'SY07',
    orgId: orgIds.get('sunbula')!,
    fromDay: '2023-04-03',
    reason: 'Marked cartons put the partner’s people at risk there (demo)',
  });
  player.as(null);
}

async function giveRoles(player: Player, siteIds: Ids, orgIds: Ids): Promise<Ids> {
  player.at('2023-02-07T09:00:00Z');
  // The printed logins open without an authenticator until an administrator demands one.
  await player.do(setSignInRules, { twoStep: 'nobody' });
  const all = allPermissions();
  for (const role of roles) await player.do(createRole, { roleId: role.id, names: role.names, permissions: expand(role.permissions, all) });
  const ids = new Map<string, Id>();
  for (const user of users) ids.set(user.key, await enterUser(player, user, siteIds, orgIds));
  return ids;
}

async function enterUser(player: Player, user: DemoUser, siteIds: Ids, orgIds: Ids): Promise<Id> {
  const userId = player.id();
  const orgKind = orgs.find((org) => org.key === user.org)?.kind ?? 'own';
  const orgId = orgIds.get(user.org ?? 'kervan')!;
  const { name, email, language } = user;
  // In practice nobody's sign-in is made: who may come in already signs in to the mission that it is for.
  const password = player.practice ? {} : { password: demoPassword };
  await player.do(createUser, { userId, name, email, language, orgId, orgKind, ...password });
  const of = user.scope.of;
  const scope =
    user.scope.kind === 'mission' || of === undefined
      ? { kind: 'mission' as const }
      : { kind: user.scope.kind, id: siteIds.get(of) ?? orgIds.get(of) ?? of };
  await player.do(assignRole, { assignmentId: player.id(), userId, roleId: user.role, scope });
  return userId;
}
