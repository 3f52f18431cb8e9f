import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Problem } from '#foundation/problem.ts';
import { problemBody } from '#foundation/pipeline/problem-body.ts';
import { readSettings } from '#foundation/settings/read.ts';
import { StartError } from '#foundation/start-error.ts';
import { backup, restore } from './cli/backups.ts';
import { eraseAgainVerb, erased } from './cli/erased.ts';
import { exportData, importData } from './cli/exchange.ts';
import { listMissions, migrate, newMission } from './cli/missions.ts';
import { createPractice, endPractice, renewPractice } from './cli/practice.ts';
import { prove } from './cli/prove.ts';
import { base, recover } from './cli/recovery.ts';
import { linkUser, newUser } from './cli/users.ts';
import type { Verb } from './cli/words.ts';

const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** `kervan start` is the bootstrap's; it builds the pages first. */
const verbs: readonly Verb[] = [
  migrate,
  listMissions,
  newMission,
  createPractice,
  renewPractice,
  endPractice,
  newUser,
  linkUser,
  backup,
  restore,
  erased,
  eraseAgainVerb,
  base,
  recover,
  prove,
  exportData,
  importData,
];

function help(): string {
  const lines = verbs.map((verb) => `  kervan ${verb.usage}\n      ${verb.help}`);
  return `Kervan, the command line. Settings come from the environment (KERVAN_DATA, DATABASE_URL, ...).\n\n  kervan start [--empty]\n      serve\n${lines.join('\n')}`;
}

/** Finds the verb whose words the arguments begin with. */
function find(args: readonly string[]): { verb: Verb; rest: readonly string[] } | undefined {
  for (const verb of verbs) {
    const own = /^[a-z-]+( [a-z]+)*(?= |$)/.exec(verb.usage)![0].split(' ');
    if (own.every((word, at) => args[at] === word)) return { verb, rest: args.slice(own.length) };
  }
  return undefined;
}

async function main(args: readonly string[]): Promise<void> {
  const found = find(args);
  if (!found) {
    console.log(help());
    if (args.length > 0 && !['help', '--help', '-h'].includes(args[0]!))
      throw new StartError(`"${args.join(' ')}" is no command of Kervan.`);
    return;
  }
  const { version } = JSON.parse(readFileSync(`${projectRoot}package.json`, 'utf8')) as { version: string };
  await found.verb.run(found.rest, {
    settings: readSettings(process.env, projectRoot),
    version,
    say: (line) => console.log(line),
    from: process.env['KERVAN_FROM'] ?? process.cwd(),
  });
}

main(process.argv.slice(2)).then(
  () => void (process.connected && process.disconnect()), // the open channel to the outer command would keep this one alive
  (error: unknown) => {
    console.error(`\n${inWords(error)}`);
    process.exit(1);
  },
);

function inWords(error: unknown): string {
  if (error instanceof StartError) return error.message;
  if (error instanceof Problem) return problemBody(error).title ?? error.code;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
