import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { pdfOf } from './pdf.ts';

it('is a PDF that others open, with a sheet for each page', async () => {
  const picture = async (background: string) => ({
    bytes: new Uint8Array(
      await sharp({ create: { width: 124, height: 175, channels: 3, background } })
        .jpeg()
        .toBuffer(),
    ),
    width: 124,
    height: 175,
  });
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdfOf([await picture('#ff0000'), await picture('#0000ff')]));
  expect(document.getPageCount()).toBe(2);
  const shown = await document.getPage(1).render({ scale: 1, render: async ({ data }) => Buffer.from(data) });
  const middle = shown.width * 4 * Math.floor(shown.height / 2) + Math.floor(shown.width / 2) * 4;
  const [blue, green, red] = Array.from(shown.data.subarray(middle, middle + 3));
  // The second sheet is blue, to its middle.
  expect([blue! > 200 || red! > 200, green! < 60]).toEqual([true, true]);
  expect([shown.width, shown.height]).toEqual([595, 841]);
  document.destroy();
  library.destroy();
});
