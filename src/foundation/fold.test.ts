import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldOnce } from './fold.ts';

describe('fold', () => {
  it.each([
    ['İskenderun', 'iskenderun'],
    ['IĞDIR', 'igdir'],
    ['ığdır', 'igdir'],
    ['Şanlıurfa', 'sanliurfa'],
    ['Adıyaman', 'adiyaman'],
    ["A'zaz", 'azaz'],
    ['Al Bab', 'bab'],
    ['الباب', 'باب'],
    ['أعزاز', 'اعزاز'],
    ['اعزاز', 'اعزاز'],
    ['حماة', 'حماه'],
    ['إدلب', 'ادلب'],
    ['Jisr-Ash-Shugur', 'jisr shugur'],
    ['حَلَب', 'حلب'],
    ['٢٠٢٣', '2023'],
    ['Köprü  Başı', 'kopru basi'],
  ])('makes one key of %s', (name, key) => expect(fold(name)).toBe(key));

  it('changes nothing when folded again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('Al Al Bab', 'الالباب', 'El-Al', 'Ash')), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 500 },
    );
  });

  it('makes the same key of a text without marks by its shorter way', () => {
    const slow = (text: string): string => {
      const once = foldOnce(text);
      return once === text ? once : slow(once);
    };
    const words = fc.constantFrom('al', 'AL', 'Bab', "A'zaz", 'el', 'x', '7', '-', '  ', '`', 'Ash.', 'az/er');
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme-ascii' }),
      fc.array(words).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(fold(text)).toBe(slow(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('takes capital and small letters for one, in each of the three languages', () => {
    fc.assert(
      fc.property(fc.constantFrom('Iğdır', 'İzmir', 'Gaziantep', 'Şırnak', 'Afrin'), (name) => {
        expect(fold(name.toLocaleUpperCase('tr'))).toBe(fold(name));
        expect(fold(name.toLocaleLowerCase('tr'))).toBe(fold(name));
      }),
    );
  });
});
