import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldArabic, foldName, nameKeys, nearForms, soundsAlike } from './name-key.ts';

describe('the key of a name', () => {
  it('is one for the spellings of one name, in Latin, Turkish and Arabic letters', () => {
    for (const [first, ...others] of [
      ['Hüseyin', 'Hussein', 'Hossein', 'حسين'],
      ['Khalid', 'Halit', 'Khaled', 'خالد'],
      ['Abdulrahman', 'Abdurrahman', 'Abdel Rahman', 'عبد الرحمن', 'عبدالرحمن'],
      ['Abdullah', 'Abdallah', 'عبد الله'],
      ['Muhammad', 'Mohamed', 'Muhammed', 'محمّد'],
      ['Fatima', 'Fatma', 'فاطمة', 'فاطمه'],
      ['Omar', 'Umar', 'عمر'],
      ['Yusuf', 'Yousef', 'يوسف'],
      ['Al-Tamimi', 'Temimi', 'التميمي'],
      ['Çiçek', 'CICEK', 'cicek'],
      ['Işıl', 'isil'],
    ] as const)
      for (const other of others) expect(soundsAlike(first!, other), `${first} ${other}`).toBe(true);
  });

  it('keeps different names apart', () => {
    for (const [one, other] of [
      ['Ahmad', 'Omar'],
      ['Fatima', 'Khadija'],
      ['حسين', 'خالد'],
      ['Maryam', 'Samira'],
    ] as const)
      expect(soundsAlike(one, other), `${one} ${other}`).toBe(false);
  });

  it('does not depend on case, marks, vowel signs, hamza forms or tatweel', () => {
    expect(foldArabic('أَحْمَـــد')).toBe(foldArabic('احمد'));
    expect(foldArabic('مصطفى')).toBe(foldArabic('مصطفي'));
    expect(foldName('ŞÜKRÜ')).toBe(foldName('sukru'));
    const letters = fc.stringMatching(/^[a-zçğıöşü' -]{1,20}$/);
    fc.assert(
      fc.property(letters, (name) => {
        expect(nameKeys(name.toUpperCase())).toEqual(nameKeys(name.replaceAll('ı', 'i')));
      }),
    );
  });

  it('is made of nothing for what has no letters, and never throws', () => {
    expect(nameKeys(' - ')).toEqual([]);
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => nameKeys(name).every((key) => /^[A-Za-z]+$/.test(key))));
  });

  it('is found again from its own folded form', () => {
    const latin = fc.stringMatching(/^[a-z]{2,12}$/);
    fc.assert(
      fc.property(latin, (name) => {
        expect(nameKeys(foldName(name))).toEqual(nameKeys(name));
      }),
    );
  });

  const aliases = '../shared/data/people/arabic_name_aliases_seemorg_min.json';
  it.skipIf(!existsSync(aliases))('meets the spellings of 5,040 Arabic names (skipped where the public list is absent)', () => {
    const list = JSON.parse(readFileSync(aliases, 'utf8')) as Record<string, string[]>;
    const meet = (a: ReadonlySet<string>, b: ReadonlySet<string>) => !a.isDisjointFrom(b);
    const keysOf = (name: string) => new Set(nameKeys(name));
    const named = Object.entries(list).map(([arabic, spellings]) => ({ arabic: keysOf(arabic), latin: spellings.map(keysOf) }));
    const across = named.flatMap((one) => one.latin.map((keys) => meet(one.arabic, keys)));
    const within = named.flatMap((one) => one.latin.flatMap((keys, at) => one.latin.slice(at + 1).map((other) => meet(keys, other))));
    const other = named.map((one, at) => meet(one.arabic, named[(at * 37 + 11) % named.length]!.arabic));
    const share = (all: readonly boolean[]) => all.filter(Boolean).length / all.length;
    expect(share(across)).toBeGreaterThan(0.87);
    expect(share(within)).toBeGreaterThan(0.77);
    expect(share(other)).toBeLessThan(0.02);
  });
});

describe('near forms', () => {
  it('of two names meet when one letter was added, dropped, changed or swapped', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{5,12}$/), fc.nat(), fc.constantFrom('a', 'b', 'z'), (name, place, letter) => {
        const at = place % name.length;
        const changed = [
          name.slice(0, at) + letter + name.slice(at),
          name.slice(0, at) + name.slice(at + 1),
          name.slice(0, at) + letter + name.slice(at + 1),
          at + 1 < name.length ? name.slice(0, at) + name[at + 1]! + name[at]! + name.slice(at + 2) : name,
        ];
        const forms = new Set(nearForms(name));
        for (const other of changed) expect(nearForms(other).some((form) => forms.has(form))).toBe(true);
      }),
    );
  });
});
