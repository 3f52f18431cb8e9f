import type { PagePicture } from './pdf.ts';

/** What a proof of delivery says, in the reader's words. */
export interface ProofPage {
  readonly title: string;
  readonly number: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly code: string; readonly cells: readonly string[] }[];
  readonly signatures: readonly { readonly label: string; readonly name: string; readonly picture: Blob | null }[];
  readonly notes: readonly string[];
  readonly foot: (page: number, of: number) => string;
  readonly rtl: boolean;
}

const [width, height, edge] = [1240, 1754, 80];
const ink = '#1B2430';
const rowsOnFirst = 17;
const rowsOnOther = 26;

/** Draws the pages; the browser shapes and orders the words of each language itself. */
export async function drawProof(proof: ProofPage): Promise<PagePicture[]> {
  await Promise.all(
    ['400', '700'].flatMap((weight) => ['Noto Sans', 'Noto Sans Arabic'].map((font) => document.fonts.load(`${weight} 24px '${font}'`))),
  );
  const first = proof.rows.slice(0, rowsOnFirst);
  const rest = proof.rows.slice(rowsOnFirst);
  const sheets = [
    first,
    ...Array.from({ length: Math.ceil(rest.length / rowsOnOther) }, (_, at) => rest.slice(at * rowsOnOther, (at + 1) * rowsOnOther)),
  ];
  const code = await codeOf(proof.number);
  const signatures = await Promise.all(
    proof.signatures.map(async (one) => ({ ...one, drawn: one.picture && (await createImageBitmap(one.picture)) })),
  );
  const pages: PagePicture[] = [];
  for (const [at, rows] of sheets.entries()) {
    const sheet = new Sheet(proof.rtl);
    let y = at === 0 ? head(sheet, proof, code) : edge;
    y = table(sheet, proof, rows, y + 20);
    if (at === sheets.length - 1) y = close(sheet, proof, signatures, y + 40);
    sheet.write(proof.foot(at + 1, sheets.length), edge, height - 50, { size: 18, colour: '#5B6470' });
    pages.push(await sheet.picture());
  }
  return pages;
}

async function codeOf(text: string): Promise<CanvasImageSource> {
  const { toCanvas } = await import('bwip-js/browser');
  return toCanvas(document.createElement('canvas'), { bcid: 'qrcode', text, scale: 5, backgroundcolor: 'FFFFFF' });
}

interface Words {
  readonly size?: number;
  readonly bold?: boolean;
  readonly colour?: string;
  readonly room?: number;
  readonly end?: boolean;
}

/** A sheet that is written from its own beginning, right or left; `x` counts from there. */
class Sheet {
  readonly #canvas = document.createElement('canvas');
  readonly #pen: CanvasRenderingContext2D;
  readonly #rtl: boolean;
  constructor(rtl: boolean) {
    this.#canvas.width = width;
    this.#canvas.height = height;
    this.#pen = this.#canvas.getContext('2d')!;
    this.#rtl = rtl;
    this.#pen.fillStyle = '#fff';
    this.#pen.fillRect(0, 0, width, height);
    this.#pen.direction = rtl ? 'rtl' : 'ltr';
  }
  write(text: string, x: number, y: number, { size = 24, bold = false, colour = ink, room, end = false }: Words = {}): void {
    this.#pen.font = `${bold ? 700 : 400} ${size}px 'Noto Sans', 'Noto Sans Arabic', sans-serif`;
    this.#pen.fillStyle = colour;
    this.#pen.textAlign = end ? 'end' : 'start';
    this.#pen.fillText(text, this.#rtl ? width - x : x, y, room);
  }
  line(y: number, weight = 1): void {
    this.#pen.fillStyle = ink;
    this.#pen.fillRect(edge, y, width - 2 * edge, weight);
  }
  draw(picture: CanvasImageSource, x: number, y: number, w: number, h: number): void {
    this.#pen.drawImage(picture, this.#rtl ? width - x - w : x, y, w, h);
  }
  frame(x: number, y: number, w: number, h: number): void {
    this.#pen.strokeStyle = '#5B6470';
    this.#pen.strokeRect(this.#rtl ? width - x - w : x, y, w, h);
  }
  async picture(): Promise<PagePicture> {
    const blob = await new Promise<Blob | null>((resolve) => this.#canvas.toBlob(resolve, 'image/jpeg', 0.82));
    return { bytes: new Uint8Array(await blob!.arrayBuffer()), width, height };
  }
}

function head(sheet: Sheet, proof: ProofPage, code: CanvasImageSource): number {
  sheet.write(proof.title, edge, 130, { size: 40, bold: true, room: 820 });
  sheet.write(proof.number, edge, 190, { size: 34, bold: true });
  sheet.draw(code, width - edge - 190, 70, 190, 190);
  let y = 260;
  for (const { label, value } of proof.facts) {
    sheet.write(label, edge, y, { size: 20, colour: '#5B6470' });
    sheet.write(value, edge + 300, y, { size: 22, room: width - 2 * edge - 300 });
    y += 36;
  }
  return y;
}

function table(sheet: Sheet, proof: ProofPage, rows: ProofPage['rows'], top: number): number {
  const step = 108;
  const ends = proof.columns.slice(1).map((_, at) => width - edge - (proof.columns.length - 2 - at) * step);
  sheet.write(proof.columns[0]!, edge, top + 26, { size: 20, bold: true });
  proof.columns
    .slice(1)
    .forEach((column, at) => sheet.write(column, ends[at]!, top + 26, { size: 18, bold: true, end: true, room: step - 8 }));
  sheet.line(top + 38, 2);
  let y = top + 46;
  for (const row of rows) {
    sheet.write(row.name, edge, y + 26, { size: 22, room: width - 2 * edge - step * (proof.columns.length - 1) });
    sheet.write(row.code, edge, y + 48, { size: 16, colour: '#5B6470', room: 500 });
    row.cells.forEach((cell, at) => sheet.write(cell, ends[at]!, y + 30, { size: 22, end: true }));
    y += 56;
    sheet.line(y);
  }
  return y;
}

function close(
  sheet: Sheet,
  proof: ProofPage,
  signatures: readonly { label: string; name: string; drawn: ImageBitmap | null }[],
  top: number,
): number {
  let y = top;
  for (const note of proof.notes) {
    sheet.write(note, edge, y, { size: 20, room: width - 2 * edge });
    y += 32;
  }
  const box = { w: (width - 2 * edge - 40) / 2, h: 200 };
  signatures.forEach(({ label, name, drawn }, at) => {
    const x = edge + at * (box.w + 40);
    sheet.write([label, name].filter(Boolean).join(': '), x, y + 20, { size: 20, bold: true, room: box.w });
    sheet.frame(x, y + 34, box.w, box.h);
    if (!drawn) return;
    const scale = Math.min(box.w / drawn.width, box.h / drawn.height);
    sheet.draw(drawn, x, y + 34, drawn.width * scale, drawn.height * scale);
  });
  return y + box.h + 60;
}
