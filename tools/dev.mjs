// `npm run dev`: the server restarts when its files change; the pages come from Vite, which hands /api on to it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './bootstrap/root.mjs';

const port = process.env.PORT ?? '4000';
const children = [
  spawn(process.execPath, ['--watch', '--watch-preserve-output', join(root, 'src/app/server/main.ts'), ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PORT: port },
  }),
  spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), '--host', '127.0.0.1'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, KERVAN_SERVER: `http://127.0.0.1:${port}` },
  }),
];
let ending = false;
const end = (signal) => {
  if (ending) return;
  ending = true;
  for (const child of children) child.kill(signal);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal));
process.on('disconnect', () => end('SIGTERM'));
for (const child of children) {
  child.on('exit', (status) => {
    process.exitCode ||= status ?? 0;
    end('SIGTERM');
    if (process.connected) process.disconnect();
  });
}
