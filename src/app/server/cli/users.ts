import { randomBytes } from 'node:crypto';
import { newId } from '#foundation/ids.ts';
import { assignRole, createUser } from '#kernel/access/contract/users.ts';
import { openServer } from '../start.ts';
import { apply, missionOf } from './commands.ts';
import { read } from './words.ts';
import type { Verb } from './words.ts';

/** `kervan user create`: the first administrator of a mission, or one when all others are locked out. */
export const newUser: Verb = {
  usage: 'user create --name <name> --email <address> [--mission <slug>] [--role administrator] [--language en|tr|ar]',
  help: 'enter a person, with a first password',
  run: async (args, { settings, say }) => {
    const given = read(newUser.usage, args, 0, {
      mission: { type: 'string' },
      name: { type: 'string' },
      email: { type: 'string' },
      role: { type: 'string' },
      language: { type: 'string' },
    });
    const [name, email] = [given.required('name'), given.required('email')];
    const server = await openServer(settings);
    try {
      const mission = missionOf(server.kervan, given.option('mission'));
      const userId = newId();
      const password = randomBytes(12).toString('base64url');
      const language = (given.option('language') ?? 'en') as 'en' | 'tr' | 'ar';
      await apply(server.kervan, mission, createUser, { userId, name, email, language, password });
      const roleId = given.option('role') ?? 'administrator';
      await apply(server.kervan, mission, assignRole, { assignmentId: newId(), userId, roleId, scope: { kind: 'mission' } });
      say(`${name} is ${roleId} of ${mission.slug}.\nSign in as ${email} with the password ${password} and change it.`);
    } finally {
      await server.stop();
    }
  },
};
