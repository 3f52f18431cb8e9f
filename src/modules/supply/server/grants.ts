import type { RequestContext } from '#foundation/pipeline/context.ts';

/** Whose money goods are is for those who read grants. */
export const mayGrants = (ctx: RequestContext): boolean => ctx.can('orgs.list-grants');

/** A grant's code or id for this reader: null to whoever does not read grants. */
export const grantSeen = <T extends string>(ctx: RequestContext, grant: T | null): T | null => (mayGrants(ctx) ? grant : null);
