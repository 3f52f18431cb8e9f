// Spoils clean print as a phone in a hand does.
import type { Raster } from '#foundation/ocrb/picture.ts';
import { between, normal } from './chance.ts';
import type { Chance } from './chance.ts';
import { pitch } from './print.ts';
import type { Printed } from './print.ts';

/** Lengths are points of the picture, light is grey levels of 255. */
export interface Spoil {
  readonly pitch: number;
  readonly angle: number;
  readonly askew: number;
  readonly blur: number;
  readonly motion: number;
  readonly noise: number;
  readonly contrast: number;
  readonly paper: number;
  readonly shade: number;
  readonly pattern: number;
}
/** @param hard 0.5 a steady hand in good light, 1 as usual, 1.5 one that one would take again. */
export function someSpoil(chance: Chance, hard: number): Spoil {
  const step = between(chance, 11, 30);
  return {
    pitch: step,
    angle: (between(chance, -3, 3) * hard * Math.PI) / 180,
    askew: between(chance, -0.03, 0.03) * hard,
    blur: step * between(chance, 0.01, 0.1) * hard,
    motion: chance() < 0.3 ? step * between(chance, 0, 0.15) * hard : 0,
    noise: between(chance, 1, 12) * hard,
    contrast: between(chance, 60, 190),
    paper: between(chance, 150, 245),
    shade: between(chance, -70, 70) * hard,
    pattern: chance() < 0.5 ? between(chance, 0, 14) * hard : 0,
  };
}

export interface Taken {
  readonly grey: Raster;
  /** Where a point of the print lies in the picture. */
  where(x: number, y: number): readonly [number, number];
}
export function taken({ ink }: Printed, spoil: Spoil, chance: Chance): Taken {
  const scale = spoil.pitch / pitch;
  const width = Math.round(ink.width * scale * 1.02);
  const height = Math.round((ink.height + Math.abs(Math.sin(spoil.angle)) * ink.width) * scale);
  const [cos, sin, lean] = [Math.cos(spoil.angle), Math.sin(spoil.angle), spoil.askew / (width / 2)];
  const bent = warped(ink, { width, height, scale, cos, sin, lean });
  const soft = blurred({ width, height, data: bent }, spoil.blur);
  return {
    grey: lit(moved(soft, spoil.motion), spoil, chance),
    where: (x, y) => {
      const [right, down] = [(x - ink.width / 2) * scale, (y - ink.height / 2) * scale];
      const [across, below] = [right * cos - down * sin, right * sin + down * cos];
      return [width / 2 + across / (1 + lean * across), height / 2 + below / (1 + lean * across)];
    },
  };
}

interface Warp {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly cos: number;
  readonly sin: number;
  readonly lean: number;
}
/** Turned, held askew and made smaller; each point is the mean of several. */
function warped(ink: Raster, { width, height, scale, cos, sin, lean }: Warp): Float32Array {
  const data = new Float32Array(width * height);
  const parts = scale > 0.6 ? 2 : 3;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let part = 0; part < parts * parts; part += 1) {
        const across = x + ((part % parts) + 0.5) / parts - width / 2;
        const below = y + (Math.floor(part / parts) + 0.5) / parts - height / 2;
        const near = 1 / (1 - lean * across) / scale;
        const column = Math.floor((across * cos + below * sin) * near + ink.width / 2);
        const row = Math.floor((below * cos - across * sin) * near + ink.height / 2);
        if (column >= 0 && row >= 0 && column < ink.width && row < ink.height) sum += ink.data[row * ink.width + column]!;
      }
      data[y * width + x] = sum / (parts * parts);
    }
  return data;
}

function lit({ width, height, data }: Raster, { paper, contrast, noise, shade, pattern }: Spoil, chance: Chance): Raster {
  const [tilt, wide, high, phase] = [between(chance, -1, 1), between(chance, 0.05, 0.4), between(chance, 0.05, 0.4), chance() * 6];
  const grey = data.map((cover, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    const light = 1 + (shade / 255) * (x / width - 0.5 + tilt * (y / height - 0.5));
    // The fine waves that papers are printed over.
    const waves = pattern * Math.sin(x * wide + 3 * Math.sin(y * high * 0.3) + y * high + phase);
    return Math.max(0, Math.min(255, (paper + waves - contrast * cover) * light + normal(chance) * noise));
  });
  return { width, height, data: grey };
}

function blurred(picture: Raster, spread: number): Raster {
  if (spread < 0.2) return picture;
  const reach = Math.max(1, Math.ceil(spread * 2.5));
  const weights = Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-((at - reach) ** 2) / (2 * spread * spread)));
  return smeared(smeared(picture, weights, 'across'), weights, 'down');
}
function moved(picture: Raster, length: number): Raster {
  const reach = Math.round(length / 2);
  return reach < 1
    ? picture
    : smeared(
        picture,
        Array.from({ length: 2 * reach + 1 }, () => 1),
        'across',
      );
}
function smeared({ width, height, data }: Raster, weights: readonly number[], along: 'across' | 'down'): Raster {
  const reach = (weights.length - 1) / 2;
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const out = new Float32Array(data.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let at = 0; at < weights.length; at += 1) {
        const [column, row] = along === 'across' ? [x + at - reach, y] : [x, y + at - reach];
        sum += weights[at]! * data[Math.min(height - 1, Math.max(0, row)) * width + Math.min(width - 1, Math.max(0, column))]!;
      }
      out[y * width + x] = sum / whole;
    }
  return { width, height, data: out };
}
