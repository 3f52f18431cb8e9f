import { defineSql, sql } from '#foundation/db/sql.ts';

const id = '00000000-0000-7000-8000-000000000001';
const at = '2023-03-01T00:00:00Z';

export interface PostParams {
  readonly documentId: string;
  readonly kind: string;
  readonly occurredAt: string;
  readonly day: string;
  readonly recordedAt: string;
  readonly actorId: string;
  readonly commandId: string;
  readonly hash: string;
  readonly reverses: string | null;
  readonly keys: readonly string[];
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly qty: readonly number[];
  readonly fact: boolean;
  readonly holds: readonly string[];
}

/** What a fact had to do to a bucket to find room. */
export interface Room {
  readonly bucket: number;
  readonly key: string;
  readonly draw: number;
  readonly owed: number;
  readonly broken: readonly { readonly reservation: string; readonly qty: number; readonly purpose: string }[];
}
export interface PostAnswer {
  readonly replayed: boolean;
  readonly bookDate: string;
  readonly rooms: readonly Room[];
  readonly settled: readonly { readonly bucket: number; readonly key: string; readonly owed: number }[];
}

/** One round trip: the database's own function does the whole posting. */
export const callPost = defineSql(
  'ledger.call-post',
  {
    documentId: id,
    kind: 'receipt',
    occurredAt: at,
    day: '2023-03-01',
    recordedAt: at,
    actorId: id,
    commandId: id,
    hash: '',
    reverses: null,
    keys: [],
    from: [],
    to: [],
    qty: [],
    fact: false,
    holds: [],
  } as PostParams,
  (p: PostParams) => sql<{ answer: PostAnswer }>`
  select ledger_post(${p.documentId}::uuid, ${p.kind}, ${p.occurredAt}::timestamptz, ${p.day}::date, ${p.recordedAt}::timestamptz, ${p.actorId}::uuid, ${p.commandId}::uuid,
    ${p.hash}, ${p.reverses}::uuid, ${p.keys}::text[], ${p.from}::int[], ${p.to}::int[], ${p.qty}::bigint[], ${p.fact}::boolean, ${p.holds}::uuid[]) as answer`,
  { prepared: true },
);

export const callLock = defineSql(
  'ledger.call-lock',
  { keys: [] as readonly string[] },
  (p: { keys: readonly string[] }) => sql`select ledger_lock(${p.keys}::text[])`,
  { prepared: true },
);

export interface HoldParams {
  readonly ids: readonly string[];
  readonly keys: readonly string[];
  readonly qtys: readonly number[];
  readonly priority: number;
  readonly purpose: string;
  readonly at: string;
  readonly expiresAt: string | null;
}
export const callHold = defineSql(
  'ledger.call-hold',
  { ids: [], keys: [], qtys: [], priority: 50, purpose: 'request', at, expiresAt: null } as HoldParams,
  (p: HoldParams) => sql`
  select ledger_hold(${p.ids}::uuid[], ${p.keys}::text[], ${p.qtys}::bigint[], ${p.priority}::int, ${p.purpose}, ${p.at}::timestamptz, ${p.expiresAt}::timestamptz)`,
  { prepared: true },
);

export const callFree = defineSql(
  'ledger.call-free',
  { ids: [id], state: 'voided', at } as { ids: readonly string[]; state: 'voided' | 'expired'; at: string },
  (p) => sql<{ id: string }>`select ledger_free as id from ledger_free(${p.ids}::uuid[], ${p.state}, ${p.at}::timestamptz)`,
  { prepared: true },
);

/** Promises whose time has passed. */
export const listOverdueHolds = defineSql(
  'ledger.list-overdue-holds',
  { at },
  (p: { at: string }) => sql<{ id: string }>`
  select id from ledger_reservations where state = 'held' and expires_at <= ${p.at} order by expires_at limit 1000`,
);

export const callCloseMonth = defineSql(
  'ledger.call-close-month',
  { month: '2023-02-01', at, commandId: id },
  (p: { month: string; at: string; commandId: string }) => sql<{ buckets: number }>`
  select ledger_close_month(${p.month}::date, ${p.at}::timestamptz, ${p.commandId}::uuid) as buckets`,
);

export const callSeal = defineSql(
  'ledger.call-seal',
  { limit: 1000, at },
  (p: { limit: number; at: string }) => sql<{ count: number }>`select ledger_seal(${p.limit}::int, ${p.at}::timestamptz) as count`,
);

/** Takes so many buckets whose movements have gone on into the sums of what lies outside; answers how many there were. */
export const callSumOutside = defineSql(
  'ledger.call-sum-outside',
  { limit: 1000 },
  (p: { limit: number }) => sql<{ count: number }>`select ledger_sum_outside(${p.limit}::int) as count`,
);

/** Keeps the ends of one month more; answers which, or null where all are kept. */
export const callKeepMonth = defineSql(
  'ledger.call-keep-month',
  { today: '2023-03-01' },
  (p: { today: string }) => sql<{ month: string | null }>`select ledger_keep_month(${p.today}::date) as month`,
);
