import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { registerHousehold } from '#kernel/people/contract/register.ts';
import { importAreas } from '#kernel/places/contract/areas.ts';
import type { Grantish, SendAs, TestMission } from './mission.ts';

type Registration = z.input<typeof registerHousehold.input>;
type Member = Registration['members'][number];

const area = (pcode: string, level: number, parent?: string) => ({
  pcode,
  level,
  country: pcode.slice(0, 3),
  ...(parent ? { parent } : {}),
  nameEn: `Area ${pcode}`,
  nameTr: `Bölge ${pcode}`,
  nameAr: `منطقة ${pcode}`,
  lat: 36,
  lon: 37,
});
/** Two provinces with a district each. */
export const north = 'SYR0701';
export const south = 'SYR1301';
export async function placeAreas(mission: TestMission): Promise<void> {
  const areas = [area('SYR', 0), area('SYR07', 1, 'SYR'), area(north, 2, 'SYR07'), area('SYR13', 1, 'SYR'), area(south, 2, 'SYR13')];
  await mission.apply(importAreas, { source: 'test', validFrom: '2022-01-01', areas });
}

/** A member as a clerk would type it: names in the order given, father, family. */
export function member(names: string, over: Partial<Member> = {}): Member & { personId: Id; membershipId: Id } {
  const [given, father, family] = names.split(' ').map((word) => word.replaceAll('_', ' '));
  const parts = [
    { part: 'given' as const, value: given! },
    ...(father ? [{ part: 'father' as const, value: father }] : []),
    ...(family ? [{ part: 'family' as const, value: family }] : []),
  ];
  return { personId: newId(), membershipId: newId(), relation: 'head', collector: 'none', names: parts, ...over };
}
export function household(members: Member[], over: Partial<Registration> = {}): Registration & { householdId: Id } {
  return { householdId: newId(), area: north, members, ...over };
}
export async function register(mission: TestMission, members: Member[], over: Partial<Registration> = {}, options?: SendAs) {
  const input = household(members, over);
  const result = await mission.apply(registerHousehold, input, options);
  return { ...result, input };
}

const clerkRights = [
  'people.register-household',
  'people.get-person',
  'people.find-candidates',
  'people.change-person',
  'people.end-person',
  'people.move-household',
  'people.move-members',
  'people.change-member',
  'people.close-household',
  'people.record-consent',
  'people.withdraw-consent',
  'people.list-pairs',
  'people.decide-pair',
  'people.merge-persons',
  'people.undo-merge',
  'people.issue-card',
  'people.revoke-card',
  'people.read-card',
];
/** A clerk of a district, with further rights or as another organisation's user. */
export const clerk = (mission: TestMission, at: string | null, more: readonly string[] = [], over: Partial<Grantish> = {}) =>
  mission.user({ permissions: [...clerkRights, ...more], scope: at ? { kind: 'area', id: at } : { kind: 'mission', id: null }, ...over });
