import type { Layout, Seen } from '#foundation/ocrb/read.ts';
import { asking } from './asking.ts';

/** Part of a picture, in portions of it. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
/** Where the frame stands in what the camera shows. */
export const frame: Part = { left: 0.02, top: 0.28, width: 0.96, height: 0.44 };

/** Reads lines in a thread of its own; a picture lives in memory for as long as it is looked at, and nowhere else. */
export interface LineReader {
  read(picture: CanvasImageSource, size: { width: number; height: number }, part: Part): Promise<Seen>;
  close(): void;
}

/** Wide enough for forty-four signs with some paper beside them. */
const widest = 1400;

export function openLines(layouts: readonly Layout[]): LineReader {
  const worker = new Worker(new URL('./lines-worker.ts', import.meta.url), { type: 'module' });
  const ask = asking<Seen>(worker, 'the reader of lines failed');
  worker.postMessage({ layouts });
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  return {
    read: (picture, size, part) => {
      const [across, down] = [size.width * part.width, size.height * part.height];
      if (!pen || across < 1 || down < 1) return Promise.resolve({ light: 'enough', readings: [] });
      const scale = Math.min(1, widest / across);
      canvas.width = Math.round(across * scale);
      canvas.height = Math.round(down * scale);
      pen.drawImage(picture, size.width * part.left, size.height * part.top, across, down, 0, 0, canvas.width, canvas.height);
      const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
      canvas.width = 0;
      return ask({ data: data.buffer, width, height }, [data.buffer]);
    },
    close: () => worker.terminate(),
  };
}

/** What of the camera's picture stands inside the frame on the screen, where the picture fills its box and is cut. */
export function framed(video: { videoWidth: number; videoHeight: number; clientWidth: number; clientHeight: number }): Part {
  const { videoWidth, videoHeight, clientWidth, clientHeight } = video;
  const scale = Math.max(clientWidth / videoWidth, clientHeight / videoHeight);
  const [shownX, shownY] = [clientWidth / scale / videoWidth, clientHeight / scale / videoHeight];
  return {
    left: (1 - shownX) / 2 + frame.left * shownX,
    top: (1 - shownY) / 2 + frame.top * shownY,
    width: frame.width * shownX,
    height: frame.height * shownY,
  };
}

/** Parts of a photo that are looked at one after the other: all of it, and where these lines stand on a paper. */
export const photoParts: readonly Part[] = [
  { left: 0, top: 0, width: 1, height: 1 },
  { left: 0, top: 0.5, width: 1, height: 0.5 },
  { left: 0, top: 0.65, width: 1, height: 0.35 },
  { left: 0, top: 0.25, width: 1, height: 0.5 },
];
