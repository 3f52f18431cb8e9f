import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '#foundation/fold.ts';
import { hitThreshold, likenessOf, nameLikeness } from './likeness.ts';

const like = (a: string, b: string) => nameLikeness(fold(a), fold(b));

describe('likeness of names', () => {
  it.each([
    ['Halil Taşdemir', 'Halil Tasdemir'],
    ['Fadi Nasri al-Bariz', 'Albariz, Fadi Nasri'],
    ['Mahmoud Darwish Zein', 'Mahmud Darwish Zain'],
    ['Grey Gull Shipping Ltd', 'Grey Gul Shiping'],
    ['غسان الراوي', 'غسّان الراوى'],
    ['Ghassan al-Rawi', 'غسان الراوي'],
    ['Copper Bridge Metals', 'Metals of Copper Bridge'],
  ])('%s may be %s', (a, b) => expect(like(a, b)).toBeGreaterThanOrEqual(hitThreshold));

  it.each([
    ['Halil Taşdemir', 'Halil Yıldız'],
    ['Swallow Foundation for Relief', 'Horizon Foundation for Relief'],
    ['Nar Ağacı Derneği', 'Çınar Derneği'],
    ['Mahmoud Darwish', 'Mahmoud Qabbani'],
    ['أنس قباني', 'Ghassan al-Rawi'],
  ])('%s is not %s', (a, b) => expect(like(a, b)).toBeLessThan(hitThreshold));

  it('is the same from both sides, is 1 for itself alone, and knows no order of words', () => {
    const name = fc.array(fc.stringMatching(/^[a-zşıاغسن]{2,7}$/), { minLength: 1, maxLength: 4 }).map((words) => fold(words.join(' ')));
    fc.assert(
      fc.property(name, name, (a, b) => {
        const score = nameLikeness(a, b);
        expect(score).toBeCloseTo(nameLikeness(b, a), 10);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        if (a !== '') expect(nameLikeness(a, a)).toBe(1);
        const turned = a.split(' ').reverse().join(' ');
        if (a !== '') expect(nameLikeness(a, turned)).toBeGreaterThanOrEqual(0.98);
      }),
    );
  });

  it('weighs a year of birth that both know, and only then', () => {
    const subject = { keys: ['halil tasdemir'], birthYear: 1988 };
    const entry = { names: ['Halil Tasdemir'] };
    expect(likenessOf(subject, { ...entry, birthYears: [] })).toMatchObject({ score: 1, reasons: [{ code: 'same-name' }] });
    expect(likenessOf(subject, { ...entry, birthYears: [1989] })).toMatchObject({ score: 1, reasons: [{}, { code: 'birth-year' }] });
    const other = likenessOf(subject, { ...entry, birthYears: [1955] });
    expect(other.score).toBeCloseTo(0.85);
    expect(other.reasons).toMatchObject([{}, { code: 'other-birth-year' }]);
  });
});
