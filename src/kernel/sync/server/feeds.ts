import { createHash } from 'node:crypto';
import type { RawBuilder } from 'kysely';
import { builder, sql } from '#foundation/db/sql.ts';
import type { FeedRow } from '#foundation/db/stamp.ts';
import type { FeedHandler, RequestContext } from '#foundation/pipeline/context.ts';
import { inRequest } from '#foundation/pipeline/execute.ts';
import type { PipelineDeps, Request } from '#foundation/pipeline/execute.ts';
import { commonProblems } from '#foundation/problem.ts';
import { syncProblems } from '../contract/problems.ts';
import type { Cursor, FeedStand } from '../domain/cursor.ts';
import { canFollow, cursorText, firstCursor, noId, parseCursor } from '../domain/cursor.ts';
import { departureColumns, findStand, listDepartures } from './feeds.repo.ts';

/** One line of a feed's answer (NDJSON). */
export type FeedLine =
  /** First line: whether the device must empty its copy before it takes the rows. */
  | { readonly t: 'start'; readonly feed: string; readonly v: number; readonly reset: boolean }
  /** The row is gone, or beyond the reader's reach. */
  | { readonly t: 'gone'; readonly id: string }
  | { readonly t: 'row'; readonly row: unknown }
  /** Last line: from here the next pull goes on; `more`: at once, for this answer was full. */
  | { readonly t: 'end'; readonly cursor: string; readonly more: boolean };

/** Rows read by one statement; a pull reads several within one transaction. */
const pageSize = 1_000;

/** One pull: what a device misses after its cursor, at most `limit` rows, all read in one transaction. */
export async function pullFeed(
  deps: PipelineDeps,
  request: Request,
  name: string,
  pull: { cursor?: string | undefined; limit: number },
): Promise<FeedLine[]> {
  const handler = deps.registry.feeds.get(name);
  if (!handler) throw syncProblems.problem('feed-unknown', { name });
  return inRequest(
    deps,
    request,
    null,
    async ({ ctx }) => {
      if (!ctx.can(handler.def.permission)) throw commonProblems.problem('not-permitted', { permission: handler.def.permission });
      const lines = await readFeed(ctx, handler, pull);
      if (handler.def.sensitive)
        await deps.ports.audit.logRead(ctx.tx, { actor: ctx.actor, query: name, subject: {}, rows: lines.length - 2, at: ctx.now });
      return lines;
    },
    !handler.def.sensitive,
  );
}

async function readFeed(
  ctx: RequestContext,
  handler: FeedHandler,
  pull: { cursor?: string | undefined; limit: number },
): Promise<FeedLine[]> {
  const { def } = handler;
  const stand: FeedStand = { ...(await findStand.one(ctx.tx, { feed: def.name })), version: def.version, scope: scopePrint(ctx, handler) };
  const given = parseCursor(pull.cursor);
  const follow = given !== undefined && canFollow(given, stand);
  const from = follow ? given : firstCursor(stand);
  const lines: FeedLine[] = [{ t: 'start', feed: def.name, v: def.version, reset: !follow }];
  if (follow) {
    // Gone before rows: what came back since then is among the rows.
    const reach = handler.at === 'everywhere' ? sql<boolean>`true` : reachOf(ctx, handler, departureColumns);
    for (const { row_id: id } of await listDepartures.all(ctx.tx, { feed: def.name, afterXid: from.xid, horizon: stand.horizon, reach }))
      lines.push({ t: 'gone', id });
  }
  const { rows, end } = await readRows(ctx, handler, from, { horizon: stand.horizon, limit: pull.limit });
  for (const row of rows) lines.push({ t: 'row', row: def.row.parse(handler.show(ctx, shapeOf(row) as never)) });
  lines.push({ t: 'end', cursor: cursorText(end), more: rows.length >= pull.limit });
  return lines;
}

async function readRows(
  ctx: RequestContext,
  handler: FeedHandler,
  from: Cursor,
  until: { horizon: string; limit: number },
): Promise<{ rows: FeedRow[]; end: Cursor }> {
  const reach = handler.at === 'everywhere' ? sql<boolean>`true` : reachOf(ctx, handler, handler.at);
  const rows: FeedRow[] = [];
  let at = from;
  for (;;) {
    const limit = Math.min(pageSize, until.limit - rows.length);
    const page = await handler.page.all(ctx.tx, { afterXid: at.xid, afterId: at.id, horizon: until.horizon, limit, reach });
    rows.push(...page);
    const last = page.at(-1);
    if (last) at = { ...at, xid: last.feed_xid, id: last.feed_id };
    if (rows.length >= until.limit) return { rows, end: at };
    // All below the horizon is read: the next pull begins with the horizon itself.
    if (page.length < limit) return { rows, end: { ...at, xid: until.horizon, id: noId } };
  }
}

/** Only the parts of a scope that the feed's rows have may open a departure. */
function reachOf(ctx: RequestContext, handler: FeedHandler, columns: Exclude<FeedHandler['at'], 'everywhere'>): RawBuilder<boolean> {
  const used =
    handler.at === 'everywhere' ? {} : Object.fromEntries(Object.entries(columns).filter(([part]) => part in (handler.at as object)));
  return ctx.reach(handler.def.permission, used);
}

/** Changes when the reader's reach changes, by an assignment or by its dates: what was out of reach must then be sent. */
function scopePrint(ctx: RequestContext, handler: FeedHandler): string {
  const columns = handler.at === 'everywhere' ? {} : handler.at;
  const own = handler.at === 'everywhere' ? [] : [reachOf(ctx, handler, columns)];
  const reaches = [...own, ...handler.shapedBy.map((permission) => ctx.reach(permission, columns))];
  if (reaches.length === 0) return '';
  const { sql: text, parameters } = sql`select ${sql.join(reaches)}`.compile(builder);
  return createHash('sha256')
    .update(JSON.stringify([text, parameters]))
    .digest('base64url')
    .slice(0, 16);
}

function shapeOf(row: FeedRow): unknown {
  const { feed_xid: _xid, feed_id: _id, ...rest } = row;
  return Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]));
}
