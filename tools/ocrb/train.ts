// Teaches the net on lines that are printed and spoilt anew in each round, and writes its weights:
// `node tools/ocrb/train.ts [rounds] [file]`. A hundred and fifty rounds take a quarter of an hour.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fullInk, patchAt } from '#foundation/ocrb/patch.ts';
import { inkOf } from '#foundation/ocrb/picture.ts';
import { signs } from '#foundation/ocrb/signs.ts';
import { someSpoil, taken } from './camera.ts';
import { between, chanceOf, normal, oneOf } from './chance.ts';
import type { Chance } from './chance.ts';
import { newPupil } from './pupil.ts';
import type { Sample } from './pupil.ts';
import { faces, pitch, print } from './print.ts';

const rounds = Number(process.argv[2] ?? 150);
const chance = chanceOf(7);
const file = process.argv[3] ?? join(import.meta.dirname, '../../src/foundation/ocrb/net.json');
const count = 30;

/** Three lines of any signs, as they come out of a picture; places are a little off, as they are when a picture is read. */
function samplesOf(random: Chance): Sample[] {
  const sign = () => (random() < 0.12 ? '<' : oneOf(random, Array.from(signs)));
  const lines = Array.from({ length: 3 }, () => Array.from({ length: count }, sign).join(''));
  const printed = print(lines, {
    face: oneOf(random, faces),
    margin: between(random, 20, 60),
    spacing: pitch * between(random, 1.5, 2.6),
    bold: between(random, -0.2, 2.2),
    widen: between(random, 0.92, 1.08),
  });
  const spoil = someSpoil(random, between(random, 0.3, 1.25));
  const { grey, where } = taken(printed, { ...spoil, angle: spoil.angle * 0.4 }, random);
  const ink = inkOf(grey);
  const high = printed.capital * (spoil.pitch / pitch);
  return lines.flatMap((line, row) =>
    Array.from(line).map((one, at) => {
      const y = printed.margin + printed.capital / 2 + row * printed.spacing;
      const [midX, midY] = where(printed.margin + (at + 0.5) * pitch, y);
      const [nextX, nextY] = where(printed.margin + (at + 1.5) * pitch, y);
      const step = Math.hypot(nextX - midX, nextY - midY);
      const slope = (nextY - midY) / (nextX - midX) + normal(random) * 0.015;
      const grid = {
        x: midX + normal(random) * 0.07 * step,
        y: midY + normal(random) * 0.05 * high,
        pitch: step * between(random, 0.95, 1.05),
        bend: 0,
        count: 17,
        slope,
        height: high * between(random, 0.9, 1.22),
      };
      const before = Math.min(at, 8) * step;
      const full = fullInk(ink, { ...grid, x: grid.x - before, y: grid.y - before * slope }) * between(random, 0.9, 1.15);
      return { patch: patchAt(ink, grid, { at: 0, full }), sign: signs.indexOf(one) };
    }),
  );
}

const pupil = newPupil(chance);
let known: Sample[] = [];
for (let round = 1; round <= rounds; round += 1) {
  const fresh = Array.from({ length: 8 }, () => samplesOf(chance)).flat();
  // New ones first, which also tells how well it reads; then three times as many of those it has seen.
  const right = pupil.learn(fresh, rateAt(round));
  known = [...known, ...fresh].slice(-30_000);
  pupil.learn(
    Array.from({ length: 3 * fresh.length }, () => oneOf(chance, known)),
    rateAt(round),
  );
  if (round % 10 !== 0 && round !== rounds) continue;
  console.log(`round ${round}: ${((100 * right) / fresh.length).toFixed(1)} % of the new signs right`);
  writeFileSync(file, `${JSON.stringify(pupil.packed())}\n`);
}

function rateAt(round: number): number {
  return 0.001 * (1 + Math.cos((Math.PI * round) / rounds)) + 0.00002;
}
