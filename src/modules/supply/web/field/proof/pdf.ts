/** A picture of one page, as the browser drew it. */
export interface PagePicture {
  /** JPEG. */
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const a4 = { width: 595.28, height: 841.89 };

/**
 * Pages that the browser has drawn, as a PDF of A4 sheets: it shapes Arabic rightly on every phone, which no small PDF
 * library does. See docs/decisions/0061.
 */
export function pdfOf(pages: readonly PagePicture[]): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder();
  const parts: Uint8Array[] = [];
  const starts: number[] = [];
  let length = 0;
  const put = (...chunks: (string | Uint8Array)[]) => {
    for (const chunk of chunks) {
      const bytes = typeof chunk === 'string' ? text.encode(chunk) : chunk;
      parts.push(bytes);
      length += bytes.length;
    }
  };
  const object = (...body: (string | Uint8Array)[]) => {
    starts.push(length);
    put(`${starts.length} 0 obj\n`, ...body, '\nendobj\n');
  };
  put('%PDF-1.4\n');
  object('<< /Type /Catalog /Pages 2 0 R >>');
  // Each page is three objects: the page, its picture, and what draws it.
  object(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${3 + at * 3} 0 R`).join(' ')}] >>`);
  pages.forEach(({ bytes, width, height }, at) => {
    const first = 3 + at * 3;
    const draw = `q ${a4.width} 0 0 ${a4.height} 0 0 cm /P Do Q`;
    object(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${a4.width} ${a4.height}] /Resources << /XObject << /P ${first + 1} 0 R >> >> /Contents ${first + 2} 0 R >>`,
    );
    object(
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${bytes.length} >>\nstream\n`,
      bytes,
      '\nendstream',
    );
    object(`<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`);
  });
  const table = length;
  put(`xref\n0 ${starts.length + 1}\n0000000000 65535 f \n`, ...starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`));
  put(`trailer\n<< /Size ${starts.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
