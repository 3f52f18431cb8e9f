/** A bucket of the goods book as allocation sees it. */
export interface Stock {
  readonly bucketId: number;
  readonly item: string;
  /** As people call it; a refusal never says an id. */
  readonly itemCode?: string;
  readonly lot: string | null;
  readonly lotCode: string | null;
  readonly place: string;
  readonly placeCode: string;
  readonly placeKind: string;
  readonly grant: string | null;
  readonly condition: string;
  readonly owner: string;
  readonly free: number;
  /** What is promised already. */
  readonly reserved: number;
  /** How much of that is kept for a Quick Release. */
  readonly kept?: number;
  readonly expiresOn: string | null;
  readonly receivedOn: string | null;
}

/** The rules of a donor agreement; empty lists allow all. */
export interface GrantRule {
  readonly id: string;
  readonly code: string;
  readonly status: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly areas: readonly string[];
  readonly sectors: readonly string[];
  readonly partners: readonly string[];
}

/** A line that wants goods, and for what they are meant. */
export interface Need {
  readonly lineId: string;
  readonly item: string;
  readonly qty: number;
  /** Sizes of whole packs in the smallest unit, in any order. */
  readonly packs: readonly number[];
  readonly neededOn: string;
  /** P-codes from the root to where the goods will be given. */
  readonly areas: readonly string[];
  readonly sector: string;
  readonly partner: string;
  /** The agreement that the plan is charged to, where it names one. */
  readonly grant: string | null;
}

export type PassCode =
  | 'condition'
  | 'owner'
  | 'place-kind'
  | 'expired'
  | 'expires-before'
  | 'grant-unknown'
  | 'other-grant'
  | 'grant-closed'
  | 'grant-date'
  | 'grant-area'
  | 'grant-sector'
  | 'grant-partner'
  | 'nothing-free'
  | 'reserve'
  | 'earlier-sufficed';

/** Why a bucket was not taken from, with the figures that show it. */
export interface Why<Code extends string> {
  readonly code: Code;
  readonly figures: Readonly<Record<string, string | number>>;
}
const why = <Code extends string>(code: Code, figures: Why<Code>['figures'] = {}): Why<Code> => ({ code, figures });

/** Where goods stand ready: not under way, not at a partner's, not kept apart. */
const kinds = new Set(['warehouse', 'zone', 'bin', 'receiving', 'dispatch', 'hub']);

/** The first rule that keeps a bucket from serving a need, or undefined. It does not look at quantities. */
export function whyBarred(stock: Stock, need: Need, grants: ReadonlyMap<string, GrantRule>, day: string): Why<PassCode> | undefined {
  if (stock.condition !== 'good') return why('condition', { condition: stock.condition });
  if (stock.owner !== 'own' && stock.owner !== need.partner) return why('owner', { owner: stock.owner });
  if (!kinds.has(stock.placeKind)) return why('place-kind', { kind: stock.placeKind });
  if (stock.expiresOn !== null && stock.expiresOn < day) return why('expired', { expiresOn: stock.expiresOn });
  if (stock.expiresOn !== null && stock.expiresOn < need.neededOn)
    return why('expires-before', { expiresOn: stock.expiresOn, neededOn: need.neededOn });
  return stock.grant === null ? undefined : whyGrantBars(stock.grant, need, grants, day);
}

/** The first rule of an agreement that keeps its goods from what they are meant for. */
export function whyGrantBars(
  id: string,
  need: Pick<Need, 'grant' | 'neededOn' | 'areas' | 'sector' | 'partner'>,
  grants: ReadonlyMap<string, GrantRule>,
  day: string,
): Why<PassCode> | undefined {
  const grant = grants.get(id);
  if (!grant) return why('grant-unknown', { grant: id });
  const { code } = grant;
  if (need.grant !== null && need.grant !== id) return why('other-grant', { grant: code });
  if (grant.status !== 'active') return why('grant-closed', { grant: code });
  // Goods leave today and are given on the day they are needed: the agreement must hold on both.
  const last = need.neededOn > day ? need.neededOn : day;
  if (day < grant.startsOn || last > grant.endsOn)
    return why('grant-date', { grant: code, startsOn: grant.startsOn, endsOn: grant.endsOn });
  if (grant.areas.length > 0 && !grant.areas.some((area) => need.areas.includes(area))) return why('grant-area', { grant: code });
  if (grant.sectors.length > 0 && !grant.sectors.includes(need.sector)) return why('grant-sector', { grant: code, sector: need.sector });
  if (grant.partners.length > 0 && !grant.partners.includes(need.partner)) return why('grant-partner', { grant: code });
  return undefined;
}

/** First expiry first; then the agreement that ends first, what nobody earmarked last; then what came first. */
export function compareStock(a: Stock, b: Stock, grants: ReadonlyMap<string, GrantRule>): number {
  return (
    compare(a.expiresOn, b.expiresOn) ||
    compare(endOf(a.grant, grants), endOf(b.grant, grants)) ||
    compare(a.receivedOn, b.receivedOn) ||
    a.bucketId - b.bucketId
  );
}
const endOf = (grant: string | null, grants: ReadonlyMap<string, GrantRule>) =>
  grant === null ? null : (grants.get(grant)?.endsOn ?? null);
/** What has no date comes last. */
const compare = (a: string | null, b: string | null) => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1);
