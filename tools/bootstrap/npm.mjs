import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { Trouble } from './words.mjs';

/**
 * Runs npm under the given Node, quietly, and answers its exit and last error line. npm's own settings of the outer
 * `npm start` stay outside: they would send the inner one to the wrong folder.
 */
export function runNpm(node, args, cwd) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^npm_(?!config_(registry|cache|userconfig|globalconfig|proxy|https_proxy|noproxy|cafile|ca|strict_ssl|offline|prefer_offline)$)|^NODE_ENV$|^INIT_CWD$/i.test(
          name,
        ),
    ),
  );
  env.PATH = `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`;
  return new Promise((resolve) => {
    const child = spawn(node, [npmProgram(), ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    const keep = (chunk) => (text = (text + chunk).slice(-20_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ status: 1, text: error.message, lastLine: error.message }));
    child.on('close', (status) => resolve({ status: status ?? 1, text, lastLine: reasonOf(text) }));
  });
}

function npmProgram() {
  const given = process.env.npm_execpath;
  if (given && /npm-cli\.c?js$/.test(basename(given)) && existsSync(given)) return given;
  const beside = dirname(realpathSync(process.execPath));
  const places = [
    join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
    join(beside, 'node_modules/npm/bin/npm-cli.js'),
    ...(process.env.PATH ?? '')
      .split(delimiter)
      .filter(Boolean)
      .map((folder) => join(folder, 'npm'))
      .filter(existsSync)
      .map((link) => realpathSync(link)),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ];
  const found = places.find((place) => /npm-cli\.c?js$/.test(place) && existsSync(place));
  if (!found) throw new Trouble('npm was not found: install npm, or start Kervan with `npm start`.');
  return found;
}

/** npm's own reason: its last error line that is not about where the log lies. */
function reasonOf(text) {
  const lines = text.split('\n').filter((line) => /^npm (error|ERR!)/.test(line) && !/complete log|^npm (error|ERR!)\s*$/.test(line));
  return (lines.find((line) => /ENOTFOUND|ETIMEDOUT|ECONN|ENOSPC|EACCES|E4\d\d|EAI_AGAIN/.test(line)) ?? lines[0] ?? '')
    .replace(/^npm (error|ERR!)\s*/, '')
    .trim();
}
