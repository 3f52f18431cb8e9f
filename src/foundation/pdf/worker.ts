// Runs in a thread of its own: a paper that takes too long is given up with its thread, and the server goes on.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { drawMap } from './map-picture.ts';
import type { MapSpec } from './map-picture.ts';

export interface ToRender {
  readonly id: number;
  readonly template: string;
  readonly data: string;
  /** A map to draw; the template finds it under "map". */
  readonly map?: MapSpec;
}
export type Rendered = { readonly id: number; readonly pdf: Uint8Array } | { readonly id: number; readonly error: string };

const templates = fileURLToPath(new URL('./templates/', import.meta.url));
const resolve = createRequire(import.meta.url).resolve;
const font = (packageName: string, weight: string, file: string) =>
  readFileSync(join(dirname(resolve(`${packageName}/package.json`)), weight, file));
const compiler = NodeCompiler.create({
  workspace: templates,
  fontArgs: [
    {
      fontBlobs: ['400Regular', '600SemiBold', '700Bold'].flatMap((weight) => [
        font('@expo-google-fonts/noto-sans', weight, `NotoSans_${weight}.ttf`),
        font('@expo-google-fonts/noto-sans-arabic', weight, `NotoSansArabic_${weight}.ttf`),
      ]),
    },
  ],
});

parentPort!.on('message', ({ id, template, data, map }: ToRender) => {
  try {
    const whole = map ? JSON.stringify({ ...(JSON.parse(data) as object), map: { ...drawMap(map), ratio: map.ratio } }) : data;
    const pdf = compiler.pdf({ mainFilePath: join(templates, `${template}.typ`), inputs: { data: whole } });
    compiler.evictCache(10);
    parentPort!.postMessage({ id, pdf } satisfies Rendered);
  } catch (error) {
    parentPort!.postMessage({ id, error: error instanceof Error ? error.message : String(error) } satisfies Rendered);
  }
});
