// Runs in a thread of its own: a picture that takes too long, or a document made to harm its reader, is given up with it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { FoundCode, ToRead } from './read.ts';

/** Pages of a scan that are looked at; a signed paper has a handful. */
const mostPages = 40;
/** Longest sides at which a page is looked at, the quick one first. */
const sides = [1600, 2600] as const;

prepareZXingModule({
  overrides: {
    wasmBinary: new Uint8Array(readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))).buffer,
  },
});

async function codesOf(picture: Buffer | Uint8Array, page: number): Promise<FoundCode[]> {
  for (const side of sides) {
    // oxlint-disable-next-line no-await-in-loop -- the larger picture is drawn only when the smaller one shows nothing
    const { data, info } = await sharp(picture)
      .rotate()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const image = { data: new Uint8ClampedArray(data), width: info.width, height: info.height, colorSpace: 'srgb' as const };
    const found = await readBarcodes(image as never, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 8 });
    if (found.length > 0) return found.map(({ text }) => ({ page, text }));
  }
  return [];
}

async function pagesOf(pdf: Uint8Array): Promise<FoundCode[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const found: FoundCode[] = [];
  for (const page of document.pages()) {
    if (page.number >= mostPages) break;
    const drawn = await page.render({
      scale: 2.5,
      render: async ({ data, width, height }) =>
        await sharp(data, { raw: { width, height, channels: 4 } })
          .png({ compressionLevel: 1 })
          .toBuffer(),
    });
    found.push(...(await codesOf(drawn.data, page.number + 1)));
  }
  return found;
}

const { bytes, mediaType } = workerData as ToRead;
const codes = mediaType === 'application/pdf' ? await pagesOf(bytes) : await codesOf(Buffer.from(bytes), 1);
parentPort!.postMessage(codes);
