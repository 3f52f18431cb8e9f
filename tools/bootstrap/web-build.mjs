import { createHash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from './run.mjs';
import { root } from './root.mjs';
import { Trouble, say } from './words.mjs';

const out = join(root, 'dist/web');
const stamp = join(root, 'dist/web.stamp');
const manifest = join(root, 'dist/web.manifest.json');

/** Builds the browser app when any file it is made of has changed; a build cut short leaves the former one in place. */
export async function ensureWeb(node) {
  if (!existsSync(join(root, 'vite.config.ts')))
    throw new Trouble('vite.config.ts is missing, so the pages cannot be built: get a complete clone.');
  const hash = sourcesHash();
  if (existsSync(join(out, 'index.html')) && existsSync(manifest) && read(stamp) === hash) return;
  say('Building the pages (once per version, some ten seconds) ...');
  const draft = join(root, `dist/web.${process.pid}`);
  const { status, text } = await runToEnd(
    node,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--manifest', '--outDir', draft, '--emptyOutDir', '--logLevel', 'warn'],
    { NODE_ENV: 'production' },
  );
  if (status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Trouble(
      /ENOSPC/.test(text) ? 'The disk is full: free some space and start again.' : `The pages could not be built:\n${text.trim()}`,
    );
  }
  // Which script loads which, for the gate that weighs the first load; nobody else reads it.
  renameSync(join(draft, '.vite/manifest.json'), manifest);
  rmSync(join(draft, '.vite'), { recursive: true, force: true });
  swap(draft);
  writeFileSync(stamp, hash);
}

function swap(draft) {
  const old = join(root, `dist/web.old.${process.pid}`);
  if (existsSync(out)) {
    keepAssets(out, draft);
    renameSync(out, old);
  }
  renameSync(draft, out);
  rmSync(old, { recursive: true, force: true });
}

/** A page that is open loads its parts when they are needed: parts of the last fortnight's builds stay beside the new ones. */
export function keepAssets(from, to, now = Date.now()) {
  const assets = join(from, 'assets');
  for (const name of existsSync(assets) ? readdirSync(assets) : []) {
    const kept = join(to, 'assets', name);
    if (!existsSync(kept) && now - statSync(join(assets, name)).mtimeMs < 14 * 86_400_000) linkSync(join(assets, name), kept);
  }
}

/** Over names and contents of everything but server code and tests; also of what decides how words and pages are packed. */
function sourcesHash() {
  const hash = createHash('sha256');
  mkdirSync(join(root, 'dist'), { recursive: true });
  const files = ['package-lock.json', 'vite.config.ts', 'tsconfig.base.json', 'postcss.config.cjs', 'postcss.config.mjs'];
  for (const folder of ['src', 'assets/web', 'tools/web']) if (existsSync(join(root, folder))) files.push(...filesBelow(folder));
  for (const file of files.sort()) {
    const content = read(join(root, file), null);
    if (content) hash.update(`${file}\n`).update(content);
  }
  return hash.digest('hex');
}

function filesBelow(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return isServers(path) ? [] : filesBelow(path);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [path];
  });
}

/** Folders that never reach the browser. */
function isServers(path) {
  return path.endsWith('/server') || /^src\/foundation\/(backup|db|files|http|jobs|keys|mail|pdf|pipeline|settings|sheets)$/.test(path);
}

function read(file, encoding = 'utf8') {
  try {
    return readFileSync(file, encoding);
  } catch {
    return undefined;
  }
}
