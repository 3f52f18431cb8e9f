import { portionOf } from './picture.ts';
import type { Raster } from './picture.ts';

/** A line of print: rows from its top to its bottom. */
export interface Band {
  readonly top: number;
  readonly bottom: number;
}

const degree = Math.PI / 180;

/** The angle (radians) at which the rows of a picture part most sharply into print and paper. */
export function skewOf(ink: Raster): number {
  const points = inked(ink);
  const sharpness = (angle: number) => {
    const slope = Math.tan(angle);
    const pad = Math.ceil((Math.abs(slope) * ink.width) / 2) + 2;
    const rows = new Float32Array(ink.height + 2 * pad);
    for (let at = 0; at < points.length; at += 3)
      rows[Math.round(points[at + 1]! - slope * (points[at]! - ink.width / 2)) + pad]! += points[at + 2]!;
    let sum = 0;
    for (let at = 1; at < rows.length; at += 1) sum += (rows[at]! - rows[at - 1]!) ** 2;
    return sum;
  };
  const best = (from: number, to: number, step: number) => {
    let found = { angle: 0, sharp: -1 };
    for (let angle = from; angle <= to + 1e-9; angle += step) {
      const sharp = sharpness(angle * degree);
      if (sharp > found.sharp) found = { angle, sharp };
    }
    return found.angle;
  };
  const rough = best(-10, 10, 0.5);
  return best(rough - 0.4, rough + 0.4, 0.1) * degree;
}

/** Points of print as x, y, strength; every second column is enough. */
function inked({ width, height, data }: Raster): Float32Array {
  const points: number[] = [];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 2) if (data[y * width + x]! > 0.3) points.push(x, y, data[y * width + x]!);
  return Float32Array.from(points);
}

/** Rows that hold print, from above. */
export function bandsOf({ width, height, data }: Raster): Band[] {
  const rows = new Float32Array(height);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) rows[y]! += data[y * width + x]!;
  const soft = rows.map((row, y) => (2 * row + (rows[y - 1] ?? row) + (rows[y + 1] ?? row)) / 4);
  const limit = portionOf(soft, 0.95) * 0.28;
  const bands: Band[] = [];
  let top = -1;
  for (let y = 0; y <= height; y += 1) {
    const print = y < height && soft[y]! > limit;
    if (print && top === -1) top = y;
    if (!print && top !== -1) {
      if (y - top >= 6) bands.push({ top, bottom: y });
      top = -1;
    }
  }
  return bands;
}

const heightOf = ({ top, bottom }: Band) => bottom - top;
const middleOf = ({ top, bottom }: Band) => (top + bottom) / 2;

/** Two or three lines that belong together: alike in height, evenly apart. The lowest come first. */
export function groupsOf(bands: readonly Band[], count: number): (readonly Band[])[] {
  return bands
    .map((_, at) => bands.slice(at, at + count))
    .filter((group) => group.length === count && belong(group))
    .reverse();
}
function belong(group: readonly Band[]): boolean {
  const heights = group.map(heightOf);
  const gaps = group.slice(1).map((band, at) => middleOf(band) - middleOf(group[at]!));
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  return low / high > 0.6 && gaps.every((gap) => gap > 1.15 * low && gap < 3.8 * high) && Math.min(...gaps) / Math.max(...gaps) > 0.8;
}
