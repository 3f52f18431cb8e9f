import { expect, it } from 'vitest';
import { overBudget, scriptsOf } from './first-load.ts';

const manifest = {
  'index.html': { file: 'a.js', imports: ['_shared'] },
  _shared: { file: 's.js', imports: ['_deep'] },
  _deep: { file: 'd.js', imports: ['_shared'] },
  'pages/Home.tsx': { file: 'h.js', imports: ['_shared'] },
  'pages/Map.tsx': { file: 'm.js' },
};

it('the first load is what its sources import, each once, and nothing that is loaded later', () => {
  expect(scriptsOf(manifest, ['index.html', /Home\.tsx$/])).toEqual(['a.js', 's.js', 'd.js', 'h.js']);
});

it('a source that the build does not have is not weighed as nothing', () => {
  expect(() => scriptsOf(manifest, [/Gone\.tsx$/])).toThrow('Gone');
});

it('the size gate is red above the budget and when it weighed nothing', () => {
  expect(overBudget(251, 250)).toBe(true);
  expect(overBudget(250, 250)).toBe(false);
  expect(overBudget(0, 250)).toBe(true);
});
