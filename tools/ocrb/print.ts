// Lines in OCR-B, clean and large; where each sign stands is known.
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import type { Raster } from '#foundation/ocrb/picture.ts';

export interface Face {
  readonly file: string;
  readonly family: string;
}
const fonts = join(import.meta.dirname, 'fonts');
/** Both cuts that papers are printed in: round and square ends. In both, a sign is 0.723 wide and a capital 0.72 high. */
export const faces: readonly Face[] = [
  { file: join(fonts, 'OCRB.otf'), family: 'OCR B' },
  { file: join(fonts, 'OCRBS.otf'), family: 'OCR B S' },
];
/** Points from one sign to the next. */
export const pitch = 32;
const size = pitch / 0.723;
const capital = size * 0.72;

export interface Printed {
  /** 0 paper, 1 ink. */
  readonly ink: Raster;
  readonly lines: readonly string[];
  readonly margin: number;
  readonly spacing: number;
  readonly capital: number;
}
export interface Press {
  readonly face: Face;
  readonly margin: number;
  readonly spacing: number;
  readonly bold: number;
  readonly widen: number;
}

const escaped = (sign: string) => (sign === '<' ? '&lt;' : sign);

export function print(lines: readonly string[], { face, margin, spacing, bold, widen }: Press): Printed {
  const width = Math.ceil(lines[0]!.length * pitch + 2 * margin);
  const height = Math.ceil((lines.length - 1) * spacing + capital + 2 * margin);
  const text = lines.flatMap((line, row) =>
    Array.from(line).map((sign, at) => {
      const place = `translate(${margin + (at + 0.5) * pitch} ${margin + capital + row * spacing}) scale(${widen} 1)`;
      return `<text transform="${place}" x="${-pitch / 2}">${escaped(sign)}</text>`;
    }),
  );
  const look = `font-family="${face.family}" font-size="${size}" stroke="#000" stroke-width="${bold}"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/><g ${look}>${text.join('')}</g></svg>`;
  // Each look at `pixels` copies them all.
  const { pixels } = new Resvg(svg, { font: { fontFiles: [face.file], loadSystemFonts: false } }).render();
  const data = Float32Array.from({ length: width * height }, (_, at) => 1 - pixels[at * 4]! / 255);
  return { ink: { width, height, data }, lines, margin, spacing, capital };
}
