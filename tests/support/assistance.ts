import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { openPlace } from '#kernel/goods/contract/stock-places.ts';
import { listExceptions } from '#kernel/exceptions/contract/exceptions.ts';
import { openEvent, reserveStock } from '#modules/assistance/contract/day.ts';
import { getEvent, planEvent } from '#modules/assistance/contract/events.ts';
import { createPackage } from '#modules/assistance/contract/packages.ts';
import { importTokens } from '#modules/assistance/contract/tokens.ts';
import { hashToken } from '#modules/assistance/domain/token.ts';
import type { TestMission } from './mission.ts';
import { bring, kit, setYard } from './requests-yard.ts';
import type { Yard } from './requests-yard.ts';

export interface Square extends Yard {
  readonly mission: TestMission;
  /** The partner's store at the distribution site. */
  readonly store: Id;
  readonly kit: Id;
  readonly blanket: Id;
  /** One kit a household; one blanket up to four persons, two from five on. */
  readonly packageId: Id;
}

/** A partner's store with goods, and a package to give. */
export async function setSquare(mission: TestMission): Promise<Square> {
  const yard = await setYard(mission);
  const store = newId();
  await mission.apply(openPlace, {
    placeId: store,
    kind: 'partner-store',
    code: 'PS-9',
    nameEn: 'Partner store',
    siteId: yard.site,
    orgId: yard.partner,
  });
  const square = { ...yard, mission, store, kit: await kit(mission, false), blanket: await kit(mission), packageId: newId() };
  await mission.apply(createPackage, {
    packageId: square.packageId,
    code: 'WINTER',
    nameEn: 'Winter package',
    sector: 'nfi',
    lines: [
      { itemId: square.kit, qty: 1 },
      { itemId: square.blanket, qty: 1, toSize: 4 },
      { itemId: square.blanket, qty: 2, fromSize: 5 },
    ],
  });
  return square;
}

/** Goods in the partner's store: kits, and blankets of two lots. */
export async function stockUp(square: Square, kits: number, blankets: number): Promise<void> {
  const { mission } = square;
  await bring(mission, square, square.kit, kits, { place: square.store });
  await bring(mission, square, square.blanket, Math.floor(blankets / 2), {
    place: square.store,
    expiresOn: '2024-06-01',
    lotCode: newId().slice(-8),
  });
  await bring(mission, square, square.blanket, Math.ceil(blankets / 2), {
    place: square.store,
    expiresOn: '2024-01-01',
    lotCode: newId().slice(-8),
  });
}

export interface Planned {
  readonly eventId: Id;
  readonly placeId: Id;
  readonly number: string;
  readonly lanes: readonly Id[];
}

export async function planned(square: Square, over: { admits?: 'list' | 'rule'; lanes?: number; orgId?: Id } = {}): Promise<Planned> {
  const eventId = newId();
  const placeId = newId();
  const lanes = Array.from({ length: over.lanes ?? 2 }, () => newId());
  const { number } = await square.mission.apply(planEvent, {
    eventId,
    placeId,
    title: 'Winter day',
    packageId: square.packageId,
    admits: over.admits ?? 'list',
    orgId: over.orgId ?? square.partner,
    siteId: square.site,
    storeId: square.store,
    givesOn: '2023-03-01',
    expected: 20,
    lanes: lanes.map((laneId, at) => ({ laneId, no: at + 1, kind: at === 0 ? ('general' as const) : ('priority' as const) })),
  });
  return { eventId, placeId, number, lanes };
}

/** Puts so many tokens on the list, turn by turn in its lanes; token `T-0001` bears number 1. Sizes go 3, 5, 7. */
export async function listed(square: Square, event: Planned, count: number) {
  const tokens = await Promise.all(
    Array.from({ length: count }, async (_, at) => ({
      tokenId: newId(),
      eventId: event.eventId,
      laneId: event.lanes[at % event.lanes.length]!,
      tokenHash: await hashToken(event.eventId, tokenOf(at + 1)),
      number: at + 1,
      size: [3, 5, 7][at % 3]!,
    })),
  );
  await square.mission.apply(importTokens, { rows: tokens });
  return tokens;
}
export const tokenOf = (number: number): string => `T-${String(number).padStart(6, '0')}`;

/** What the package gives a household of a size. */
export const dueAt = (square: Square, size: number) => [
  { itemId: square.kit, qty: 1 },
  { itemId: square.blanket, qty: size < 5 ? 1 : 2 },
];

/** Open cases of a kind. */
export const casesOf = async (mission: TestMission, kind: string, subjectId?: string) =>
  (await mission.ask(listExceptions, { kinds: [kind], ...(subjectId ? { subjectId } : {}) })).rows;

/** The books of a day by item. */
export async function stockAt(square: Square, eventId: Id) {
  const { stock } = await square.mission.ask(getEvent, { eventId });
  return Object.fromEntries(stock.map((row) => [row.item.id === square.kit ? 'kit' : 'blanket', row]));
}

/** A day with its goods at hand, and so many tokens on the list. */
export async function openedAt(square: Square, tokens = 6): Promise<{ event: Planned; list: Awaited<ReturnType<typeof listed>> }> {
  await stockUp(square, 20, 40);
  const event = await planned(square);
  const list = await listed(square, event, tokens);
  await square.mission.apply(reserveStock, { eventId: event.eventId });
  await square.mission.apply(openEvent, { eventId: event.eventId, documentId: newId() });
  return { event, list };
}

export interface Given {
  readonly tokenHash: string;
  readonly laneId: string;
  readonly size: number;
}
/** A hand-over by a token, as a phone tells it. */
export const giveAt = (square: Square, event: Planned, token: Given, over: object = {}) => ({
  eventId: event.eventId,
  handoverId: newId(),
  laneId: token.laneId,
  way: 'token' as const,
  tokenHash: token.tokenHash,
  lines: dueAt(square, token.size),
  proof: 'token' as const,
  ...over,
});
