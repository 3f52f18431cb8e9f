import { StoryStops, playerOf } from '../player.ts';
import { StoryLacks } from './books.ts';
import type { Player } from '../player.ts';
import { seedOf } from './dice.ts';
import type { Stage } from './stage.ts';

/** A strand of the story with its own ids and its own chance: when one is cut off by what people did meanwhile, the others go on. */
export interface Scene {
  readonly stage: Stage;
  readonly player: Player;
  /** Something that one of the cast does at a moment; steps of a scene are given in the order of their time. */
  step(at: string, who: string, run: (player: Player) => Promise<void>): void;
}
interface Task {
  readonly at: string;
  readonly order: number;
  readonly scene: string;
  run(): Promise<void>;
}
export interface Schedule {
  scene(key: string): Scene;
  /** Plays everything in the order of time; `told` hears after each step. */
  play(told: (done: number, total: number, at: string) => Promise<void>): Promise<Played>;
}
export interface Played {
  readonly steps: number;
  /** Scenes that were cut off, with the reason. */
  readonly cut: readonly { readonly scene: string; readonly reason: string }[];
}

type Seed = Parameters<typeof playerOf>;

export function newSchedule(deps: Seed[0], mission: Seed[1], stage: Stage): Schedule {
  const tasks: Task[] = [];
  const cut = new Map<string, string>();
  const scene = (key: string): Scene => {
    const player = playerOf(deps, mission, seedOf(key));
    return {
      stage,
      player,
      step: (at, who, run) => {
        const act = async () => {
          player.at(at);
          player.as(who === 'system' ? null : stage.user(who));
          await run(player);
        };
        tasks.push({ at: new Date(at).toISOString(), order: tasks.length, scene: key, run: act });
      },
    };
  };
  return {
    scene,
    play: async (told) => {
      const before = (a: Task, b: Task) => (a.at === b.at ? a.order - b.order : a.at < b.at ? -1 : 1);
      const inOrder = tasks.toSorted(before);
      for (const [index, task] of inOrder.entries()) {
        if (!cut.has(task.scene)) await task.run().catch((error: unknown) => void cut.set(task.scene, reasonOf(task, error)));
        await told(index + 1, inOrder.length, task.at);
      }
      return { steps: inOrder.length, cut: [...cut].map(([key, reason]) => ({ scene: key, reason })) };
    },
  };
}

/** People who look around may take what a scene needs: that scene ends. Every other fault ends the story, and it goes on later. */
function reasonOf(task: Task, error: unknown): string {
  if (error instanceof StoryStops || error instanceof StoryLacks) return `${task.at}: ${error.message}`;
  throw error;
}

/** `2023-03-04` and two days is `2023-03-06`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
export const hourOf = (day: string, hour: string) => `${day}T${hour}:00Z`;
