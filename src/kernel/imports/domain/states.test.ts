import { expect, it } from 'vitest';
import { whyNot, whyNotApply } from './states.ts';

it('an import can be mended and applied once it is checked, and by nobody once it is at an end', () => {
  expect(whyNot('correct', 'checked')).toBeUndefined();
  expect(whyNot('correct', 'checking')?.code).toBe('imports.import-busy');
  expect(whyNot('apply', 'applying')?.code).toBe('imports.import-busy');
  for (const act of ['correct', 'check', 'apply', 'discard'] as const) {
    expect(whyNot(act, 'applied')?.code).toBe('imports.import-ended');
    expect(whyNot(act, 'discarded')?.code).toBe('imports.import-ended');
  }
});

it('faulty rows hold up all, unless they are left out on purpose', () => {
  expect(whyNotApply('checked', 2, false)).toMatchObject({ code: 'imports.rows-faulty', figures: { faulty: 2 } });
  expect(whyNotApply('checked', 2, true)).toBeUndefined();
  expect(whyNotApply('checked', 0, false)).toBeUndefined();
});
