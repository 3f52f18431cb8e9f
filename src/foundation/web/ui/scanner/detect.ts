import wasm from '../../../../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm?url';
import { asking } from './asking.ts';
import type { ScanFormat } from './formats.ts';

/** Looks for codes in what the camera shows now. */
export interface Detector {
  detect(video: HTMLVideoElement): Promise<string[]>;
  close(): void;
}

interface NativeDetector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
interface NativeDetectors {
  new (options: { formats: readonly string[] }): NativeDetector;
  getSupportedFormats(): Promise<string[]>;
}

/** The browser's own detector where it knows these symbols, else zxing in a thread of its own, from our own server. */
export async function openDetector(formats: readonly ScanFormat[]): Promise<Detector> {
  const Native = (globalThis as { BarcodeDetector?: NativeDetectors }).BarcodeDetector;
  const known = Native ? await Native.getSupportedFormats().catch(() => []) : [];
  if (Native && formats.every((format) => known.includes(format))) {
    const native = new Native({ formats });
    return {
      detect: async (video) => (await native.detect(video)).map(({ rawValue }) => rawValue),
      close: () => undefined,
    };
  }
  return zxing(formats);
}

/** Longest side of the picture that is looked at: enough for a waybill's code, little enough for a cheap phone. */
const longest = 1280;

function zxing(formats: readonly ScanFormat[]): Detector {
  const worker = new Worker(new URL('./zxing-worker.ts', import.meta.url), { type: 'module' });
  const ask = asking<string[]>(worker, 'the reader of codes failed');
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  worker.postMessage({ formats, wasm: new URL(wasm, location.href).href });
  return {
    detect: (video) => {
      const scale = Math.min(1, longest / Math.max(video.videoWidth, video.videoHeight));
      const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
      if (!pen || width === 0) return Promise.resolve([]);
      canvas.width = width;
      canvas.height = height;
      pen.drawImage(video, 0, 0, width, height);
      const { data } = pen.getImageData(0, 0, width, height);
      return ask({ data: data.buffer, width, height }, [data.buffer]);
    },
    close: () => worker.terminate(),
  };
}
