import sharp from 'sharp';
import { taken } from '#tools/ocrb/camera.ts';
import type { Spoil } from '#tools/ocrb/camera.ts';
import { chanceOf } from '#tools/ocrb/chance.ts';
import { faces, pitch, print } from '#tools/ocrb/print.ts';

const hand: Spoil = {
  pitch: 19.5,
  angle: 0.02,
  askew: 0.01,
  blur: 1,
  motion: 0,
  noise: 5,
  contrast: 140,
  paper: 215,
  shade: 40,
  pattern: 5,
};

/** A JPEG of a paper's lines as a hand holds them before a phone: somewhat turned, blurred and noisy. */
export async function paperPicture(
  lines: readonly string[],
  spoil: Partial<Spoil> = {},
  size = { width: 1280, height: 720 },
): Promise<Buffer> {
  const printed = print(lines, { face: faces[0]!, margin: 16, spacing: pitch * 2, bold: 1, widen: 1 });
  const { width, height, data } = taken(printed, { ...hand, ...spoil }, chanceOf(9)).grey;
  const paper = await sharp(Buffer.from(Uint8Array.from(data)), { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
  return sharp({ create: { ...size, channels: 3, background: '#b9b4a8' } })
    .composite([{ input: paper, gravity: 'centre' }])
    .jpeg({ quality: 85 })
    .toBuffer();
}

/** The passport specimen of ICAO Doc 9303, under an invented name and a state that is one. */
export const passport = ['P<SYRRAWANDI<<YUSUF<<<<<<<<<<<<<<<<<<<<<<<<<', 'L898902C36SYR7408122M1204159ZE184226B<<<<<10'];
/** The small card of the same document. */
export const card = ['I<SYRD231458907<<<<<<<<<<<<<<<', '7408122F1204159SYR<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'];
