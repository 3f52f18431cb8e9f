import type { Mission } from '#foundation/pipeline/context.ts';
import type { PipelineDeps } from '#foundation/pipeline/execute.ts';
import { playerOf } from '../player.ts';
import { writeStory } from './programme.ts';
import { newSchedule } from './schedule.ts';
import type { Played } from './schedule.ts';
import { setStage } from './stage.ts';
import type { Stage } from './stage.ts';

/**
 * Plays February to August of the demonstration mission. Ids follow from the scenes' names, so a telling that was cut off
 * is told again from the beginning: what was applied answers as a replay, and the rest goes on.
 */
export async function playStory(
  deps: PipelineDeps,
  mission: Mission,
  told: (done: number, total: number, at: string) => Promise<void>,
): Promise<Played & { stage: Stage }> {
  const stage = await setStage(playerOf(deps, mission, 1));
  const schedule = newSchedule(deps, mission, stage);
  writeStory(schedule);
  return { ...(await schedule.play(told)), stage };
}
