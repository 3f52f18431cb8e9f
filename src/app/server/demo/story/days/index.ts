import { openEvent, reserveStock } from '#modules/assistance/contract/day.ts';
import { planEvent } from '#modules/assistance/contract/events.ts';
import { createPackage } from '#modules/assistance/contract/packages.ts';
import { importTokens } from '#modules/assistance/contract/tokens.ts';
import { hashToken } from '#modules/assistance/domain/token.ts';
import type { Id } from '#foundation/ids.ts';
import type { Player } from '../../player.ts';
import { diceOf } from '../dice.ts';
import { enrolPhone } from '../phones.ts';
import { dayAfter, hourOf } from '../schedule.ts';
import type { Scene, Schedule } from '../schedule.ts';
import { partnerStores } from '../stores.ts';
import type { PartnerStore } from '../stores.ts';
import { evening, morning } from './course.ts';
import { takeLanes } from './lanes.ts';
import { dayPlans, packs } from './plans.ts';
import type { DayPlan, PackKind } from './plans.ts';
import { bandsOf, noteDocument, phoneOf } from './told.ts';
import type { Hand, Told, Token } from './told.ts';
import { voices } from './voices.ts';
import { turns } from './turns.ts';
import type { Turning } from './turns.ts';

/** Twelve distribution days of three partners, told by the phones that were there. */
export function playDays(schedule: Schedule): void {
  const packageIds = packages(schedule.scene('packages'));
  for (const store of partnerStores) {
    const scene = schedule.scene(`days ${store.code}`);
    const hands = handOut(scene, store);
    for (const plan of dayPlans.filter((day) => day.store === store.code)) tell(scene, plan, hands, packageIds);
  }
}

function packages({ stage, player, step }: Scene): ReadonlyMap<PackKind, Id> {
  const ids = new Map((Object.keys(packs) as PackKind[]).map((kind) => [kind, player.id()]));
  step('2023-02-13T08:00:00Z', 'head', async (at) => {
    for (const [kind, packageId] of ids) {
      const { code, sector, names } = packs[kind];
      const lines = bandsOf(stage, kind).map(({ toSize, ...band }) => (toSize === null ? band : { ...band, toSize }));
      await at.do(createPackage, { packageId, code, sector, nameEn: names.en, nameTr: names.tr, nameAr: names.ar, lines });
    }
  });
  return ids;
}

/** Two phones at each partner's store: the monitor's, and the partner's or the lead's. */
function handOut(scene: Scene, store: PartnerStore): readonly Hand[] {
  const hands: Hand[] = [{ who: 'monitor' }, { who: store.code === 'PS-01' ? 'partner-monitor' : 'lead' }];
  scene.step('2023-02-14T08:00:00Z', 'admin', async (player) => {
    for (const [index, hand] of hands.entries()) {
      const name = `Phone ${store.code.slice(-1)}${index + 1} (demo)`;
      hand.phone = await enrolPhone(player, name, { userId: scene.stage.user(hand.who), inviter: scene.stage.user('admin') });
    }
  });
  return hands;
}

function tell(scene: Scene, plan: DayPlan, hands: readonly Hand[], packageIds: ReadonlyMap<PackKind, Id>): void {
  const { player } = scene;
  const told: Told = {
    scene,
    plan,
    eventId: player.id(),
    lanes: [player.id(), player.id()],
    tokens: [],
    hands: [...hands],
    served: new Set(),
    given: new Map(),
    packs: [],
  };
  prepare(told, packageIds.get(plan.pack)!);
  const turn: Turning = plan.turn ? turns[plan.turn] : {};
  turn.before?.(told);
  scene.step(hourOf(plan.day, '05:00'), told.hands[0]!.who, (at) => open(told, at));
  (turn.morning ?? morning)(told);
  voices(told);
  (turn.evening ?? evening)(told);
  turn.afterwards?.(told);
}

function prepare(told: Told, packageId: Id): void {
  const { scene, plan, eventId, lanes } = told;
  const { stage } = scene;
  const store = partnerStores.find((one) => one.code === plan.store)!;
  const dice = diceOf(`day ${plan.key}`);
  scene.step(hourOf(dayAfter(plan.day, -8), '08:00'), 'lead', async (at) => {
    await at.do(planEvent, {
      eventId,
      placeId: at.id(),
      title: `${packs[plan.pack].title}, ${plan.point} (demo)`,
      packageId,
      admits: plan.turn === 'counted' ? 'rule' : 'list',
      orgId: stage.org(store.org),
      siteId: stage.site(plan.point),
      storeId: stage.place(plan.store),
      givesOn: plan.day,
      expected: plan.households,
      lanes: lanes.map((laneId, index) => ({ laneId, no: index + 1, kind: index === 0 ? ('general' as const) : ('priority' as const) })),
      team: [...new Set([...told.hands.map((hand) => hand.who), 'lead', 'monitor'])].map((key) => stage.user(key)),
    });
    if (plan.turn === 'counted') return;
    const tokens: Token[] = [];
    for (let number = 1; number <= plan.households; number += 1) {
      const tokenHash = await hashToken(eventId, `${plan.key}-${String(number).padStart(5, '0')}`);
      tokens.push({ tokenId: at.id(), tokenHash, number, size: dice.whole(2, 9), lane: number % 3 === 0 ? 1 : 0 });
    }
    told.tokens = tokens;
    await at.do(importTokens, { rows: tokens.map(({ lane, ...token }) => ({ ...token, eventId, laneId: lanes[lane]! })) });
  });
  // An hour before it opens: in between, the partner's own issues would find the goods promised.
  scene.step(hourOf(plan.day, '04:00'), 'lead', async (at) => {
    const most = Math.max(...bandsOf(stage, plan.pack).map((band) => band.qty));
    const lines = [...new Set(bandsOf(stage, plan.pack).map((band) => band.itemId))].map((itemId) => ({
      itemId,
      qty: plan.households * most,
    }));
    await at.do(reserveStock, { eventId, ...(plan.turn === 'counted' ? { lines } : {}) });
  });
  scene.step(hourOf(dayAfter(plan.day, -1), '15:00'), 'lead', () => takeLanes(told));
}

/** The day opens: the monitor's phone still has a network at the store. */
async function open(told: Told, player: Player): Promise<void> {
  const documentId = player.id();
  const phone = phoneOf(told, 0);
  phone.record(hourOf(told.plan.day, '05:00'), openEvent, { eventId: told.eventId, documentId });
  await phone.send();
  await noteDocument(told, player, documentId);
}
