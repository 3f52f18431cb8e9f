import type { Band } from './bands.ts';
import { portionOf, valueAt } from './picture.ts';
import type { Raster } from './picture.ts';

/** Where the signs of a line stand: a line through their middles, their height, and equal steps along it. */
export interface LineGrid {
  /** Middle of the first sign. */
  readonly x: number;
  readonly y: number;
  readonly pitch: number;
  readonly bend: number;
  readonly count: number;
  /** How much the middles sink for each point to the right. */
  readonly slope: number;
  readonly height: number;
}

/** From where to where lines hold print: the longest stretch without a gap wider than a sign. */
export function extentOf(ink: Raster, bands: readonly Band[]): { left: number; right: number } {
  const columns = columnsOf(ink, bands);
  const height = bands.reduce((sum, { top, bottom }) => sum + bottom - top, 0) / bands.length;
  // Noise is thin and everywhere, print is dense: over half a sign's width they part.
  const reach = Math.max(1, Math.round(height / 4));
  const ahead = aheadOf(columns);
  const dense = columns.map((_, x) => (sumTo(ahead, x + reach + 1) - sumTo(ahead, x - reach)) / (2 * reach + 1));
  const limit = portionOf(dense, 0.8) * 0.25;
  let best = { left: 0, right: 0 };
  let [left, last] = [-1, -1];
  for (let x = 0; x < columns.length; x += 1) {
    if (dense[x]! <= limit) continue;
    if (left === -1 || x - last > 1.2 * height) left = x;
    last = x;
    if (last - left > best.right - best.left) best = { left, right: last + 1 };
  }
  return trimmed(columns, best, limit);
}

/** To where the outermost strokes really are. */
function trimmed(columns: Float32Array, { left, right }: { left: number; right: number }, limit: number) {
  let [from, to] = [left, right];
  while (from < to && columns[from]! <= limit) from += 1;
  while (to > from && columns[to - 1]! <= limit) to -= 1;
  return { left: from, right: to };
}

function columnsOf({ width, data }: Raster, bands: readonly Band[]): Float32Array {
  const columns = new Float32Array(width);
  for (const { top, bottom } of bands)
    for (let y = top; y < bottom; y += 1) for (let x = 0; x < width; x += 1) columns[x]! += data[y * width + x]!;
  return columns;
}

export interface Steps {
  readonly x: number;
  readonly pitch: number;
  /** By how many steps the middle one lies beside an even division: paper that is held askew. */
  readonly bend: number;
}
/** How far along the line a sign stands. */
export const alongOf = ({ pitch, bend }: Pick<Steps, 'pitch' | 'bend'>, at: number, count: number): number => {
  const part = at / (count - 1);
  return pitch * (at + bend * 4 * part * (1 - part));
};

/** Signs of this print stand in equal steps: of all divisions near the measured one, the one whose borders meet the least print. */
export function stepsOf(ink: Raster, band: Band, { left, right, count }: { left: number; right: number; count: number }): Steps {
  const ahead = aheadOf(columnsOf(ink, [band]));
  const total = (from: number, to: number) => sumTo(ahead, to) - sumTo(ahead, from);
  const guess = (right - left) / (count - 0.4);
  const met = (steps: Steps) => {
    const { x, pitch } = steps;
    let sum = total(x - 2 * pitch, x - 0.5 * pitch) + total(x + (count - 0.5) * pitch, x + (count + 1) * pitch);
    for (let at = -1; at < count; at += 1) {
      const border = x + alongOf(steps, at + 0.5, count);
      sum += total(border - 0.12 * pitch, border + 0.12 * pitch);
    }
    return sum;
  };
  const start: Steps = { x: left + 0.3 * guess, pitch: guess, bend: 0 };
  const rough = leastOf(met, start, { x: [0.5 * guess, 0.08 * guess], pitch: [0.04 * guess, 0.005 * guess], bend: [0.75, 0.15] });
  return leastOf(met, rough, { x: [0.06 * guess, 0.02 * guess], pitch: [0.004 * guess, 0.001 * guess], bend: [0.12, 0.04] });
}

type Reach = readonly [far: number, step: number];
function leastOf(met: (steps: Steps) => number, around: Steps, reach: { x: Reach; pitch: Reach; bend: Reach }): Steps {
  let best = { steps: around, sum: met(around) };
  for (const x of spread(around.x, reach.x))
    for (const pitch of spread(around.pitch, reach.pitch))
      for (const bend of spread(around.bend, reach.bend)) {
        const sum = met({ x, pitch, bend });
        if (sum < best.sum) best = { steps: { x, pitch, bend }, sum };
      }
  return best.steps;
}
const spread = (middle: number, [far, step]: Reach): number[] =>
  Array.from({ length: 2 * Math.round(far / step) + 1 }, (_, at) => middle + (at - Math.round(far / step)) * step);

function aheadOf(columns: Float32Array): Float32Array {
  const ahead = new Float32Array(columns.length + 1);
  for (let x = 0; x < columns.length; x += 1) ahead[x + 1] = ahead[x]! + columns[x]!;
  return ahead;
}
function sumTo(ahead: Float32Array, x: number): number {
  const clamped = Math.min(ahead.length - 1, Math.max(0, x));
  const whole = Math.floor(clamped);
  return ahead[whole]! + (clamped - whole) * ((ahead[whole + 1] ?? ahead[whole]!) - ahead[whole]!);
}

/** The line through the middles of the signs, and how high they are. */
export function spineOf(ink: Raster, { top, bottom }: Band, { left, right }: { left: number; right: number }) {
  const [height, middle] = [bottom - top, (top + bottom) / 2];
  const pieces = 12;
  const points: { x: number; y: number }[] = [];
  for (let at = 0; at < pieces; at += 1) {
    const [from, to] = [Math.round(left + ((right - left) * at) / pieces), Math.round(left + ((right - left) * (at + 1)) / pieces)];
    let [sum, weight] = [0, 0];
    for (let y = Math.max(0, Math.round(top - 0.35 * height)); y < Math.min(ink.height, bottom + 0.35 * height); y += 1)
      for (let x = from; x < to; x += 1) {
        sum += y * ink.data[y * ink.width + x]!;
        weight += ink.data[y * ink.width + x]!;
      }
    if (weight > 0) points.push({ x: (from + to) / 2, y: sum / weight });
  }
  const line = straight(points) ?? { y: middle, slope: 0, x: left };
  const dense = heightAlong(ink, line, { left, right, most: height * 1.4 });
  return { x: line.x, y: line.y + dense.middle, slope: line.slope, height: dense.height };
}

function straight(points: readonly { x: number; y: number }[]) {
  if (points.length < 4) return undefined;
  const x = points.reduce((sum, point) => sum + point.x, 0) / points.length;
  const y = points.reduce((sum, point) => sum + point.y, 0) / points.length;
  const across = points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
  return { x, y, slope: points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0) / across };
}

/** From where to where print is dense along the line. */
function heightAlong(
  ink: Raster,
  line: { x: number; y: number; slope: number },
  { left, right, most }: { left: number; right: number; most: number },
): { height: number; middle: number } {
  const half = Math.ceil(most);
  const rows = new Float32Array(2 * half + 1);
  for (let x = left; x < right; x += 2)
    for (let at = 0; at < rows.length; at += 1) rows[at]! += valueAt(ink, x, line.y + (x - line.x) * line.slope + at - half);
  const limit = Math.max(...rows) * 0.3;
  let [top, bottom] = [half, half];
  while (top > 0 && rows[top - 1]! > limit) top -= 1;
  while (bottom < rows.length - 1 && rows[bottom + 1]! > limit) bottom += 1;
  return { height: bottom - top + 1, middle: (top + bottom) / 2 - half };
}
