// Reads lines of machine-readable print from pictures; a thread, so that a slow phone's buttons still answer.
import { netOf } from '#foundation/ocrb/net.ts';
import packed from '#foundation/ocrb/net.json' with { type: 'json' };
import { greyOf } from '#foundation/ocrb/picture.ts';
import { seenIn } from '#foundation/ocrb/read.ts';
import type { Layout } from '#foundation/ocrb/read.ts';

const net = netOf(packed);
let layouts: readonly Layout[] = [];

addEventListener(
  'message',
  (event: MessageEvent<{ layouts: readonly Layout[] } | { data: ArrayBuffer; width: number; height: number }>) => {
    const told = event.data;
    if ('layouts' in told) {
      layouts = told.layouts;
      return;
    }
    const { width, height } = told;
    postMessage(seenIn(greyOf({ data: new Uint8ClampedArray(told.data), width, height }), layouts, net));
  },
);
