import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { fileProblems } from '../file-problems.ts';

/** Largest upload in bytes, whatever its type. */
export const largestFile = 25 * 1024 * 1024;
/** A picture's longest side after it was taken in, in pixels. */
const longestSide = 4096;
const mostPixels = 100_000_000;
const thumbSide = 320;

const pictures = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/tiff', 'image/avif']);
/** Kept as they are, and never run by a browser that shows them: see the headers of the route. */
const others = new Map([
  ['application/pdf', largestFile],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', largestFile],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', largestFile],
  ['application/vnd.oasis.opendocument.spreadsheet', largestFile],
  ['application/vnd.oasis.opendocument.text', largestFile],
  ['audio/mpeg', largestFile],
  ['audio/mp4', largestFile],
  ['audio/x-m4a', largestFile],
  ['audio/ogg', largestFile],
  ['audio/wav', largestFile],
]);

export interface Accepted {
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly width?: number;
  readonly height?: number;
  readonly thumb?: Buffer;
}

/**
 * Looks at what was sent, not at what it is called: its type by its own bytes, pictures drawn anew without their hidden
 * data (place, camera, comments), everything unknown refused.
 */
export async function accept(bytes: Buffer): Promise<Accepted> {
  if (bytes.length === 0) throw fileProblems.problem('empty');
  if (bytes.length > largestFile) throw fileProblems.problem('too-large', { size: bytes.length, most: largestFile });
  const sniffed = await fileTypeFromBuffer(bytes);
  if (sniffed && pictures.has(sniffed.mime)) return redraw(bytes);
  if (sniffed && others.has(sniffed.mime)) return { bytes, mediaType: sniffed.mime };
  if (!sniffed && isPlainText(bytes)) return { bytes, mediaType: 'text/plain' };
  throw fileProblems.problem('type-unknown', { type: sniffed?.mime ?? 'unknown' });
}

async function redraw(bytes: Buffer): Promise<Accepted> {
  try {
    const picture = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' });
    const { hasAlpha, width, height } = await picture.metadata();
    if (width * height > mostPixels) throw fileProblems.problem('picture-too-large', { width, height });
    const upright = picture.rotate().resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true });
    const drawn = hasAlpha ? upright.png() : upright.jpeg({ quality: 85, mozjpeg: true });
    const { data, info } = await drawn.toBuffer({ resolveWithObject: true });
    const thumb = await sharp(data)
      .resize({ width: thumbSide, height: thumbSide, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 75 })
      .toBuffer();
    return { bytes: data, mediaType: hasAlpha ? 'image/png' : 'image/jpeg', width: info.width, height: info.height, thumb };
  } catch (error) {
    if (error instanceof Error && error.name === 'Problem') throw error;
    if (error instanceof Error && /pixel limit/.test(error.message)) throw fileProblems.problem('picture-too-large');
    throw fileProblems.problem('picture-broken');
  }
}

/** Plain text in UTF-8 that a browser would not take for a page. */
function isPlainText(bytes: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return !/[\p{Cc}]/u.test(text.replace(/[\t\n\r\f]/g, '')) && !/^\s*<(!doctype|html|svg|\?xml|script)/i.test(text);
  } catch {
    return false;
  }
}
