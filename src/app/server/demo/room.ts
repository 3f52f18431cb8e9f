import type { LongJobHandler, ServerRoom } from '#foundation/pipeline/context.ts';
import { startRun } from '#kernel/jobs/contract/runs.ts';
import { demo } from '../../demo.ts';
import type { Kervan } from '../compose.ts';
import { demoNow } from './cast.ts';
import { playerOf } from './player.ts';
import { playStory } from './story/play.ts';

/** Plays the months of the demonstration behind the open doors; cut off, it is told again and goes on where it was. */
const storyJob: LongJobHandler = {
  name: 'demo.play-story',
  work: async ({ deps, mission, progress }) => {
    if (!mission.demo) return;
    let told = 0;
    const { cut } = await playStory(deps, mission, async (done, total) => {
      // A mark for each hundredth is enough for who looks on.
      const part = Math.floor((done * 100) / total);
      if (part === told) return;
      told = part;
      await progress(done, total);
    });
    for (const { scene, reason } of cut) console.error(`Story: ${scene} was cut off. ${reason}`);
  },
};

/** What only a demonstration has. */
export const room: ServerRoom = { module: demo, jobs: [storyJob] };

/** Asks once for the story of a demonstration; asked again, nothing begins anew. */
export async function askForStory(kervan: Pick<Kervan, 'deps' | 'missions'>): Promise<void> {
  const mission = kervan.missions.find(undefined);
  if (!mission?.demo || mission.practice) return;
  const player = playerOf(kervan.deps, mission, 20_230_208);
  player.at(demoNow);
  await player.do(startRun, { runId: player.id(), job: 'demo.play-story' });
}
