import type { RawBuilder } from 'kysely';
import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';

export interface LogRow {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly kind: string;
  readonly actorId: string;
  readonly device: string | null;
  readonly seq: number | null;
  readonly via: string;
  readonly token: string | null;
  readonly input: string;
  readonly inputHash: string;
  readonly basedOn: string | null;
  readonly signature: string | null;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly state: string;
  readonly outcome: string;
  readonly touches: readonly { readonly kind: string; readonly id: string }[];
  /** A JSON array of {id, name, payload}; null when nothing has happened that others listen for. */
  readonly events: string | null;
}

const sample: LogRow = {
  id: SAMPLE,
  name: 'room.verb-noun',
  version: 1,
  kind: 'decision',
  actorId: SAMPLE,
  device: null,
  seq: null,
  via: 'session',
  token: null,
  input: '{}',
  inputHash: '',
  basedOn: null,
  signature: null,
  occurredAt: '2023-02-06T01:17:00Z',
  recordedAt: '2023-02-06T01:17:00Z',
  state: 'applied',
  outcome: '{}',
  touches: [{ kind: 'site', id: SAMPLE }],
  events: '[]',
};

const logged = (p: LogRow) => sql`
    insert into command_log (id, name, version, kind, actor_id, device_id, device_seq, via, token_id, input, input_hash, based_on, signature,
                             occurred_at, recorded_at, state, outcome)
    values (${p.id}, ${p.name}, ${p.version}, ${p.kind}, ${p.actorId}, ${p.device}, ${p.seq}, ${p.via}, ${p.token}, ${p.input}::jsonb, ${p.inputHash},
            ${p.basedOn}, ${p.signature}, ${p.occurredAt}, ${p.recordedAt}, ${p.state}, ${p.outcome}::jsonb)`;
const touched = (touches: LogRow['touches'], of: RawBuilder<unknown>) => sql`
    insert into command_touches (thing_kind, thing_id, command_id)
    select t.kind, t.id, ${of} unnest(${touches.map(({ kind }) => kind)}::text[], ${touches.map(({ id }) => id)}::text[]) as t(kind, id)`;
const told = (events: string, of: RawBuilder<unknown>) => sql`
    insert into events (id, name, payload, command_id, recorded_at)
    select e.id, e.name, e.payload, ${of} jsonb_to_recordset(${events}::jsonb) as e(id uuid, name text, payload jsonb)`;

/** Writes a command, what it touched and its events in one statement; no row means the id was there already. */
export const insertCommand = defineSql(
  'audit.insert-command',
  sample,
  (p: LogRow) => sql<{ id: string }>`
  with logged as (${logged(p)} on conflict (id) do nothing returning id, recorded_at
  )${p.touches.length > 0 ? sql`, touched as (${touched(p.touches, sql`l.id from logged l,`)})` : sql``}${
    p.events === null ? sql`` : sql`, told as (${told(p.events, sql`l.id, l.recorded_at from logged l,`)})`
  }
  select id from logged`,
  { prepared: true },
);

/**
 * The same where COMMIT is already on its way behind it: it fails when the id is there already, by the name of the log's own key,
 * for the database runs the statement before the parts that nobody reads. Each part that has nothing to write is left out: the
 * way of every part is prepared, also of an empty one.
 */
export const insertLastCommand = defineSql(
  'audit.insert-last-command',
  sample,
  (p: LogRow) => {
    const parts = [
      ...(p.touches.length > 0 ? [sql`touched as (${touched(p.touches, sql`${p.id}::uuid from`)})`] : []),
      ...(p.events === null ? [] : [sql`told as (${told(p.events, sql`${p.id}::uuid, ${p.recordedAt}::timestamptz from`)})`]),
    ];
    return sql`${parts.length > 0 ? sql`with ${sql.join(parts)} ` : sql``}${logged(p)}`;
  },
  { prepared: true },
);

/** The outcome a command had, with what tells a replay from a reused id. */
export const findOutcome = defineSql(
  'audit.find-outcome',
  { id: SAMPLE },
  (p: { id: string }) => sql<{
    former_actor: string;
    former_device: string | null;
    former_hash: string;
    former_outcome: unknown;
  }>`select actor_id as former_actor, device_id as former_device, input_hash as former_hash, outcome as former_outcome
     from command_log where id = ${p.id}`,
);

export interface ReadRow {
  readonly id: string;
  readonly actorId: string;
  readonly token: string | null;
  readonly query: string;
  readonly subject: string;
  readonly rows: number;
  readonly at: string;
}

/** Notes one read of sensitive records. */
export const insertRead = defineSql(
  'audit.insert-read',
  { id: SAMPLE, actorId: SAMPLE, token: null, query: 'room.get-noun', subject: '{}', rows: 1, at: '2023-02-06T01:17:00Z' } as ReadRow,
  (p: ReadRow) => sql`insert into read_log (id, actor_id, token_id, query, subject, row_count, read_at)
    values (${p.id}, ${p.actorId}, ${p.token}, ${p.query}, ${p.subject}::jsonb, ${p.rows}, ${p.at})`,
);

/** Who let a command pass that ran inside theirs. */
export const insertWithin = defineSql(
  'audit.insert-within',
  { id: SAMPLE, outerId: SAMPLE, by: SAMPLE },
  (p: { id: string; outerId: string; by: string }) =>
    sql`insert into commands_within (command_id, outer_id, released_by) values (${p.id}, ${p.outerId}, ${p.by})`,
);
