// Every npm script comes through here. Plain JavaScript for Node 20, without packages: it finds or installs the rest.
import { join } from 'node:path';
import { findNode24 } from './bootstrap/node24.mjs';
import { ensurePackages } from './bootstrap/packages.mjs';
import { root } from './bootstrap/root.mjs';
import { runInFront } from './bootstrap/run.mjs';
import { ensureWeb } from './bootstrap/web-build.mjs';
import { Trouble, endWith } from './bootstrap/words.mjs';

const at = (path) => join(root, path);

/** What was compiled once is not compiled again: a third of a start. */
const compiled = { NODE_COMPILE_CACHE: at('.runtime/compiled') };

/** What each verb runs, under Node 24, when everything is in place. */
const verbs = {
  start: async (node, args) => {
    await ensureWeb(node);
    return runInFront(node, [at('src/app/server/main.ts'), ...args], { NODE_ENV: 'production', ...compiled });
  },
  dev: (node, args) => runInFront(node, [at('tools/dev.mjs'), ...args]),
  check: async (node, args) => {
    await ensureWeb(node); // the journeys open the built pages
    return runInFront(node, [at('tools/check.mjs'), ...args]);
  },
  bench: (node, args) => runInFront(node, [at('bench/main.ts'), ...args]),
  shots: async (node, args) => {
    await ensureWeb(node);
    return runInFront(node, [at(args.includes('--pictures') ? 'tools/shots/pictures.ts' : 'tools/shots/main.ts'), ...args]);
  },
  generate: (node, args) => runInFront(node, [at('tools/generate/main.ts'), ...args]),
  // File names count from where the person is; npm hides that behind INIT_CWD.
  kervan: (node, args) =>
    runInFront(node, [at('src/app/server/cli.ts'), ...args], {
      ...compiled,

      KERVAN_FROM: (process.env.npm_command && process.env.INIT_CWD) || process.cwd(),
    }),
};

try {
  const [verb = 'start', ...args] = process.argv.slice(2);
  const run = verbs[verb];
  if (!run) throw new Trouble(`"${verb}" is no command; there are ${Object.keys(verbs).join(', ')}.`);
  const node = await findNode24();
  await ensurePackages(node);
  process.exitCode = await run(node, args);
} catch (error) {
  endWith(error);
}
