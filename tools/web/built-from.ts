import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the about page says of this build: its version and when its last change was made; nothing of the machine. */
export function builtFrom(): { version: string; committedAt: string | null } {
  const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };
  return { version, committedAt: lastChange() };
}

/** A copy without its history does not know. */
function lastChange(): string | null {
  try {
    return (
      execFileSync('git', ['log', '-1', '--format=%cI'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() ||
      null
    );
  } catch {
    return null;
  }
}
