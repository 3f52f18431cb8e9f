import sharp from 'sharp';
import { expect, it } from 'vitest';
import { qrSvg } from '../pdf/qr.ts';
import { renderPdf } from '../pdf/render.ts';
import { readCodes } from './read.ts';

const number = 'WB-GZT-2026-000123-90';
const words = { en: 'Waybill', tr: 'İrsaliye', ar: 'بوليصة شحن' };
const form = (qr: string) =>
  renderPdf('form', {
    language: 'ar',
    title: 'Waybill',
    titles: words,
    mission: 'ESEM 2023',
    when: '',
    foot: '',
    mark: null,
    number,
    copy: null,
    qr: qrSvg(qr),
    qrLarge: qr.length > 200,
    facts: [],
    tables: [],
    notes: [],
    signatures: [],
    flipped: false,
  });

/** A code as a phone sees it: turned, dim, on a table. */
const photographed = async (text: string) =>
  sharp({ create: { width: 1800, height: 2400, channels: 3, background: '#8a7f70' } })
    .composite([
      {
        input: await sharp(Buffer.from(qrSvg(text)), { density: 300 })
          .resize(620, 620)
          .flatten({ background: '#e8e4da' })
          .rotate(7, { background: '#8a7f70' })
          .toBuffer(),
        left: 700,
        top: 300,
      },
    ])
    .modulate({ brightness: 0.7 })
    .jpeg({ quality: 60 })
    .toBuffer();

it('finds the code on a photographed page', async () => {
  expect(await readCodes({ bytes: await photographed(number), mediaType: 'image/jpeg' })).toEqual([{ page: 1, text: number }]);
});

it('finds the code on a scanned document, also a long one', async () => {
  const long = `KV1.wb.0a1b2c3d.${'Ab3_'.repeat(150)}.${'A'.repeat(86)}`;
  for (const text of [number, long])
    expect(await readCodes({ bytes: await form(text), mediaType: 'application/pdf' })).toEqual([{ page: 1, text }]);
});

it('finds nothing where there is nothing', async () => {
  const blank = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  expect(await readCodes({ bytes: blank, mediaType: 'image/png' })).toEqual([]);
});

it('a file that cannot be opened is a problem with words', async () => {
  await expect(readCodes({ bytes: Buffer.from('%PDF-1.7 broken'), mediaType: 'application/pdf' })).rejects.toMatchObject({
    code: 'codes.unreadable',
  });
});
