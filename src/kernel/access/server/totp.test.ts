import { describe, expect, it } from 'vitest';
import { codeAt, stepAt, stepOfCode } from './totp.ts';

// The key and the moments of RFC 6238, appendix B (SHA-1); six digits are the last six of its eight.
const key = Buffer.from('12345678901234567890');

describe('six digits', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('are those of the standard at %i', (seconds, code) => {
    expect(codeAt(key, stepAt(seconds * 1000))).toBe(code);
  });

  it('pass with the clock one step off either way, and not two', () => {
    const at = 1_234_567_890_000;
    const step = stepAt(at);
    expect([-2, -1, 0, 1, 2].map((off) => stepOfCode(key, codeAt(key, step + off), at, 0))).toEqual([
      undefined,
      step - 1,
      step,
      step + 1,
      undefined,
    ]);
  });

  it('pass once: not at or below the last step taken', () => {
    const at = 1_234_567_890_000;
    const step = stepAt(at);
    expect(stepOfCode(key, codeAt(key, step), at, step)).toBeUndefined();
    expect(stepOfCode(key, codeAt(key, step - 1), at, step)).toBeUndefined();
    expect(stepOfCode(key, codeAt(key, step + 1), at, step)).toBe(step + 1);
  });

  it('may be typed with blanks, and nothing else passes', () => {
    const at = 1_234_567_890_000;
    expect(stepOfCode(key, '005 924', at, 0)).toBe(stepAt(at));
    for (const typed of ['', '00592', '0059240', '00592x', '٠٠٥٩٢٤']) expect(stepOfCode(key, typed, at, 0)).toBeUndefined();
  });
});
