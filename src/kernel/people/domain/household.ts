import { ageOn } from './birth.ts';

export const relations = ['head', 'spouse', 'child', 'parent', 'sibling', 'other'] as const;
export type Relation = (typeof relations)[number];
export const collectorRoles = ['primary', 'alternate', 'none'] as const;
export type CollectorRole = (typeof collectorRoles)[number];

export interface MemberLike {
  readonly id: string;
  readonly relation: Relation;
  readonly collector: CollectorRole;
  readonly birthDate: string | null;
}

/** What is odd about a household that was told: recorded all the same, and looked at by a person. */
export type HouseholdFlag = 'child-headed' | 'child-collector' | 'no-collector' | 'two-collectors' | 'parent-younger' | 'single-child';

/** Whether the heads are right: a household has exactly one. */
export const hasOneHead = (members: readonly { relation: Relation }[]): boolean =>
  members.filter((member) => member.relation === 'head').length === 1;

const isChild = (member: MemberLike, day: string) => member.birthDate !== null && ageOn(member.birthDate, day) < 18;

/** What to look at in a household on a day. */
export function householdFlags(members: readonly MemberLike[], day: string): HouseholdFlag[] {
  const head = members.find((member) => member.relation === 'head');
  const primaries = members.filter((member) => member.collector === 'primary');
  const flags: HouseholdFlag[] = [];
  if (head && isChild(head, day)) flags.push(members.length === 1 ? 'single-child' : 'child-headed');
  if (primaries.some((member) => isChild(member, day)) && members.some((member) => !isChild(member, day))) flags.push('child-collector');
  if (primaries.length === 0) flags.push('no-collector');
  if (primaries.length > 1) flags.push('two-collectors');
  const olderChild = members.some(
    (member) =>
      member.relation === 'child' && member.birthDate !== null && head?.birthDate !== null && head && member.birthDate < head.birthDate!,
  );
  if (olderChild) flags.push('parent-younger');
  return flags;
}

/**
 * What those who leave together most likely are to each other in a household of their own: it is only proposed, and a person
 * says how it is. Children of the former household stay children of a head who is fifteen years older, else they are the head's kin.
 */
export function relationsApart(going: readonly MemberLike[], day: string): Readonly<Record<string, Relation>> {
  const headId = going.find((member) => member.relation === 'head')?.id ?? nextHead(going, day);
  const head = going.find((member) => member.id === headId);
  const isChildOf = (member: MemberLike) =>
    member.relation === 'child' && head?.birthDate && member.birthDate ? ageOn(head.birthDate, member.birthDate) >= 15 : false;
  const kept = (member: MemberLike): Relation => (head?.relation === 'head' ? member.relation : isChildOf(member) ? 'child' : 'other');
  return Object.fromEntries(going.map((member) => [member.id, member.id === headId ? 'head' : kept(member)]));
}

/** Who heads the household when its head is gone: the spouse, else the oldest adult, else the oldest. Undefined: nobody is left. */
export function nextHead(members: readonly MemberLike[], day: string): string | undefined {
  const byAge = [...members].sort((a, b) => (a.birthDate ?? '9').localeCompare(b.birthDate ?? '9') || a.id.localeCompare(b.id));
  const spouse = byAge.find((member) => member.relation === 'spouse');
  return (spouse ?? byAge.find((member) => !isChild(member, day)) ?? byAge[0])?.id;
}
