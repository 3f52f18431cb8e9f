import type { Tx } from '../db/tx.ts';
import { commonProblems } from '../problem.ts';
import type { Position, ScopeTarget } from '../scope.ts';
import type { Actor, Mission, RequestContext } from './context.ts';
import type { PipelineDeps } from './execute.ts';
import type { Rights } from './ports.ts';
import type { Registry } from './registry.ts';

/** A position that only mission-wide grants reach. */
export const missionWide: Position = {};

export interface OpenRequest {
  readonly ctx: RequestContext;
  readonly rights: Rights;
  readonly row: Record<string, unknown> | undefined;
}

/** Builds what a handler sees, from the opening statement's row. */
export async function requestContext(
  deps: PipelineDeps,
  mission: Mission,
  tx: Tx,
  row: Record<string, unknown> | undefined,
): Promise<OpenRequest> {
  const opened = deps.ports.access.opened(row);
  if (!opened) throw commonProblems.problem('sign-in-needed');
  const rights = await deps.ports.access.rights(tx, mission.schema, opened.actor, opened.grantsVersion);
  const now = deps.clock(mission);
  const ctx: RequestContext = {
    tx,
    mission,
    actor: opened.actor,
    now,
    can: (permission, at) => rights.can(permission, now, at),
    abilities: (permissions, at) => permissions.filter((permission) => rights.can(permission, now, at)),
    reach: (permission, columns) => rights.reach(permission, now, columns),
    isShown: async (subject) => (await deps.registry.recordRules.get(subject.kind)?.(ctx, subject)) ?? true,
    met: new Set(),
  };
  return { ctx, rights, row };
}

/** Throws `common.not-permitted` unless the actor holds the permission where the target lies. */
export async function authorise(
  registry: Registry,
  ctx: RequestContext,
  def: { readonly name: string; readonly permission?: string; readonly fresh?: number; scope(input: never): ScopeTarget },
  input: unknown,
): Promise<void> {
  const permission = def.permission ?? def.name;
  const target = def.scope(input as never);
  if (target !== 'self' && ctx.actor.must) throw commonProblems.problem('account-unready', { must: ctx.actor.must });
  // What is everybody's own is not a token's or a guest's own, unless it was given.
  if (target === 'self' && ctx.actor.only !== undefined && !ctx.actor.only.includes(permission)) {
    throw commonProblems.problem('not-permitted', { permission });
  }
  if (target !== 'self' && !(await allowed(registry, ctx, permission, target))) {
    throw commonProblems.problem('not-permitted', { permission });
  }
  if (def.fresh !== undefined && !isFresh(ctx.actor, def.fresh)) throw commonProblems.problem('proof-needed');
}

/** Only a person at a session can show a password; devices and tokens never send what asks for one. */
function isFresh(actor: Actor, seconds: number): boolean {
  return actor.via === 'system' || (actor.via === 'session' && (actor.provedAgo ?? Infinity) <= seconds);
}

async function allowed(
  registry: Registry,
  ctx: RequestContext,
  permission: string,
  target: Exclude<ScopeTarget, 'self'>,
): Promise<boolean> {
  if (target === 'any') return ctx.can(permission);
  if (target === 'mission') return ctx.can(permission, missionWide);
  if ('position' in target) return ctx.can(permission, target.position);
  if (!ctx.can(permission)) return false; // rights before existence
  if (ctx.can(permission, missionWide)) return true;
  const resolver = registry.positions.get(target.kind);
  // A kind that no room knows can stand in an input (a note under any record).
  if (!resolver) throw commonProblems.problem('name-unknown', { name: target.kind });
  const position = await resolver(ctx.tx, target.id);
  // An absent thing passes: the handler says that it is absent, and the actor holds the right somewhere.
  return position === undefined || ctx.can(permission, position);
}
