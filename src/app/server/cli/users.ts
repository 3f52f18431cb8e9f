import { randomBytes } from 'node:crypto';
import { newId } from '#foundation/ids.ts';
import { askQuery } from '#foundation/pipeline/ask.ts';
import type { Mission } from '#foundation/pipeline/context.ts';
import { StartError } from '#foundation/start-error.ts';
import { getSignInState, inviteUser, resetUser } from '#kernel/access/contract/links.ts';
import { listRoles } from '#kernel/access/contract/roles.ts';
import { assignRole, createUser, listUsers } from '#kernel/access/contract/users.ts';
import { newLinkToken } from '#kernel/access/domain/two-step.ts';
import { findIdentity } from '#kernel/access/server/index.ts';
import type { Kervan } from '../compose.ts';
import { openServer } from '../start.ts';
import { apply, missionOf, systemUser } from './commands.ts';
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
    const [name, email] = [given.required('name'), given.required('email').toLowerCase()];
    const server = await openServer(settings);
    try {
      const mission = missionOf(server.kervan, given.option('mission'));
      const roleId = given.option('role') ?? 'administrator';
      await refuseNoRole(server.kervan, mission, roleId);
      const userId = newId();
      const language = (given.option('language') ?? 'en') as 'en' | 'tr' | 'ar';
      const known = await server.kervan.db.transaction({ schema: mission.schema }, (tx) => findIdentity.maybe(tx, { email }));
      const password = randomBytes(12).toString('base64url');
      await apply(server.kervan, mission, createUser, { userId, name, email, language, ...(known ? {} : { password }) });
      await apply(server.kervan, mission, assignRole, { assignmentId: newId(), userId, roleId, scope: { kind: 'mission' } });
      say(`${name} is ${roleId} of ${mission.slug}.\n${wayIn(email, mission.slug, known, password)}`);
    } finally {
      await server.stop();
    }
  },
};

/** Said before anything is written: nobody is left entered without a role. */
async function refuseNoRole(kervan: Kervan, mission: Mission, roleId: string): Promise<void> {
  const { rows } = await asked<{ rows: { id: string }[] }>(kervan, mission, listRoles.name, {});
  const names = rows.map((row) => row.id).filter((id) => id !== 'system');
  if (!names.includes(roleId)) throw new StartError(`There is no role ${roleId} in ${mission.slug}; there are: ${names.join(', ')}.`);
}

/** Sign-in is shared by the missions of a server: whoever has one keeps it, and no second password is made up. */
function wayIn(email: string, slug: string, known: { password_hash: string | null } | undefined, password: string): string {
  if (!known) return `Sign in as ${email} with the password ${password} and change it.`;
  if (known.password_hash) return `Sign in as ${email}, as in the other missions of this server.`;
  return `For the first sign-in of ${email}: kervan user link --mission ${slug} --email ${email}`;
}

const asked = async <T>(kervan: Kervan, mission: Mission, name: string, input: unknown) =>
  (await askQuery(kervan.deps, { mission, credential: { kind: 'internal', userId: systemUser } }, name, input)).data as T;

/** `kervan user link`: a way back in when every administrator is locked out, or works in several missions of the server. */
export const linkUser: Verb = {
  usage: 'user link --email <address> [--mission <slug>]',
  help: 'print a one-time link by which a person sets a password; the second step stays as it is',
  run: async (args, { settings, say }) => {
    const given = read(linkUser.usage, args, 0, { mission: { type: 'string' }, email: { type: 'string' } });
    const email = given.required('email').toLowerCase();
    const server = await openServer(settings);
    try {
      const mission = missionOf(server.kervan, given.option('mission'));
      const { rows } = await asked<{ rows: { id: string; email: string | null }[] }>(server.kervan, mission, listUsers.name, {
        search: email,
        limit: 1000,
      });
      const user = rows.find((row) => row.email === email);
      if (!user) throw new StartError(`Nobody signs in to ${mission.slug} as ${email}.`);
      const { hasPassword } = await asked<{ hasPassword: boolean }>(server.kervan, mission, getSignInState.name, { userId: user.id });
      const token = newLinkToken();
      await apply(server.kervan, mission, hasPassword ? resetUser : inviteUser, { linkId: newId(), userId: user.id, token });
      const practice = mission.practice ? `/@${mission.slug}` : '';
      say(`Open this link once; give it to nobody but this person:\n${settings.publicUrl}${practice}/join#${token}`);
    } finally {
      await server.stop();
    }
  },
};
