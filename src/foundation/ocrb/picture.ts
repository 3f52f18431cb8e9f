/** A picture of one value a point, row by row: grey from 0 (black) to 255, or ink from 0 to 1. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** The grey of a picture as a canvas gives it. */
export function greyOf({ data, width, height }: { data: ArrayLike<number>; width: number; height: number }): Raster {
  const grey = new Float32Array(width * height);
  for (let at = 0; at < grey.length; at += 1) grey[at] = 0.299 * data[at * 4]! + 0.587 * data[at * 4 + 1]! + 0.114 * data[at * 4 + 2]!;
  return { width, height, data: grey };
}

/** The value between four points; outside there is nothing. */
export function valueAt({ width, height, data }: Raster, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return 0;
  const [right, down] = [x - left, y - top];
  const at = top * width + left;
  const above = data[at]! * (1 - right) + data[at + 1]! * right;
  const below = data[at + width]! * (1 - right) + data[at + width + 1]! * right;
  return above * (1 - down) + below * down;
}

/** How much darker each point is than what lies around it: shadows and slopes of light fall away, strokes stay. */
export function inkOf(grey: Raster): Raster {
  const { width, height } = grey;
  const reach = Math.max(10, Math.round(width / 45));
  const sums = sumsOf(grey);
  const ink = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)];
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
      const line = width + 1;
      const sum = sums[bottom * line + right]! - sums[top * line + right]! - sums[bottom * line + left]! + sums[top * line + left]!;
      ink[y * width + x] = Math.max(0, sum / ((bottom - top) * (right - left)) - grey.data[y * width + x]!);
    }
  }
  const full = Math.max(8, portionOf(ink, 0.99));
  const faint = full * 0.18;
  for (let at = 0; at < ink.length; at += 1) ink[at] = Math.min(1, Math.max(0, (ink[at]! - faint) / (full - faint)));
  return { width, height, data: ink };
}

/** Sums of everything above and left of each point, so that the mean of any box takes four looks. */
function sumsOf({ width, height, data }: Raster): Float64Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += data[y * width + x]!;
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row;
    }
  }
  return sums;
}

/** The value that this portion of all values stays under; every third is asked. */
export function portionOf(values: Float32Array, portion: number): number {
  const asked = values.filter((_, at) => at % 3 === 0).sort();
  return asked[Math.min(asked.length - 1, Math.floor(asked.length * portion))] ?? 0;
}

/** The picture turned by an angle (radians) about its middle. */
export function turned(picture: Raster, angle: number): Raster {
  const { width, height } = picture;
  const data = new Float32Array(width * height);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [midX, midY] = [width / 2, height / 2];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      data[y * width + x] = valueAt(picture, midX + (x - midX) * cos - (y - midY) * sin, midY + (x - midX) * sin + (y - midY) * cos);
  return { width, height, data };
}
