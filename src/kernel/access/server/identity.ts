import type { Actor, CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import type { Tx } from '#foundation/db/tx.ts';
import { problems } from '../contract/problems.ts';
import { weaknessOf } from '../domain/passwords.ts';
import type { ScopeKind } from '../domain/grants.ts';
import { enterSchema, isUserHere } from './identities.repo.ts';
import { listMissionSchemas } from './missions.repo.ts';
import { listGrants } from './rights.repo.ts';
import { findUser } from './users.repo.ts';
import type { FoundUser } from './users.repo.ts';

/** A person of this mission with a sign-in. */
export async function personOf(tx: Tx, userId: string): Promise<FoundUser & { identity_id: string }> {
  const user = await findUser.maybe(tx, { id: userId });
  if (!user?.identity_id) throw problems.problem('user-not-found');
  return { ...user, identity_id: user.identity_id };
}

/** Refuses a weak password with the reason. */
export function refuseWeak(password: string, about: readonly (string | null)[]): void {
  const weakness = weaknessOf(
    password,
    about.filter((part): part is string => part !== null),
  );
  if (weakness) throw problems.problem('password-weak', { reason: weakness });
}

/**
 * Sign-in is shared by all missions of a server, so an administrator of one must not take over somebody's work in
 * another: whoever also works elsewhere is helped by the server's operator.
 */
export async function refuseElsewhere(ctx: RequestContext, identityId: string): Promise<void> {
  if (ctx.actor.via === 'system') return;
  const own = `${ctx.tx.schema}, kervan, extensions`;
  const others = await listMissionSchemas.all(ctx.tx, { except: ctx.mission.slug });
  try {
    for (const { schema_name } of others) {
      await enterSchema.run(ctx.tx, { path: `${schema_name}, kervan, extensions` });
      if (await isUserHere.maybe(ctx.tx, { identityId })) throw problems.problem('works-elsewhere');
    }
  } finally {
    await enterSchema.run(ctx.tx, { path: own });
  }
}

/**
 * In practice everybody may be an administrator, and sign-in is shared with the real mission: there nobody changes how
 * somebody else signs in, and nobody enters a password under an address that the real mission may invite one day.
 */
export function refuseInPractice(ctx: RequestContext): void {
  if (ctx.mission.practice && ctx.actor.via !== 'system') throw problems.problem('practice-only');
}

/** Who can hand out a person's sign-in could act as that person: so it takes every right the person has. */
export async function refuseAbove(ctx: CommandContext, userId: string): Promise<void> {
  if (ctx.actor.via === 'system') return;
  const theirs = await listGrants.all(ctx.tx, { userId });
  const missing = theirs.find((row) => !ctx.can(row.permission, positionOf({ kind: row.scope_kind, id: row.scope_id })));
  if (missing) throw problems.problem('rights-exceeded', { permission: missing.permission });
}

function positionOf({ kind, id }: { readonly kind: ScopeKind; readonly id: string | null }) {
  if (kind === 'mission' || id === null) return {};
  return { [{ area: 'areas', site: 'sites', org: 'orgs', response: 'responses' }[kind]]: [id] };
}

/** The session in which a person acts. */
export const sessionOf = (actor: Actor): string | null => actor.session ?? null;
