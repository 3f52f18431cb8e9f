import type { Actor } from '#foundation/pipeline/context.ts';
import type { AccessPort, Credential, Rights } from '#foundation/pipeline/ports.ts';
import { grantsInForce, mayReach } from '../domain/grants.ts';
import type { Grant, ScopeKind } from '../domain/grants.ts';
import { guestGrants } from '../domain/guest-passes.ts';
import { grantsWithin } from '../domain/api-tokens.ts';
import { listGrants, openStatements, reachCondition } from './rights.repo.ts';

const cacheSize = 2_000;

/** Access as the pipeline sees it. Rights are cached by user and version; every change of rights raises the version. */
export function accessPort(): AccessPort {
  const cache = new Map<string, { version: number; grants: ByPermission }>();
  return {
    openStatement: (credential, commandId) => statementFor(credential, commandId),
    opened: (row) => (row ? openedFrom(row) : undefined),
    rights: async (tx, schema, actor, version) => {
      if (actor.via === 'guest') return rightsOf(version, byPermission(guestGrants(actor.userId, actor.only ?? [])));
      // Whose password or second step is not in order may do nothing but put it in order.
      if (actor.must) return rightsOf(version, new Map());
      const key = `${schema} ${actor.userId}`;
      let entry = cache.get(key);
      if (!entry || entry.version !== version) {
        entry = { version, grants: byPermission((await listGrants.all(tx, { userId: actor.userId })).map(grantOf)) };
        if (cache.size >= cacheSize) cache.clear();
        cache.set(key, entry);
      }
      return rightsOf(version, entry.grants, actor.only);
    },
  };
}

function statementFor(credential: Credential, commandId: string | null): { text: string; values: unknown[]; name: string } {
  switch (credential.kind) {
    case 'session':
      return { name: 'open-session', text: openStatements.session, values: [credential.tokenHash, commandId] };
    case 'internal':
      return { name: 'open-internal', text: openStatements.internal, values: [credential.userId, commandId] };
    case 'signed':
      return { name: 'open-signed', text: openStatements.signed, values: [credential.deviceId, commandId] };
    case 'device':
      return { name: 'open-device', text: openStatements.device, values: [credential.tokenHash, commandId] };
    case 'guest':
      return { name: 'open-guest', text: openStatements.guest, values: [credential.tokenHash, commandId] };
    case 'token':
      return { name: 'open-token', text: openStatements.token, values: [credential.tokenHash, commandId] };
  }
}

function openedFrom(row: Record<string, unknown>): { actor: Actor; grantsVersion: number } {
  const actor: Actor = {
    userId: row['user_id'] as string,
    name: row['user_name'] as string,
    orgId: row['org_id'] as string | null,
    language: row['language'] as Actor['language'],
    device: row['device_id'] as string | null,
    via: (row['via'] as Actor['via'] | undefined) ?? 'session',
    ...(row['session_id'] ? { session: row['session_id'] as string, provedAgo: row['proved_ago'] as number } : {}),
    ...(row['token_id'] ? { token: row['token_id'] as string } : {}),
    ...(row['only'] ? { only: row['only'] as string[] } : {}),
    ...(row['must'] ? { must: row['must'] as 'password' | 'two-step' } : {}),
  };
  return { actor, grantsVersion: row['grants_version'] as number };
}

function grantOf(row: {
  permission: string;
  scope_kind: ScopeKind;
  scope_id: string | null;
  valid_from: Date;
  valid_to: Date | null;
}): Grant {
  return {
    permission: row.permission,
    scope: { kind: row.scope_kind, id: row.scope_id },
    from: row.valid_from.toISOString(),
    until: row.valid_to?.toISOString() ?? null,
  };
}

/** An administrator holds hundreds of grants, and each request asks for one or two of them. */
type ByPermission = ReadonlyMap<string, readonly Grant[]>;
const byPermission = (grants: readonly Grant[]): ByPermission => Map.groupBy(grants, (grant) => grant.permission);
const none: readonly Grant[] = [];

function rightsOf(version: number, grants: ByPermission, only?: readonly string[]): Rights {
  const of = (permission: string) => grantsWithin(grants.get(permission) ?? none, only);
  return {
    version,
    can: (permission, now, at) => mayReach(of(permission), permission, now, at),
    reach: (permission, now, columns) => reachCondition(grantsInForce(of(permission), permission, now), columns),
  };
}
