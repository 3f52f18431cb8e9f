import { createMission } from './start.ts';
import type { OpenServer } from './start.ts';
import { mission as demo } from './demo/cast.ts';

export interface FirstMissionOptions {
  /** Begin a real mission instead of the demonstration. */
  readonly empty: boolean;
  readonly publicUrl: string;
  readonly say: (words: string) => void;
}

/** Makes the first mission when the server has none; answers the lines to print under the address. */
export async function firstMission(server: OpenServer, options: FirstMissionOptions): Promise<string[]> {
  if (server.kervan.missions.all().length > 0) return [];
  options.say(options.empty ? 'Making an empty mission' : 'Making the demonstration mission');
  const chosen = options.empty ? { slug: 'mission', name: 'Mission', timeZone: 'Europe/Istanbul', demo: false } : { ...demo, demo: true };
  await createMission(server, { ...chosen, practiceOf: null });
  return [];
}
