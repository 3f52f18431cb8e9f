// Reads codes where the browser has no detector of its own; a thread, so that a slow phone's buttons still answer.
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { ReadInputBarcodeFormat } from 'zxing-wasm/reader';
import type { ScanFormat } from './formats.ts';

const names: Readonly<Record<ScanFormat, ReadInputBarcodeFormat>> = {
  qr_code: 'QRCode',
  data_matrix: 'DataMatrix',
  code_128: 'Code128',
  code_39: 'Code39',
  ean_13: 'EAN-13',
  ean_8: 'EAN-8',
  upc_a: 'UPC-A',
  itf: 'ITF',
  aztec: 'Aztec',
  pdf417: 'PDF417',
};
type Told =
  | { readonly formats: readonly ScanFormat[]; readonly wasm: string }
  | { readonly data: ArrayBuffer; readonly width: number; readonly height: number };
let formats: ReadInputBarcodeFormat[] = [];

addEventListener('message', (event: MessageEvent<Told>) => {
  const told = event.data;
  if ('wasm' in told) {
    formats = told.formats.map((format) => names[format]);
    prepareZXingModule({ overrides: { locateFile: () => told.wasm } });
    return;
  }
  const picture = new ImageData(new Uint8ClampedArray(told.data), told.width, told.height);
  readBarcodes(picture, { formats, tryHarder: true, tryInvert: false, maxNumberOfSymbols: 4, textMode: 'Plain' }).then(
    // A GS1 symbol says so, and its separators are kept: what follows them is told apart by it.
    (found) =>
      postMessage(found.map(({ text, contentType, symbologyIdentifier }) => (contentType === 'GS1' ? symbologyIdentifier + text : text))),
    (error: unknown) => {
      setTimeout(() => {
        throw error;
      });
    },
  );
});
