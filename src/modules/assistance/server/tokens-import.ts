import type * as z from 'zod';
import { parseNumber, formatNumber } from '#foundation/document-number.ts';
import { newId } from '#foundation/ids.ts';
import type { ImportHandler, ImportRow, JudgedRow, RowFault, RowOutcome } from '#foundation/import.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { onlyOrg } from '#kernel/access/server/index.ts';
import { importTokens, tokensImport } from '../contract/tokens.ts';
import { mayDecide } from '../domain/states.ts';
import { hashToken, tokenText } from '../domain/token.ts';
import type { EventState } from '../contract/shared.ts';
import { listEventsSaid, listKnownTokens } from './tokens.repo.ts';
import type { EventSaid, TokenKnown } from './tokens.repo.ts';

type Values = Readonly<Record<string, unknown>>;
const text = (values: Values, key: string) => (values[key] as string | undefined)?.trim();
const numberOf = (typed: string | undefined) => {
  const parsed = typed === undefined ? undefined : parseNumber(typed);
  return parsed && formatNumber(parsed);
};

/** The list of a distribution by spreadsheet: opaque tokens, never a name. */
export const importsTokens: ImportHandler = {
  def: tokensImport,
  chunk: 1000,
  keyOf: (values) => {
    const token = text(values, 'token');
    return token === undefined ? null : `${numberOf(text(values, 'event')) ?? ''}/${tokenText(token)}`;
  },
  judge: judgeRows,
  command: (rows) => ({ def: importTokens as never, input: { rows: rows.map((row) => row.ready) } }),
  outcomes: (result) => (result as z.output<typeof importTokens.result>).outcomes as RowOutcome[],
};

async function judgeRows(ctx: RequestContext, _file: unknown, rows: readonly ImportRow[]): Promise<JudgedRow[]> {
  const numbers = [...new Set(rows.flatMap(({ values }) => numberOf(text(values, 'event')) ?? []))];
  const events = new Map(
    (await listEventsSaid.all(ctx.tx, { numbers, onlyOrg: await onlyOrg(ctx) })).map((event) => [event.number, event]),
  );
  const judged: JudgedRow[] = [];
  for (const [number, of] of Map.groupBy(rows, ({ values }) => numberOf(text(values, 'event')) ?? '')) {
    const event = events.get(number);
    const hashed = await Promise.all(
      of.map(async (row) => ({ row, hash: event && (await hashToken(event.id, text(row.values, 'token') ?? '')) })),
    );
    const known = event
      ? await listKnownTokens.all(ctx.tx, {
          eventId: event.id,
          hashes: hashed.map(({ hash }) => hash!),
          numbers: of.flatMap(({ values }) => (values['number'] as number | undefined) ?? []),
        })
      : [];
    const seen = new Map<number, number>();
    for (const { row, hash } of hashed) judged.push(judgeRow(ctx, { row, hash, event, known, seen }));
  }
  return judged.toSorted((a, b) => a.row - b.row);
}

interface One {
  readonly row: ImportRow;
  readonly hash: string | undefined;
  readonly event: EventSaid | undefined;
  readonly known: readonly TokenKnown[];
  /** Rows of this chunk by the number they bear. */
  readonly seen: Map<number, number>;
}

function judgeRow(ctx: RequestContext, { row: { row, values }, hash, event, known, seen }: One): JudgedRow {
  const faults: RowFault[] = [];
  const number = values['number'] as number | undefined;
  const size = values['size'] as number | undefined;
  const lane = event && laneOf(event, values, faults);
  if (text(values, 'event') !== undefined && !mayList(ctx, event, faults)) return { row, faults };
  if (!event || !hash || number === undefined || size === undefined || text(values, 'token') === undefined) return { row, faults };
  if (tokenText(text(values, 'token')!).length < 6) faults.push({ column: 'token', code: 'assistance.token-too-short' });
  const first = seen.get(number);
  if (first !== undefined) faults.push({ column: 'number', code: 'assistance.token-number-taken', figures: { number, row: first } });
  seen.set(number, row);
  const same = known.find((token) => token.token_hash === hash);
  if (same && (same.number !== number || same.size !== size))
    faults.push({ column: 'token', code: 'assistance.token-taken', figures: { number: same.number } });
  if (!same && known.some((token) => token.number === number))
    faults.push({ column: 'number', code: 'assistance.token-number-taken', figures: { number } });
  if (faults.length > 0 || !lane) return { row, faults };
  if (same) return { row, faults, effect: 'unchanged' };
  return { row, faults, effect: 'new', ready: { tokenId: newId(), eventId: event.id, laneId: lane.id, tokenHash: hash, number, size } };
}

/** A distribution of others is none: its number must not tell that it exists. */
function mayList(ctx: RequestContext, event: EventSaid | undefined, faults: RowFault[]): boolean {
  if (!event || !ctx.can(importTokens.name, { orgs: [event.org_id], sites: [event.site_id], areas: event.lineage }))
    faults.push({ column: 'event', code: 'assistance.event-not-found' });
  else if (!mayDecide('list', event.state as EventState))
    faults.push({ column: 'event', code: 'assistance.event-state', figures: { state: event.state } });
  else if (event.admits !== 'list') faults.push({ column: 'event', code: 'assistance.list-not-admitted' });
  else return true;
  return false;
}

/** The lane that is named, or the first one that is for everybody. */
function laneOf(event: EventSaid, values: Values, faults: RowFault[]) {
  const no = values['lane'] as number | undefined;
  const lane =
    no === undefined ? (event.lanes.find((one) => one.kind === 'general') ?? event.lanes[0]) : event.lanes.find((one) => one.no === no);
  if (!lane)
    faults.push({
      column: 'lane',
      code: 'assistance.lane-not-found',
      suggestions: event.lanes.map((one) => ({ value: String(one.no), label: String(one.no) })),
    });
  return lane;
}
