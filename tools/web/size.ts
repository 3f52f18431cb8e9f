import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { overBudget, scriptsOf } from './first-load.ts';
import type { Manifest } from './first-load.ts';

// What a person waits for after signing in, in script: the frame, the first page and its words in the longest language.
const faces = [
  { name: 'desk', budget: 200 * 1000, sources: ['index.html', /(^|\/)desk\.tsx$/, /pages\/HomePage\.tsx$/, /words\/first\/ar$/] },
  // The field's, with the words that its first page waits for and what opens the PIN.
  {
    name: 'field',
    budget: 250 * 1000,
    sources: ['index.html', /field\/FieldApp\.tsx$/, /words\/first\/ar$/, /words\/(problems|sync)\/ar$/, /hash-wasm/],
  },
];
// The pages as they are served, built by the bootstrap before any gate runs.
const root = join(import.meta.dirname, '../..');
const served = join(root, 'dist/web');
const manifest = JSON.parse(readFileSync(join(root, 'dist/web.manifest.json'), 'utf8')) as Manifest;
for (const { name, budget, sources } of faces) {
  const sizes = scriptsOf(manifest, sources).map((file) => ({ file, size: gzipSync(readFileSync(join(served, file))).length }));
  const total = sizes.reduce((sum, { size }) => sum + size, 0);
  for (const { file, size } of sizes.sort((a, b) => b.size - a.size)) console.log(`${String(size).padStart(8)}  ${file}`);
  console.log(`${sizes.length} scripts of the first load of the ${name}, ${total} bytes gzip of ${budget}`);
  if (overBudget(total, budget)) process.exitCode = 1;
}
