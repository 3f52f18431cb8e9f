import { makePractice, removePractice, resetPractice } from '../practice.ts';
import { openServer } from '../start.ts';
import type { OpenServer } from '../start.ts';
import { missionOf } from './commands.ts';
import { read } from './words.ts';
import type { CliContext, Verb } from './words.ts';

type Work = (server: OpenServer, parent: ReturnType<typeof missionOf>, context: CliContext) => Promise<string>;

/** A verb about the practice mission of a mission; `--mission` names the real one. */
function verb(name: string, help: string, work: Work): Verb {
  const usage = `practice ${name} [--mission <slug>]`;
  return {
    usage,
    help,
    run: async (args, context) => {
      const given = read(usage, args, 0, { mission: { type: 'string' } });
      const server = await openServer(context.settings);
      try {
        // A server that runs hears of it.
        await server.kervan.hub.connect(server.appUrl, (error) => context.say(error.message));
        const real = server.kervan.missions.all().filter((mission) => !mission.practice);
        const parent = missionOf(server.kervan, given.option('mission') ?? (real.length === 1 ? real[0]!.slug : undefined));
        context.say(await work(server, parent, context));
      } finally {
        await server.stop();
      }
    },
  };
}

const progress = (say: CliContext['say']) => (words: string) => say(`  ${words} ...`);

export const createPractice = verb(
  'create',
  'make a mission for training, with everybody in it; again: let newcomers in',
  async (server, parent, { say }) => {
    const { practice, invited } = await makePractice(server, parent, progress(say));
    return `${practice.slug} is ready for practice; ${invited} people were let in. It is in everybody's menu, and at /@${practice.slug}/.`;
  },
);

export const renewPractice = verb('reset', 'begin practice anew; what was practised is gone', async (server, parent, { say }) => {
  const { practice, invited } = await resetPractice(server, parent, progress(say));
  return `${practice.slug} has begun anew; ${invited} people were let in.`;
});

export const endPractice = verb('remove', 'take the mission for training away', async (server, parent) => {
  await removePractice(server, parent);
  return `The practice mission of ${parent.slug} is gone.`;
});
