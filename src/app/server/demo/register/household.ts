import type * as z from 'zod';
import type { Id } from '#foundation/ids.ts';
import type { registerHousehold } from '#kernel/people/contract/register.ts';
import { diceOf } from '../story/dice.ts';
import type { Dice } from '../story/dice.ts';
import { families, hostFamilies, hostMen, hostWomen, men, women } from './names.ts';
import type { Spelt } from './names.ts';

export type Registration = z.input<typeof registerHousehold.input>;
export type Told = Registration['members'][number];

interface Kin {
  readonly dice: Dice;
  readonly id: () => Id;
  readonly index: number;
  readonly host: boolean;
  /** Which spellings its papers bear. */
  readonly papers: 'both' | 'arabic' | 'turkish';
  readonly year: number;
}

const spell = (kin: Kin, part: Told['names'][number]['part'], name: Spelt): Told['names'] => {
  if (kin.host || kin.papers === 'turkish') return [{ part, value: name[2] }];
  if (kin.papers === 'arabic') return [{ part, value: name[1] }];
  return [
    { part, value: name[0] },
    { part, value: name[1] },
  ];
};
const pick = (kin: Kin, sex: 'f' | 'm'): Spelt => {
  if (!kin.host) return kin.dice.one(sex === 'f' ? women : men);
  const name = kin.dice.one(sex === 'f' ? hostWomen : hostMen);
  return [name, name, name];
};
const pickFamily = (kin: Kin): Spelt => {
  if (!kin.host) return kin.dice.one(families);
  const name = kin.dice.one(hostFamilies);
  return [name, name, name];
};

/** A birthday as people know theirs: most to the day, many by the year, some about. */
function born({ dice, year }: Kin, age: number): NonNullable<Told['birth']> {
  const of = year - age;
  const how = dice.whole(1, 20);
  if (how <= 4) return { date: `${of}-01-01`, precision: 'year' };
  if (how <= 6) return { date: `${of}-01-01`, precision: 'estimated' };
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${of}-${two(dice.whole(1, 12))}-${two(dice.whole(1, 28))}`;
  return how === 7 ? { date, precision: 'day', hijri: true } : { date, precision: 'day' };
}

/** Papers of nobody: no authority ever gave out a number like these. */
function numbers(kin: Kin, adult: boolean, at: number): NonNullable<Told['identifiers']> {
  const serial = String(kin.index * 10 + at).padStart(5, '0');
  const family = { type: 'family' as const, country: kin.host ? 'TUR' : 'SYR', value: `DEMO-A-${kin.index}` };
  if (!adult) return kin.dice.whole(1, 3) === 1 ? [family] : [];
  const passport = { type: 'passport' as const, country: kin.host ? 'TUR' : 'SYR', value: `DEMO${serial}`, validTo: '2027-05-31' };
  const agency = { type: 'unhcr' as const, country: 'TUR', value: `DEMO-23C${serial}` };
  return [kin.dice.whole(1, 2) === 1 ? passport : agency, family].slice(0, kin.dice.whole(1, 2));
}

const hard = ['some', 'a-lot', 'cannot'] as const;
function needs({ dice }: Kin, age: number): Partial<Told> {
  const none = {
    seeing: 'none',
    hearing: 'none',
    walking: 'none',
    remembering: 'none',
    'self-care': 'none',
    communicating: 'none',
  } as const;
  if (age < 5) return {};
  const first = dice.whole(1, 8) === 1 ? { [dice.one(['seeing', 'hearing', 'walking', 'remembering'] as const)]: dice.one(hard) } : {};
  const other = age > 59 && dice.whole(1, 2) === 1 ? { other: ['chronic-illness' as const] } : {};
  return { needs: { washington: { ...none, ...first }, ...other } };
}

function person(kin: Kin, at: number, said: { sex: 'f' | 'm'; age: number; father: Spelt; family: Spelt } & Pick<Told, 'relation'>): Told {
  const adult = said.age >= 18;
  return {
    personId: kin.id(),
    membershipId: kin.id(),
    relation: said.relation,
    collector: at === 0 ? 'primary' : at === 1 && adult ? 'alternate' : 'none',
    names: [
      ...spell(kin, 'given', pick(kin, said.sex)),
      ...(kin.host ? [] : spell(kin, 'father', said.father)),
      ...spell(kin, 'family', said.family),
    ],
    sex: said.sex,
    birth: born(kin, said.age),
    nationality: kin.host ? 'TUR' : 'SYR',
    languages: kin.host ? ['tr'] : ['ar'],
    identifiers: numbers(kin, adult, at),
    ...(at === 0
      ? { contacts: { phones: [`0500 000 ${String(1000 + kin.index).slice(0, 2)} ${String(1000 + kin.index).slice(2)}`] } }
      : {}),
    ...needs(kin, said.age),
  };
}

function membersOf(kin: Kin): Told[] {
  const { dice } = kin;
  const age = dice.whole(21, 68);
  const sex = dice.whole(1, 4) === 1 ? 'f' : 'm';
  const family = pickFamily(kin);
  const head = person(kin, 0, { sex, age, father: pick(kin, 'm'), family, relation: 'head' });
  const told = [head];
  const coupled = sex === 'm' && dice.whole(1, 10) > 2;
  const theirs = () => ({ father: pick(kin, 'm'), family: kin.host ? family : pickFamily(kin) });
  if (coupled) told.push(person(kin, 1, { sex: 'f', age: Math.max(18, age - dice.whole(0, 7)), ...theirs(), relation: 'spouse' }));
  const given = men.find((name) => head.names.some(({ part, value }) => part === 'given' && name.includes(value))) ?? pick(kin, 'm');
  const children = age > 60 ? 0 : dice.whole(0, 5);
  for (let at = 0; at < children; at += 1)
    told.push(
      person(kin, told.length, {
        sex: dice.one(['f', 'm'] as const),
        age: Math.max(0, age - 20 - at * 2 - dice.whole(0, 3)),
        father: sex === 'm' ? given : pick(kin, 'm'),
        family,
        relation: 'child',
      }),
    );
  if (dice.whole(1, 8) === 1)
    told.push(person(kin, told.length, { sex: 'f', age: age + 22, father: pick(kin, 'm'), family: pickFamily(kin), relation: 'parent' }));
  return told;
}

/** An invented household as a clerk types it: the same one for the same index, every time. */
export function householdOf(index: number, where: { area: string; siteId?: Id }, id: () => Id, day: string): Registration {
  const dice = diceOf(`household ${index}`);
  const kin: Kin = {
    dice,
    id,
    index,
    host: dice.whole(1, 8) === 1,
    papers: dice.one(['both', 'both', 'arabic', 'turkish'] as const),
    year: Number(day.slice(0, 4)),
  };
  const members = membersOf(kin);
  const head = members[0]!;
  const agreed = (purpose: 'registration' | 'assistance' | 'referral', recipientClass: 'mission' | 'partner') => ({
    consentId: id(),
    personId: head.personId,
    purpose,
    recipientClass,
    textVersion: '2023-1',
    language: kin.host ? ('tr' as const) : ('ar' as const),
    mode: dice.one(['written', 'verbal-certified'] as const),
    givenOn: day,
  });
  return {
    householdId: id(),
    ...where,
    members,
    consents: [
      agreed('registration', 'mission'),
      agreed('assistance', 'mission'),
      ...(dice.whole(1, 3) === 1 ? [agreed('referral', 'partner')] : []),
    ],
  };
}
