// `npm test`: runs every gate in turn, also after one has failed, and says how many files or tests each one read.
// A gate that read nothing is red: it may have been pointed at the wrong place.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bootstrap/root.mjs';

const long = process.argv.includes('--long');
const only = process.argv
  .find((arg) => arg.startsWith('--only='))
  ?.slice(7)
  .split(',');
// `npm test -- src/kernel/places`: the tests below these paths alone.
const paths = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const report = join(root, 'var/check');
const bin = (path) => join(root, 'node_modules', path);

/** A count out of a tool's own words; none found counts as zero, which is red. */
const counted = (text, pattern) => Number(pattern.exec(text)?.[1] ?? 0);

/** A gate that looks at files and is either clean or not. */
const lookAt = (name, args, count) => ({
  name,
  run: async () => {
    const { status, text } = await run(args);
    const files = count(text);
    return { passed: status === 0 && files > 0 ? 1 : 0, failed: status === 0 && files > 0 ? 0 : 1, read: `${files} files`, text };
  },
});

const types = (program) =>
  lookAt(
    `types (${program})`,
    [bin('typescript/bin/tsc'), '-p', `tsconfig.${program}.json`, '--listFiles', '--pretty', 'false'],
    (text) => text.split('\n').filter((line) => line.startsWith(root) && !line.includes('/node_modules/')).length,
  );

const tests = (name, projects) => ({
  name,
  tests: true,
  run: async () => {
    const file = join(report, `${name.replaceAll(' ', '-')}.json`);
    const args = [
      bin('vitest/vitest.mjs'),
      'run',
      ...paths,
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ];
    const { status } = await run(args, { show: true });
    const result = read(file);
    if (!result) return { passed: 0, failed: 1, read: '0 tests', text: 'no test ran' };
    // A file that cannot be loaded has no tests of its own to fail.
    const unloaded = result.testResults.filter((suite) => suite.status === 'failed' && suite.assertionResults.length === 0).length;
    const ran = result.numPassedTests + result.numFailedTests;
    const failed = result.numFailedTests + unloaded + (ran === 0 || (status !== 0 && result.numFailedTests + unloaded === 0) ? 1 : 0);
    const skipped = result.numPendingTests + (result.numTodoTests ?? 0);
    return {
      passed: result.numPassedTests,
      failed,
      read: `${ran} tests in ${result.testResults.length} files${skipped ? `, ${skipped} skipped` : ''}`,
      text: '',
    };
  },
});

const named = (part) => paths.some((path) => path.includes(part));
const all = [
  lookAt('format', [bin('oxfmt/bin/oxfmt'), '--check'], (text) => counted(text, /on (\d+) files/)),
  lookAt('lint', [bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'], (text) => counted(text, /on (\d+) files/)),
  lookAt('rooms', [bin('dependency-cruiser/bin/dependency-cruiser.mjs'), 'src', '--config', '.dependency-cruiser.mjs'], (text) =>
    counted(text, /(\d+) modules/),
  ),
  types('shared'),
  types('server'),
  types('web'),
  lookAt('generated files', [join(root, 'tools/generate/main.ts'), '--check'], (text) => counted(text, /(\d+) generated files/)),
  lookAt('size', [join(root, 'tools/web/size.ts')], (text) => counted(text, /(\d+) scripts of the first load/)),
  tests('tests', ['pure', 'database', 'web']),
  tests('journeys', ['journeys']),
  ...(long ? [tests('long tests', ['long'])] : []),
];
const belowPaths = tests('tests', named('journey') ? ['journeys'] : named('.long.') ? ['long'] : ['pure', 'database', 'web']);
const gates = paths.length > 0 ? [belowPaths] : all.filter((gate) => !only || only.includes(gate.name.split(' ')[0]));

rmSync(report, { recursive: true, force: true });
mkdirSync(report, { recursive: true });
const lines = [];
let passed = 0;
let failed = 0;
// What only reads files goes two at a time; tests have both cores to themselves.
const quick = gates.filter((gate) => !gate.tests);
await Promise.all([runInTurn(quick), runInTurn(quick)]);
await runInTurn(gates.filter((gate) => gate.tests));
console.log(`\n${lines.join('\n')}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
if (process.connected) process.disconnect(); // the open channel to the outer command would keep this one alive

/** Takes the next gate until none is left. */
async function runInTurn(waiting) {
  for (let gate = waiting.shift(); gate; gate = waiting.shift()) {
    const begun = Date.now();
    console.log(`\n--- ${gate.name}`);
    const result = await gate.run();
    passed += result.passed;
    failed += result.failed;
    if (result.failed > 0) console.log(shortened(result.text));
    const { name } = gate;
    lines.push(
      `${result.failed > 0 ? 'RED  ' : 'green'}  ${name.padEnd(16)} ${result.read}, ${result.passed} passed, ${result.failed} failed (${((Date.now() - begun) / 1000).toFixed(1)} s)`,
    );
    console.log(lines.at(-1));
  }
}

/** Runs one tool under this Node; keeps what it says, and shows it at once when asked. */
function run(args, { show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' },
    });
    let text = '';
    const keep = (chunk) => {
      text += chunk;
      if (show) process.stdout.write(chunk);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ status: 1, text: error.message }));
    child.on('close', (status) => resolve({ status: status ?? 1, text }));
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal));
    process.once('disconnect', () => child.kill('SIGTERM'));
  });
}

/** What a red gate said, without the list of files it looked at. */
function shortened(text) {
  const lines = text.split('\n').filter((line) => !line.startsWith(root) && line.trim() !== '');
  return lines.length > 200 ? [...lines.slice(0, 180), `... ${lines.length - 180} more lines`].join('\n') : lines.join('\n');
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
