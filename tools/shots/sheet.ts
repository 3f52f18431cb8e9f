import sharp from 'sharp';

const columns = 4;

/** Pictures side by side, each made as small as a cell: one look goes over a sheet of them. Answers how many sheets there are. */
export async function contactSheets(
  files: readonly string[],
  { cell, rows }: { cell: number; rows: number },
  target: string,
): Promise<number> {
  const each = columns * rows;
  const sheets = Array.from({ length: Math.ceil(files.length / each) }, (_, at) => files.slice(at * each, (at + 1) * each));
  for (const [at, sheet] of sheets.entries()) await contactSheet(sheet, cell, `${target}-${String(at + 1).padStart(2, '0')}.png`);
  return sheets.length;
}

async function contactSheet(files: readonly string[], cell: number, target: string): Promise<void> {
  const pictures = await Promise.all(files.map((file) => sharp(file).resize({ width: cell }).png().toBuffer({ resolveWithObject: true })));
  const height = Math.max(...pictures.map((picture) => picture.info.height)) + 8;
  const paper = {
    width: columns * (cell + 8),
    height: Math.ceil(pictures.length / columns) * height,
    channels: 3 as const,
    background: '#888',
  };
  const laid = pictures.map((picture, index) => ({
    input: picture.data,
    left: (index % columns) * (cell + 8),
    top: Math.floor(index / columns) * height,
  }));
  await sharp({ create: paper }).composite(laid).png().toFile(target);
}
