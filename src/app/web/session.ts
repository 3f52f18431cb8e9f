import type { getMe as getMeDef } from '#kernel/access/contract/me.ts';
import { mayReach } from '#kernel/access/domain/grants.ts';
import type { ClientPort, NamedLike } from '#foundation/web/client.ts';
import { ClientProblem } from '#foundation/web/client.ts';
import { clockFrom } from '#foundation/web/clock.ts';
import { setClock } from './client-port.ts';
import type { WebSession } from '#foundation/web/session.ts';

const getMe: NamedLike<typeof getMeDef> = { name: 'access.get-me' };

/** Asks who is signed in; undefined when nobody is. Thrown on when the server could not be asked: that says nothing of who is. */
export async function loadSession(
  client: ClientPort,
  refresh: () => Promise<void>,
  onOut: () => void,
): Promise<{ session: WebSession; version: string } | undefined> {
  try {
    const me = await client.ask(getMe, {});
    const now = clockFrom(me.mission.now);
    const session: WebSession = {
      user: { ...me.user, email: me.user.email ?? '' },
      signIn: me.signIn,
      mission: me.mission,
      elsewhere: me.missions.map(({ name, practice, slug, home }) => ({ name, practice, path: home ? '/' : `/@${slug}/` })),
      now,
      can: (permission, at) => mayReach(me.grants, permission, now(), at),
      refresh,
      signOut: async () => {
        await fetch('/api/sign-out', { method: 'POST', headers: { 'x-kervan': '1' } });
        onOut();
      },
    };
    setClock(me.mission.demo ? session.now : () => new Date());
    return { session, version: String(me.grantsVersion) };
  } catch (error) {
    if (error instanceof ClientProblem && error.body.type === 'common.sign-in-needed') return undefined;
    throw error;
  }
}
