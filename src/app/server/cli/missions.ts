import { keyReminder, openMasterKey } from '#foundation/keys/master-key.ts';
import { createMission, openServer } from '../start.ts';
import { read } from './words.ts';
import type { CliContext, Verb } from './words.ts';

/** `kervan migrate`: for installations whose serving process does not hold the owner's address. */
export const migrate: Verb = {
  usage: 'migrate',
  help: 'bring the database up to date',
  run: async (args, { settings, say }) => {
    read(migrate.usage, args, 0);
    const server = await openServer(settings);
    say(`The database is up to date: ${server.kervan.missions.all().length} missions.`);
    await server.stop();
  },
};

export const listMissions: Verb = {
  usage: 'mission list',
  help: 'show the missions of this server',
  run: async (args, { settings, say }) => {
    read(listMissions.usage, args, 0);
    const server = await openServer(settings);
    for (const mission of server.kervan.missions.all()) {
      const kind = mission.practice ? 'practice' : mission.demo ? 'demonstration' : 'mission';
      say(`${mission.slug}\t${mission.name}\t${kind}\t${mission.timeZone}`);
    }
    await server.stop();
  },
};

export const newMission: Verb = {
  usage: 'mission create <slug> --name <name> [--time-zone Europe/Istanbul] [--demo]',
  help: 'make an empty mission',
  run: async (args, context: CliContext) => {
    const given = read(newMission.usage, args, 1, {
      name: { type: 'string' },
      'time-zone': { type: 'string' },
      demo: { type: 'boolean' },
    });
    const slug = given.words[0]!;
    const mission = {
      slug,
      name: given.required('name'),
      demo: given.has('demo'),
      practiceOf: null,
      timeZone: given.option('time-zone') ?? 'Europe/Istanbul',
    };
    const server = await openServer(context.settings);
    try {
      const { keyFile } = context.settings;
      if (openMasterKey(keyFile, server.kervan.missions.all().length === 0).created) context.say(keyReminder(keyFile));
      await createMission(server, mission);
      context.say(`The mission ${slug} is made. Next: kervan user create --mission ${slug} --name ... --email ... --role administrator`);
    } finally {
      await server.stop();
    }
  },
};
