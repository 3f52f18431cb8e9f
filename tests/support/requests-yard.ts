import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { runJob, runListener } from '#foundation/jobs/run.ts';
import { createGrant } from '#kernel/orgs/contract/grants.ts';
import { createOrganisation } from '#kernel/orgs/contract/organisations.ts';
import type { OrgRole } from '#kernel/orgs/contract/organisations.ts';
import { importAreas } from '#kernel/places/contract/areas.ts';
import { createSite } from '#kernel/places/contract/sites.ts';
import { createPlan } from '#modules/supply/contract/requests/plans.ts';
import { approveRequest, createRequest, getRequest } from '#modules/supply/contract/requests/requests.ts';
import { decideMoves, makeItem, setStage, tellMoves } from './goods-yard.ts';
import type { Stage } from './goods-yard.ts';
import type { TestMission } from './mission.ts';

export interface Yard extends Stage {
  readonly donor: Id;
  readonly partner: Id;
  readonly other: Id;
  /** A distribution site in Syria. */
  readonly site: Id;
  /** Somebody who approves. */
  readonly approver: Id;
}

async function enter(mission: TestMission, nameEn: string, roles: OrgRole[]): Promise<Id> {
  const orgId = newId();
  await mission.apply(createOrganisation, { orgId, nameEn, roles });
  return orgId;
}

/** A warehouse, a donor, two partners and a site to give goods out at. */
export async function setYard(mission: TestMission): Promise<Yard> {
  const stage = await setStage(mission);
  await mission.apply(importAreas, {
    source: 'test',
    validFrom: '2022-01-01',
    areas: [
      { pcode: 'SYR', level: 0, country: 'SYR', nameEn: 'Syria' },
      { pcode: 'SY02', level: 1, parent: 'SYR', country: 'SYR', nameEn: 'Aleppo' },
    ],
  });
  const site = newId();
  await mission.apply(createSite, { siteId: site, code: 'DP-1', type: 'distribution-point', nameEn: 'Distribution point', area: 'SY02' });
  return {
    ...stage,
    donor: await enter(mission, 'Regional union', ['donor']),
    partner: await enter(mission, 'Jasmine house', ['partner']),
    other: await enter(mission, 'Ear of wheat', ['partner']),
    site,
    approver: await mission.user({ permissions: ['supply.approve-request', 'supply.refuse-request', 'supply.list-requests'] }),
  };
}

let count = 0;
export async function sign(mission: TestMission, yard: Yard, over: Partial<z.input<typeof createGrant.input>> = {}): Promise<Id> {
  const grantId = newId();
  await mission.apply(createGrant, {
    grantId,
    donorId: yard.donor,
    code: `G-${(count += 1)}`,
    title: 'Winter relief',
    currency: 'EUR',
    minor: '100000',
    startsOn: '2023-01-01',
    endsOn: '2023-12-31',
    ...over,
  });
  return grantId;
}

/** A plan for 100 households of five: one of each item a household, unless told. */
export async function plan(mission: TestMission, yard: Yard, items: readonly Id[], over: Partial<z.input<typeof createPlan.input>> = {}) {
  const planId = newId();
  const input = {
    planId,
    title: 'Winter distribution',
    orgId: yard.partner,
    agreement: 'PCA-23-014',
    sector: 'nfi' as const,
    siteId: yard.site,
    givesOn: '2023-03-20',
    households: [{ size: 5, households: 100 }],
    standards: items.map((itemId) => ({ itemId, qty: 1 })),
    ...over,
  };
  const { number } = await mission.apply(createPlan, input);
  return { ...input, number };
}

/** A request that was sent, and approved by somebody else. */
export async function approved(
  mission: TestMission,
  yard: Yard,
  planId: Id,
  lines: readonly { itemId: Id; qty: number }[],
  over: Partial<z.input<typeof createRequest.input>> = {},
) {
  const requestId = newId();
  await mission.apply(createRequest, {
    requestId,
    planId,
    submit: true,
    lines: lines.map((line) => ({ lineId: newId(), ...line })),
    ...over,
  });
  const { version } = await mission.ask(getRequest, { requestId });
  await mission.apply(approveRequest, { requestId, version, overReason: 'agreed with the cluster' }, { as: yard.approver });
  return requestId;
}

/** Brings goods in; with a lot where the item has one. */
export async function bring(
  mission: TestMission,
  yard: Yard,
  itemId: Id,
  qty: number,
  over: { expiresOn?: string; place?: Id; grant?: Id; condition?: 'good' | 'damaged'; owner?: string; lotCode?: string } = {},
) {
  const lotId = newId();
  const lots =
    over.expiresOn || over.lotCode
      ? [{ lotId, itemId, code: over.lotCode ?? `L-${lotId.slice(-6)}`, ...(over.expiresOn ? { expiresOn: over.expiresOn } : {}) }]
      : [];
  const at = {
    item: itemId,
    ...(lots.length > 0 ? { lot: lotId } : {}),
    place: over.place ?? yard.binA,
    ...(over.grant ? { grant: over.grant } : {}),
    condition: over.condition ?? ('good' as const),
    owner: over.owner ?? 'own',
  };
  const move = { from: { virtual: 'supplier' as const, item: itemId, ...(over.grant ? { grant: over.grant } : {}) }, to: at, qty };
  await mission.apply(decideMoves, { documentId: newId(), kind: 'receipt', lots, moves: [move] });
  return at;
}

/** A fact that takes goods away whatever was promised. */
export const burn = (mission: TestMission, at: Awaited<ReturnType<typeof bring>>, qty: number) =>
  mission.apply(tellMoves, {
    documentId: newId(),
    kind: 'loss',
    moves: [{ from: at, to: { virtual: 'lost', item: at.item }, qty }],
  });

export const kit = (mission: TestMission, tracked = true) => makeItem(mission, tracked ? { tracking: 'lot' } : {});

/** Runs what listens to the events that wait; answers their names. */
export async function hear(mission: TestMission, name: string): Promise<number> {
  const at = mission.kervan.missions.find('test')!;
  const rows = await mission.tx(async (tx) => (await tx.query<{ id: Id }>('select id from events where name = $1', [name])).rows);
  const listeners = mission.kervan.deps.registry.listeners.get(name) ?? [];
  for (const row of rows) for (const [index] of listeners.entries()) await runListener(mission.kervan.deps, at, row.id, index);
  return rows.length;
}

/** A request for so many of an item of its own, of which so much lies there. */
export async function wanting(
  mission: TestMission,
  yard: Yard,
  { qty, stock, ...over }: { qty: number; stock: number } & NonNullable<Parameters<typeof bring>[4]>,
) {
  const item = await kit(mission, over.expiresOn !== undefined);
  const at = stock > 0 ? await bring(mission, yard, item, stock, over) : undefined;
  const { planId } = await plan(mission, yard, [item]);
  const request = await approved(mission, yard, planId, [{ itemId: item, qty }]);
  return { item, at: at!, planId, request };
}

/** The job that follows what became of what was set aside. */
export const followHolds = (mission: TestMission) =>
  runJob(mission.kervan.deps, mission.kervan.missions.find('test')!, {
    id: newId(),
    name: 'supply.follow-holds',
    data: {},
    attempt: 1,
    willRetry: false,
  });
