import type { RequestContext } from '#foundation/pipeline/context.ts';

/** Whose money goods are is for those who read grants. */
export const readsGrants = 'orgs.list-grants';
export const mayGrants = (ctx: RequestContext): boolean => ctx.can(readsGrants);

/** A grant's code or id for this reader: null to whoever does not read grants. */
export const grantSeen = <T extends string>(ctx: RequestContext, grant: T | null): T | null => (mayGrants(ctx) ? grant : null);

const byGrant = new Set(['grantCode', 'fromCode', 'toCode', 'consent']);
/** The order that was asked for; rows in the order of grants would tell whoever does not read them which belong together. */
export const sortSeen = (ctx: RequestContext, sort: string | undefined): string | undefined =>
  sort !== undefined && byGrant.has(sort.replace(/^-/, '')) && !mayGrants(ctx) ? undefined : sort;

interface Why {
  readonly code: string;
  readonly figures: Readonly<Record<string, string | number>>;
}
/** A reason without the grant that it names, for whoever does not read grants. */
export const whySeen = (ctx: RequestContext, { code, figures }: Why): { code: string; figures: Record<string, string | number> } => ({
  code,
  figures: { ...figures, ...('grant' in figures && !mayGrants(ctx) ? { grant: '…' } : {}) },
});
