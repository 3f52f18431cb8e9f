import { describe, expect, it } from 'vitest';
import type { Doubt, Reading } from '#foundation/ocrb/read.ts';
import { paperChooser, paperLayouts } from './paper-lines.ts';

// The specimen of ICAO Doc 9303 part 4, of a state that is one.
const passport = ['P<SYRERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36SYR7408122F1204159ZE184226B<<<<<10'];
const reading = (lines: readonly string[], over: Partial<Reading> = {}): Reading => ({
  layout: 'TD3',
  lines,
  sure: 0.95,
  weakest: 0.8,
  doubts: [],
  ...over,
});
const changed = (lines: readonly string[], line: number, at: number, sign: string) =>
  lines.map((text, which) => (which === line ? text.slice(0, at) + sign + text.slice(at + 1) : text));
const doubt = (over: Partial<Doubt>): Doubt => ({ line: 1, at: 0, instead: 'X', likely: 0.3, ...over });

describe('what the camera read', () => {
  it('is described sign by sign for each size of paper', () => {
    expect(paperLayouts.map(({ lines }) => lines.map((line) => line.length))).toEqual([
      [44, 44],
      [30, 30, 30],
      [36, 36],
    ]);
  });

  it('is taken when its check digits hold and every sign was clear', () => {
    expect(paperChooser()([reading(passport)], 'camera')).toBe(passport.join('\n'));
  });

  it('is not taken while a check digit does not hold, from the camera or from a photo', () => {
    const misread = reading(changed(passport, 1, 14, '5'));
    expect(paperChooser()([misread, misread], 'camera')).toBeUndefined();
    expect(paperChooser()([misread], 'photo')).toBeUndefined();
  });

  it('that a check digit does not cover is taken from the second look on, when both are the same', () => {
    const unclear = [reading(passport, { weakest: 0.2 })];
    const choose = paperChooser();
    expect(choose(unclear, 'camera')).toBeUndefined();
    expect(choose([reading(changed(passport, 0, 6, 'B'), { weakest: 0.2 })], 'camera')).toBeUndefined();
    expect(choose(unclear, 'camera')).toBeUndefined();
    expect(choose(unclear, 'camera')).toBe(passport.join('\n'));
    expect(paperChooser()(unclear, 'photo')).toBe(passport.join('\n'));
  });

  it('of a state that there is not needs a second look', () => {
    const strange = [reading(passport.map((line) => line.replace('SYR', 'SYB')))];
    const choose = paperChooser();
    expect(choose(strange, 'camera')).toBeUndefined();
    expect(choose(strange, 'camera')).toContain('SYB');
  });

  it('with the letter in place of the nought is put right, also where two of them leave the digits as they are', () => {
    const card = ['I<SYRAL<ABDULLAH<<KHALED<<<<<<<<<<<<', 'M937880751SYR7912263F250916180505576'];
    const read = changed(changed(card, 1, 29, 'O'), 1, 31, 'O');
    expect(paperChooser()([reading(read, { layout: 'TD2' })], 'photo')).toBe(card.join('\n'));
    expect(paperChooser()([reading(changed(passport, 1, 4, 'O'))], 'photo')).toBeUndefined();
  });

  it('with one doubtful sign is read the other way when that makes the digits hold, and looked at twice', () => {
    const read = [reading(changed(passport, 1, 1, 'B'), { doubts: [doubt({ at: 3, instead: '8' }), doubt({ at: 1, instead: '8' })] })];
    const choose = paperChooser();
    expect(choose(read, 'camera')).toBeUndefined();
    expect(choose(read, 'camera')).toBe(passport.join('\n'));
  });

  it('is not bent until the digits hold: dates stay as they were read', () => {
    const read = reading(changed(passport, 1, 14, '5'), { doubts: [doubt({ at: 14, instead: '4' })] });
    expect(paperChooser()([read], 'photo')).toBeUndefined();
  });
});
