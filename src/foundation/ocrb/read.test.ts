import { describe, expect, it } from 'vitest';
import { someSpoil, taken } from '#tools/ocrb/camera.ts';
import { between, chanceOf } from '#tools/ocrb/chance.ts';
import { paper } from '#tools/ocrb/papers.ts';
import { faces, pitch, print } from '#tools/ocrb/print.ts';
import { netOf } from './net.ts';
import packed from './net.json' with { type: 'json' };
import type { Raster } from './picture.ts';
import { readLines, seenIn } from './read.ts';
import type { Layout } from './read.ts';

const net = netOf(packed);
const any = (name: string, lines: number, count: number): Layout => ({
  name,
  lines: Array.from({ length: lines }, () => 'x'.repeat(count)),
});
const layouts = [any('three', 3, 30), any('long', 2, 44), any('short', 2, 36)];
const press = { face: faces[0]!, margin: 40, spacing: pitch * 2, bold: 1, widen: 1 };
const still = { pitch: 20, angle: 0, askew: 0, blur: 1, motion: 0, noise: 3, contrast: 150, paper: 220, shade: 0, pattern: 0 };
// The specimen of ICAO Doc 9303 part 4.
const specimen = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];
const best = (grey: Raster) => readLines(grey, layouts, net)[0];

describe('lines in OCR-B', () => {
  it.each([
    ['straight', {}],
    ['turned by three degrees', { angle: 0.052 }],
    ['held askew', { askew: 0.03 }],
    ['blurred and shaken', { blur: 1.4, motion: 2 }],
    ['faint, in a shadow, over a pattern', { contrast: 70, shade: 60, pattern: 8 }],
    ['noisy', { noise: 14 }],
    ['small', { pitch: 12, blur: 0.6 }],
  ])('of the published specimen are read from a picture: %s', (_, spoil) => {
    const { grey } = taken(print(specimen, press), { ...still, ...spoil }, chanceOf(3));
    expect(best(grey)).toMatchObject({ layout: 'long', lines: specimen });
  });

  it.each(['TD1', 'TD2', 'TD3'] as const)('of a paper of the size %s, in either cut of the print', (kind) => {
    const chance = chanceOf(11);
    for (const face of faces) {
      const lines = paper(chance, kind);
      const { grey } = taken(print(lines, { ...press, face, margin: between(chance, 30, 80) }), someSpoil(chance, 0.4), chance);
      expect(best(grey)?.lines).toEqual(lines);
    }
  });

  it('are not made up where there are none, and darkness is told', () => {
    const noise = chanceOf(5);
    const grey = (paper: number): Raster => ({
      width: 900,
      height: 300,
      data: Float32Array.from({ length: 270_000 }, () => paper + 20 * noise()),
    });
    expect(seenIn(grey(200), layouts, net)).toMatchObject({ light: 'enough' });
    expect(best(grey(200))?.sure ?? 0).toBeLessThan(0.5);
    expect(seenIn(grey(20), layouts, net).light).toBe('dark');
  });

  it('name the signs that may as well be others, the most doubtful first', () => {
    const { doubts, lines } = best(taken(print(specimen, press), { ...still, blur: 2.4 }, chanceOf(2)).grey)!;
    expect(doubts.length).toBeGreaterThan(0);
    expect(doubts.map(({ likely }) => likely)).toEqual(doubts.map(({ likely }) => likely).toSorted((a, b) => b - a));
    for (const { line, at, instead } of doubts) expect(instead).not.toBe(lines[line]![at]);
  });
});
