import { describe, expect, it } from 'vitest';
import { whyFound } from './why-found.ts';

const names = [
  { part: 'given' as const, value: 'حسين' },
  { part: 'father' as const, value: 'Muhammad' },
  { part: 'family' as const, value: 'Al-Darwish' },
];

describe('why somebody was found', () => {
  it('names the part of the name and how it was met, across scripts and spellings', () => {
    expect(whyFound('Hüseyin darw', names)).toEqual([
      { field: 'given', level: 'sounds' },
      { field: 'family', level: 'begins' },
    ]);
    expect(whyFound('muhammad', names)).toEqual([{ field: 'father', level: 'same' }]);
  });

  it('says of figures only that a number was met, never whose or which', () => {
    expect(whyFound('99000000123', names)).toEqual([{ field: 'number', level: 'same' }]);
  });

  it('says nothing of words that met nothing', () => {
    expect(whyFound('zeynep', names)).toEqual([]);
  });
});
