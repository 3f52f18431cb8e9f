import { describe, expect, it } from 'vitest';
import { hasOneHead, householdFlags, nextHead, relationsApart } from './household.ts';
import type { MemberLike } from './household.ts';

const day = '2026-11-27';
const one = (id: string, relation: MemberLike['relation'], birthDate: string | null, collector: MemberLike['collector'] = 'none') => ({
  id,
  relation,
  birthDate,
  collector,
});
const mother = one('a', 'head', '1990-01-01', 'primary');
const child = one('b', 'child', '2015-01-01');

describe('a household', () => {
  it('has exactly one head', () => {
    expect(hasOneHead([mother, child])).toBe(true);
    expect(hasOneHead([child])).toBe(false);
    expect(hasOneHead([mother, { ...mother, id: 'c' }])).toBe(false);
  });

  it('as it usually is raises nothing', () => expect(householdFlags([mother, child], day)).toEqual([]));

  it('led by a child, collected for by a child, or with an older child is looked at', () => {
    expect(householdFlags([one('a', 'head', '2012-01-01', 'primary'), child], day)).toContain('child-headed');
    expect(householdFlags([one('a', 'head', '2012-01-01', 'primary')], day)).toEqual(['single-child']);
    expect(
      householdFlags(
        [
          { ...mother, collector: 'none' },
          { ...child, collector: 'primary' },
        ],
        day,
      ),
    ).toContain('child-collector');
    expect(householdFlags([{ ...mother, collector: 'none' }, child], day)).toContain('no-collector');
    expect(householdFlags([mother, { ...child, birthDate: '1980-01-01' }], day)).toContain('parent-younger');
    expect(householdFlags([mother, { ...mother, id: 'c', relation: 'other' }], day)).toContain('two-collectors');
  });

  it('without its head is led by the spouse, else the oldest adult, else the oldest', () => {
    const spouse = one('s', 'spouse', '1992-01-01');
    const uncle = one('u', 'other', '1950-01-01');
    expect(nextHead([child, uncle, spouse], day)).toBe('s');
    expect(nextHead([child, uncle], day)).toBe('u');
    expect(nextHead([child, one('c', 'child', '2010-01-01')], day)).toBe('c');
    expect(nextHead([], day)).toBeUndefined();
  });

  it('that splits proposes a head who is grown, with her children as children', () => {
    const wife = one('w', 'spouse', '1992-01-01');
    const small = one('s', 'child', '2018-01-01');
    expect(relationsApart([small, wife, child], day)).toEqual({ s: 'child', w: 'head', b: 'child' });
    expect(relationsApart([small, child], day)).toEqual({ s: 'other', b: 'head' });
    expect(relationsApart([one('p', 'parent', '1950-01-01'), small], day)).toEqual({ p: 'head', s: 'child' });
    expect(relationsApart([mother, one('x', 'sibling', '1985-01-01')], day)).toEqual({ a: 'head', x: 'sibling' });
    expect(relationsApart([], day)).toEqual({});
  });
});
