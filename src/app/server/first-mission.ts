import { offerFirstRun } from '#kernel/access/server/index.ts';
import { createMission } from './start.ts';
import type { OpenServer } from './start.ts';
import { mission as demo } from './demo/cast.ts';
import { loadDemonstration } from './demo/load.ts';
import { shownLogins } from './demo/logins.ts';

export interface FirstMissionOptions {
  /** Begin a real mission instead of the demonstration. */
  readonly empty: boolean;
  readonly publicUrl: string;
  readonly say: (words: string) => void;
}

/** Makes the first mission when the server has none; answers the lines to print under the address. */
export async function firstMission(server: OpenServer, options: FirstMissionOptions): Promise<string[]> {
  const { missions } = server.kervan;
  const known = missions.find(undefined);
  if (known) {
    // A first start that was cut off goes on: the story's ids are seeded, so what was applied answers as a replay.
    if (known.demo && !missions.isLoaded(known)) await loadDemonstration(server.kervan, known, options.say);
    return known.demo ? loginLines() : firstRunLines(server, options.publicUrl);
  }
  options.say(options.empty ? 'Making an empty mission' : 'Making the demonstration mission');
  const chosen = options.empty ? { slug: 'mission', name: 'Mission', timeZone: 'Europe/Istanbul', demo: false } : { ...demo, demo: true };
  await createMission(server, { ...chosen, practiceOf: null });
  if (!chosen.demo) return firstRunLines(server, options.publicUrl);
  await loadDemonstration(server.kervan, missions.find(chosen.slug)!, options.say);
  return loginLines();
}

/** For each mission without an administrator a one-time link, printed here and nowhere else. */
async function firstRunLines(server: OpenServer, publicUrl: string): Promise<string[]> {
  const lines: string[] = [];
  for (const mission of server.kervan.missions.all().filter((one) => !one.demo && !one.practice)) {
    const token = await offerFirstRun(server.kervan.db, mission);
    if (token)
      lines.push(
        `"${mission.slug}" has no administrator yet. Open this link to begin it; it works once, for a day:`,
        `  ${publicUrl}/first-run#${token}`,
        '',
      );
  }
  return lines;
}

function loginLines(): string[] {
  const widest = Math.max(...shownLogins.map((login) => login.email.length));
  const lines = shownLogins.map((login) => `  ${login.email.padEnd(widest)}  ${login.role.en}, ${login.name}`);
  return ['This is a demonstration: every name is invented. Sign in as', ...lines, `with the password ${shownLogins[0]!.password}`, ''];
}
