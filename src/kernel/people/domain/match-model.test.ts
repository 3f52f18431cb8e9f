import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchFields, model, probabilityOf, weightsOf, zoneOf } from './match-model.ts';
import { askedTerms, matchTerms, probeTerms, searchTerms } from './match-terms.ts';
import type { MatchFacts } from './match-terms.ts';

const facts = (over: Partial<MatchFacts> = {}): MatchFacts => ({
  names: { given: ['Hüseyin'], father: ['Ahmad'], family: ['Al-Tamimi'] },
  sex: 'm',
  birth: { date: '1990-05-12', precision: 'day' },
  identifiers: [],
  phones: [],
  district: 'SYR0201',
  ...over,
});

describe('the model', () => {
  it('gives each field levels that are chances: m and u each add up to one', () => {
    for (const field of matchFields) {
      const levels = Object.values(model.levels[field]);
      expect(levels.reduce((sum, level) => sum + level.m, 0)).toBeCloseTo(1, 1);
      expect(levels.reduce((sum, level) => sum + level.u, 0)).toBeCloseTo(1, 1);
    }
  });

  it('holds on three equal names and a birthday, looks on fewer, and is silent on a name alone', () => {
    const bits = weightsOf(model);
    const names = bits.given['same']! + bits.father['same']! + bits.family['same']!;
    expect(zoneOf(probabilityOf(names + bits.birth['same']!))).toBe('hold');
    expect(zoneOf(probabilityOf(bits.given['sounds']! + bits.birth['same']! + bits.sex['same']!))).toBe('look');
    expect(zoneOf(probabilityOf(bits.given['same']! + bits.family['same']!))).toBe('silent');
  });

  it('never holds twins: all of a household and the birthday are not enough when the given names differ', () => {
    const bits = weightsOf(model);
    const twins = model.siblingCap + bits.given['other']! + bits.birth['same']! + bits.sex['same']!;
    expect(zoneOf(probabilityOf(twins))).not.toBe('hold');
  });

  it('grows with the evidence and stays a chance', () => {
    fc.assert(
      fc.property(fc.float({ min: -60, max: 60, noNaN: true }), (bits) => {
        const at = probabilityOf(bits);
        return at >= 0 && at <= 1 && probabilityOf(bits + 1) >= at;
      }),
    );
  });
});

describe('terms', () => {
  it('of a record meet those it is asked by, spelt otherwise or with the day and month swapped', () => {
    const kept = new Set(matchTerms(facts()).blocks);
    const meets = (over: Partial<MatchFacts>) => probeTerms(facts(over)).blocks.some((block) => kept.has(block));
    expect(meets({ names: { given: ['حسين'], father: ['أحمد'], family: ['التميمي'] }, birth: null })).toBe(true);
    expect(meets({ names: { given: ['Hussein'] }, birth: { date: '1990-12-05', precision: 'day' } })).toBe(true);
    expect(meets({ names: { given: ['Hosein'], family: ['Tamimi'] }, birth: { date: '1991-01-01', precision: 'year' } })).toBe(true);
    expect(meets({ names: { given: ['Khalid'], family: ['Haddad'] }, birth: { date: '1955-01-01', precision: 'year' } })).toBe(false);
  });

  it('never hold a name or number without its label, so one hash cannot be taken for another', () => {
    const terms = matchTerms(facts({ identifiers: [{ type: 'passport', country: 'SYR', value: 'N 12' }], phones: ['+90 532 111 22 33'] }));
    expect(terms.ids).toEqual(['id:passport:SYR:N12']);
    expect(terms.phones).toEqual(['phone:321112233']);
    for (const term of terms.blocks) expect(term).toMatch(/^block\.[a-z-]+:/);
  });

  it('of a search find by word, beginning, other script and number', () => {
    const kept = new Set(searchTerms(facts({ identifiers: [{ type: 'foreigner-id', country: 'TUR', value: '99 123' }] })));
    for (const typed of ['huseyin', 'hüs', 'حسين', 'Tamimi ahmed', '99123', '٩٩١٢٣'])
      expect(
        askedTerms(typed).every((any) => any.some((term) => kept.has(term))),
        typed,
      ).toBe(true);
    expect(askedTerms('Khalid').every((any) => any.some((term) => kept.has(term)))).toBe(false);
  });
});
