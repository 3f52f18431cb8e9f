import { fileURLToPath } from 'node:url';
import type { Mission } from '#foundation/pipeline/context.ts';
import { keyReminder } from '#foundation/keys/master-key.ts';
import { readSettings } from '#foundation/settings/read.ts';
import type { Settings } from '#foundation/settings/read.ts';
import { StartError } from '#foundation/start-error.ts';
import { startBackground } from './background.ts';
import { askForStory } from './demo/room.ts';
import { firstMission } from './first-mission.ts';
import { keepPractice } from './practice-keep.ts';
import { makePractice, practiceOf } from './practice.ts';
import { serve } from './serve.ts';
import { openServer } from './start.ts';
import { sentenceOf } from './start-trouble.ts';
import type { OpenServer } from './start.ts';

const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** `npm start`: database, schemas, the first mission, and the doors. Prints the address and, in a demonstration, the logins. */
async function main(args: readonly string[]): Promise<void> {
  const settings = readSettings(process.env, projectRoot);
  for (const note of settings.notes) console.log(`Note: ${note}`);
  say('Starting the database');
  const server = await openServer(settings);
  if (server.newKey) console.log(keyReminder(settings.keyFile));
  try {
    await open(server, settings, args);
  } catch (error) {
    await server.stop().catch(() => undefined); // a start that fails leaves no database running
    throw error;
  }
}

/** Behind a database that answers: the first mission, the doors, the jobs, and how all of it is closed again. */
async function open(server: OpenServer, settings: Settings, args: readonly string[]): Promise<void> {
  const words = await firstMission(server, { empty: args.includes('--empty'), publicUrl: settings.publicUrl, say });
  const role = roleOf(args);
  const app = role === 'worker' ? undefined : await listen(server, settings);
  const background = await startBackground(server.kervan, {
    appUrl: server.appUrl,
    role,
    report: (error) => console.error(`Background: ${error.message}`),
  });
  await askForStory(server.kervan);
  background.jobs.nudge();
  console.log(`\nKervan is ready at ${settings.publicUrl}\n`);
  for (const line of words) console.log(line);
  const practice = role === 'web' ? undefined : practiceBehind(server);
  untilTold(async () => {
    await practice?.();
    await app?.close();
    await background.close();
    await server.stop();
  });
}

/** Behind the open doors: a demonstration gets its practice mission, and every practice mission the people of its own. */
function practiceBehind(server: OpenServer): () => Promise<void> {
  let ending = false;
  // What is cut off by the end is begun anew at the next start.
  const report = (error: Error) => {
    if (!ending) console.error(`Practice: ${error.message}`);
  };
  const end = keepPractice(server.kervan, report);
  const first = server.kervan.missions.find(undefined);
  const made = first?.demo && !first.practice && server.adminUrl ? practiceFor(server, first).catch(report) : Promise.resolve();
  return async () => {
    ending = true;
    await end();
    await Promise.race([made, new Promise((resolve) => setTimeout(resolve, 1_000))]);
  };
}

async function practiceFor(server: OpenServer, first: Mission): Promise<void> {
  const there = practiceOf(server.kervan, first);
  if (there && server.kervan.missions.isLoaded(there)) return;
  await makePractice(server, first, () => undefined);
  console.log('Practice is ready: it is in the menu of everybody who is signed in.');
}

/** `--role=web` leaves jobs to other processes, `--role=worker` opens no door; one process does both unless told. */
function roleOf(args: readonly string[]): 'web' | 'worker' | 'all' {
  const given = args.find((arg) => arg.startsWith('--role='))?.slice('--role='.length) ?? 'all';
  if (given === 'web' || given === 'worker' || given === 'all') return given;
  throw new StartError(`--role=${given} is not known: use web, worker or all.`);
}

async function listen(server: OpenServer, settings: Settings) {
  const { host, port, trustedProxies, tls } = settings;
  try {
    return await serve(server.kervan, {
      host,
      port,
      trustedProxies,
      log: process.env['KERVAN_LOG'] === 'true',
      secureCookie: settings.publicUrl.startsWith('https:'),
      mail: settings.smtp !== undefined,
      publicUrl: settings.publicUrl,
      provider: settings.provider,
      metrics: settings.metrics,
      ...(tls ? { tls } : {}),
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      throw new StartError(`Port ${port} is taken by another program. Stop it, or choose another: PORT=${port + 1} npm start`);
    }
    throw error;
  }
}

function say(words: string): void {
  console.log(`  ${words} ...`);
}

/** Closes in order when asked to stop, or when the starting program is gone. */
function untilTold(close: () => Promise<void>): void {
  let closing = false;
  const end = () => {
    if (closing) return;
    closing = true;
    console.log('Stopping');
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  process.on('disconnect', end);
}

/** Where the data lie, if the settings can be read at all. */
function dataDirOf(): string | undefined {
  try {
    return readSettings(process.env, projectRoot).dataDir;
  } catch {
    return undefined;
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const sentence = sentenceOf(error, dataDirOf());
  console.error(sentence ? `\n${sentence}` : error);
  process.exit(1);
});
