import { portionOf, valueAt } from './picture.ts';
import type { Raster } from './picture.ts';
import { alongOf } from './columns.ts';
import type { LineGrid } from './columns.ts';
import { patchHeight, patchWidth } from './signs.ts';

/** The picture of one sign: a little more than its own place, so that a place that is slightly off still holds it. */
export function patchAt(ink: Raster, grid: LineGrid, { at, full }: { at: number; full: number }): Float32Array {
  const { x, y, pitch, slope, height } = grid;
  const patch = new Float32Array(patchWidth * patchHeight);
  const along = alongOf(grid, at, grid.count);
  const [midX, midY] = [x + along, y + along * slope];
  const [stepX, stepY] = [(pitch * 1.15) / patchWidth, (height * 1.5) / patchHeight];
  for (let row = 0; row < patchHeight; row += 1)
    for (let column = 0; column < patchWidth; column += 1) {
      const [right, below] = [(column + 0.5 - patchWidth / 2) * stepX, (row + 0.5 - patchHeight / 2) * stepY];
      patch[row * patchWidth + column] = Math.min(1, valueAt(ink, midX + right - slope * below, midY + below + slope * right) / full);
    }
  return patch;
}

/** How strong print is along a line: faint print is read as dark print is. */
export function fullInk(ink: Raster, { x, y, pitch, slope, height, count }: LineGrid): number {
  const values: number[] = [];
  for (let across = -0.5; across < count - 0.5; across += 0.07)
    for (let below = -0.5; below <= 0.5; below += 0.1)
      values.push(valueAt(ink, x + across * pitch, y + across * pitch * slope + below * height));
  return Math.max(0.1, portionOf(Float32Array.from(values), 0.93));
}
