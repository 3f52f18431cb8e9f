import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { createSite } from '#kernel/places/contract/sites.ts';
import { yard as yardRoom } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { Grantish, TestMission } from '#tests/support/mission.ts';
import { kit, plan, setYard, sign } from '#tests/support/requests-yard.ts';
import type { Yard } from '#tests/support/requests-yard.ts';
import { changePlan, createPlan, getPlan, listPlans } from '../../contract/requests/plans.ts';
import { changeRequest, createRequest, getRequest, listRequests } from '../../contract/requests/requests.ts';

let mission: TestMission;
let yard: Yard;
let blanket: Id;
beforeAll(async () => {
  mission = await openTestMission([yardRoom]);
  yard = await setYard(mission);
  blanket = await kit(mission, false);
});
afterAll(() => mission.close());

const refused = (type: string) => ({ state: 'refused', problem: { type } });
const write = (planId: Id) => ({ requestId: newId(), planId, lines: [{ lineId: newId(), itemId: blanket, qty: 100 }] });
const partnerRights = [
  'supply.list-plans',
  'supply.list-requests',
  'supply.create-request',
  'supply.change-request',
  'supply.submit-request',
  'supply.create-plan',
];

describe('a partner', () => {
  it('sees and asks only its own, whatever the scope of the right', async () => {
    const [mine, theirs] = [await plan(mission, yard, [blanket]), await plan(mission, yard, [blanket], { orgId: yard.other })];
    const [own, others] = [write(mine.planId), write(theirs.planId)];
    for (const input of [own, others]) await mission.apply(createRequest, input);
    const scopes: Grantish['scope'][] = [
      { kind: 'org', id: yard.partner },
      { kind: 'site', id: yard.site },
      { kind: 'area', id: 'SYR' },
      { kind: 'mission', id: null },
    ];
    for (const scope of scopes) {
      const user = await mission.user({ permissions: partnerRights, scope: scope!, orgKind: 'partner', orgId: yard.partner });
      expect((await mission.ask(listRequests, { limit: 1000 }, user)).rows.every((row) => row.orgId === yard.partner)).toBe(true);
      expect((await mission.ask(listPlans, { limit: 1000 }, user)).rows.every((row) => row.orgId === yard.partner)).toBe(true);
      expect(await mission.ask(getRequest, { requestId: own.requestId }, user)).toMatchObject({ picks: null });
      await expect(mission.ask(getRequest, { requestId: others.requestId }, user)).rejects.toMatchObject({ code: 'common.not-permitted' });
      await expect(mission.ask(getPlan, { planId: theirs.planId }, user)).rejects.toMatchObject({ code: 'common.not-permitted' });
      await mission.apply(createRequest, write(mine.planId), { as: user });
      expect(await mission.run(createRequest, write(theirs.planId), { as: user })).toMatchObject(refused('common.not-permitted'));
      const change = { requestId: others.requestId, planId: theirs.planId, version: 1, lines: others.lines };
      expect(await mission.run(changeRequest, change, { as: user })).toMatchObject(refused('common.not-permitted'));
      const { number: _number, ...input } = { ...theirs, planId: newId() };
      expect(await mission.run(createPlan, input, { as: user })).toMatchObject(refused('common.not-permitted'));
    }
  });

  it('sees no donor agreement of its plan, and cannot change it', async () => {
    const grantId = await sign(mission, yard);
    const whole = await plan(mission, yard, [blanket], { grantId });
    const user = await mission.user({
      permissions: ['supply.list-plans', 'supply.change-plan'],
      scope: { kind: 'org', id: yard.partner },
      orgKind: 'partner',
      orgId: yard.partner,
    });
    expect((await mission.ask(getPlan, { planId: whole.planId }, user)).grant).toBeNull();
    const { number: _number, grantId: _grantId, ...input } = whole;
    await mission.apply(changePlan, { ...input, version: 1 }, { as: user });
    expect((await mission.ask(getPlan, { planId: whole.planId })).grant).toMatchObject({ id: grantId });
    // Nor do the mission's own people who have no right to agreements.
    const planner = await mission.user({ permissions: ['supply.list-plans', 'supply.change-plan'] });
    await mission.apply(changePlan, { ...input, version: 2 }, { as: planner });
    expect((await mission.ask(getPlan, { planId: whole.planId })).grant).toMatchObject({ id: grantId });
  });
});

it('what anybody sees is what an oracle allows: by mission, area, site or organisation, and of others never', async () => {
  const sites = [yard.site, newId()];
  await mission.apply(createSite, { siteId: sites[1]!, code: 'DP-2', type: 'distribution-point', nameEn: 'Other point', area: 'TUR027' });
  const lineages = [
    ['SYR', 'SY02'],
    ['TUR', 'TUR027'],
  ];
  const all: { requestId: Id; org: Id; site: number }[] = [];
  for (const org of [yard.partner, yard.other])
    for (const site of [0, 1]) {
      const { planId } = await plan(mission, yard, [blanket], { orgId: org, siteId: sites[site]! });
      const input = write(planId);
      await mission.apply(createRequest, input);
      all.push({ requestId: input.requestId, org, site });
    }
  const known = new Map(all.map((one) => [one.requestId, one]));
  const scope = fc.constantFrom<NonNullable<Grantish['scope']>>(
    { kind: 'mission', id: null },
    { kind: 'area', id: 'SYR' },
    { kind: 'area', id: 'TUR027' },
    { kind: 'site', id: sites[0]! },
    { kind: 'site', id: sites[1]! },
    { kind: 'org', id: yard.partner },
    { kind: 'org', id: yard.other },
  );
  const belongs = fc.constantFrom(null, yard.partner, yard.other);
  await fc.assert(
    fc.asyncProperty(fc.array(scope, { minLength: 1, maxLength: 3 }), belongs, async (scopes, org) => {
      const whose = org === null ? {} : { orgKind: 'partner', orgId: org };
      const user = await mission.user(...scopes.map((one) => ({ permissions: ['supply.list-requests'], scope: one, ...whose })));
      const allowed = all.filter(
        (one) =>
          (org === null || one.org === org) &&
          scopes.some(
            ({ kind, id }) =>
              kind === 'mission' ||
              (kind === 'org' && id === one.org) ||
              (kind === 'site' && id === sites[one.site]) ||
              (kind === 'area' && lineages[one.site]!.includes(id!)),
          ),
      );
      const seen = (await mission.ask(listRequests, { limit: 1000 }, user)).rows.filter((row) => known.has(row.id));
      expect(seen.map((row) => row.id).sort()).toEqual(allowed.map((one) => one.requestId).sort());
      for (const one of all) {
        const asked = mission.ask(getRequest, { requestId: one.requestId }, user).then(
          () => true,
          () => false,
        );
        expect(await asked).toBe(allowed.includes(one));
      }
    }),
    { numRuns: 25 },
  );
});
