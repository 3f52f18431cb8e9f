import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { qrSvg } from './qr.ts';
import { renderPdf } from './render.ts';

const paper = (language: 'en' | 'tr' | 'ar') => ({
  language,
  title: 'Sites',
  mission: 'ESEM 2023',
  when: '24 November 2026',
  foot: '',
  mark: null,
});
const list = (rows: readonly (readonly string[])[], language: 'en' | 'tr' | 'ar' = 'en') =>
  renderPdf('list', {
    ...paper(language),
    about: [],
    columns: [
      { title: 'Code', number: false },
      { title: 'Qty', number: true },
    ],
    rows,
    none: 'none',
  });
const pagesOf = (pdf: Buffer) => [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page[^s]/g)].length;

describe('papers', () => {
  test.each(['en', 'tr', 'ar'] as const)('a list, a record and a slip are made in %s', async (language) => {
    const slip = { ...paper(language), paragraphs: ['scan'], code: 'https://x', qr: qrSvg('https://x'), facts: [['a', 'b']] };
    const record = {
      ...paper(language),
      number: 'WB-GZT-2026-000123-90',
      facts: [],
      sections: [{ title: 'History', none: '-', lines: [] }],
      signatures: ['A', 'B'],
    };
    const words = { en: 'Waybill', tr: 'İrsaliye', ar: 'بوليصة شحن' };
    const table = {
      title: null,
      columns: [{ label: words, number: true, wide: false }],
      rows: [['1']],
      totals: ['1'],
      none: null,
      tall: true,
    };
    const form = {
      ...paper(language),
      titles: words,
      number: 'WB-GZT-2026-000123-90',
      copy: words,
      qr: qrSvg('KV1'),
      qrLarge: true,
      flipped: false,
      facts: [{ label: words, value: '27 KR 4410' }],
      tables: [table],
      notes: [words],
      signatures: [{ who: words, name: null, below: words }],
    };
    const made = ['slip', 'record', 'form'] as const;
    const papers = await Promise.all(made.map((template) => renderPdf(template, { slip, record, form }[template])));
    for (const pdf of [await list([['BRC', '1']], language), ...papers]) expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('a long list runs over many pages', async () => {
    const rows = Array.from({ length: 400 }, (_, at) => [`S-${at}`, String(at)]);
    expect(pagesOf(await list(rows))).toBeGreaterThan(5);
  });

  test('nothing in the data is read as a statement of the template', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 5 }), async (words) => {
        const hostile = ['#panic("read")', '#import "/etc/passwd"', '$ x^', '*', '@label', '[', '#{', '\\', ...words];
        expect((await list(hostile.map((word) => [word, word]))).subarray(0, 5).toString()).toBe('%PDF-');
      }),
      { numRuns: 15 },
    );
  });

  test('a paper that cannot be made is an error of its own, and the next one is made', async () => {
    await expect(renderPdf('list', { ...paper('en') })).rejects.toThrow('a paper could not be made');
    expect((await list([])).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
