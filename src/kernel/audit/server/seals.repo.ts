import { defineSql, sql } from '#foundation/db/sql.ts';

/**
 * The text of a command that its seal covers: every column, times as microseconds since 1970 so that no setting of zone
 * or format changes it. The token stands last, where its absence leaves the text as it was before tokens were noted.
 */
const sealedText = sql`concat_ws('|', c.id, c.name, c.version, c.kind, c.actor_id, coalesce(c.device_id::text, ''), coalesce(c.device_seq::text, ''), c.via, c.input::text, c.input_hash,
  coalesce(c.based_on, ''), coalesce(c.signature, ''), (extract(epoch from c.occurred_at) * 1000000)::bigint, (extract(epoch from c.recorded_at) * 1000000)::bigint, c.state, c.outcome::text, c.token_id::text)`;

export interface LastSeal {
  readonly seq: number;
  readonly chain_hash: string;
}
/** Two sealers take turns. A statement of its own, so that the next one sees what the other has committed. */
export const lockSeals = defineSql('audit.lock-seals', {}, () => sql`select pg_advisory_xact_lock(hashtext(current_schema() || ' seals'))`);

export const findLastSeal = defineSql(
  'audit.find-last-seal',
  {},
  () => sql<LastSeal>`select seq, chain_hash from audit_seals order by seq desc limit 1`,
);

/** The next commands without a seal. What commits later is simply in a later batch: no order of commits is assumed. */
export const sealBatch = defineSql(
  'audit.seal-batch',
  { seq: 1, former: '', limit: 1000, at: '2023-03-01T00:00:00Z' },
  (p: { seq: number; former: string; limit: number; at: string }) => sql<{ count: number }>`
  with batch as materialized (
    select c.id, ${sealedText} as text, row_number() over (order by c.recorded_at, c.id) as place
      from command_log c where not exists (select from command_seals s where s.command_id = c.id) order by c.recorded_at, c.id limit ${p.limit}
  ), hashed as (
    select count(*)::int as count, encode(sha256(convert_to(string_agg(text, E'\n' order by place), 'UTF8')), 'hex') as hash from batch
  ), seal as (
    insert into audit_seals (seq, command_count, batch_hash, chain_hash, sealed_at)
    select ${p.seq}, count, hash, encode(sha256(convert_to(${p.former} || '|' || ${p.seq}::text || '|' || count::text || '|' || hash, 'UTF8')), 'hex'), ${p.at}::timestamptz from hashed where count > 0
    returning seq
  ), placed as (
    insert into command_seals (command_id, seal, place) select b.id, s.seq, b.place from batch b, seal s
  )
  select count from hashed`,
);

export interface SealCheck {
  readonly seq: number;
  readonly command_count: number;
  readonly batch_hash: string;
  readonly chain_hash: string;
  readonly found: number;
  readonly hash: string | null;
  readonly marked: number;
}
/** Every seal beside what its commands hash to now. */
export const checkSeals = defineSql(
  'audit.check-seals',
  { after: 0, limit: 500 },
  (p: { after: number; limit: number }) => sql<SealCheck>`
  select a.seq, a.command_count, a.batch_hash, a.chain_hash, b.found, b.hash, b.marked from (select * from audit_seals where seq > ${p.after} order by seq limit ${p.limit}) a
   cross join lateral (
     select count(c.id)::int as found, count(s.command_id)::int as marked, encode(sha256(convert_to(string_agg(${sealedText}, E'\n' order by s.place), 'UTF8')), 'hex') as hash
       from command_seals s left join command_log c on c.id = s.command_id where s.seal = a.seq) b
   order by a.seq`,
);

export const countSealed = defineSql(
  'audit.count-sealed',
  {},
  () => sql<{ commands: number; sealed: number; seq: number | null; chain_hash: string | null; sealed_at: Date | null }>`
  select (select count(*) from command_log) as commands, (select count(*) from command_seals) as sealed, l.* from (select 1) one
    left join lateral (select seq, chain_hash, sealed_at from audit_seals order by seq desc limit 1) l on true`,
);

export interface ProofRun {
  readonly id: string;
  readonly at: string;
  readonly checked: number;
  readonly faults: number;
  readonly proofs: string;
}
export const insertProofRun = defineSql(
  'audit.insert-proof-run',
  { id: '00000000-0000-7000-8000-000000000001', at: '2023-03-01T00:00:00Z', checked: 0, faults: 0, proofs: '[]' } as ProofRun,
  (p: ProofRun) =>
    sql`insert into proof_runs (id, run_at, checked, fault_count, proofs) values (${p.id}, ${p.at}, ${p.checked}, ${p.faults}, ${p.proofs}::jsonb)`,
);
export const findLastProof = defineSql(
  'audit.find-last-proof',
  {},
  () => sql<{ run_at: Date; checked: number; fault_count: number; proofs: { name: string; checked: number; faults: string[] }[] }>`
  select run_at, checked, fault_count, proofs from proof_runs order by run_at desc limit 1`,
);

export interface Stray {
  readonly checked: number;
  readonly fault: string | null;
}
/** What in the log points to nowhere: a command of nobody, or a touch of no command; some of them, beside how much was looked at. */
export const listStrays = defineSql(
  'audit.list-strays',
  { limit: 50 },
  (p: { limit: number }) => sql<Stray>`
  select n.checked, f.fault
    from (select (select count(*) from command_log) + (select count(*) from command_touches) as checked) n
    left join (
      select 'command ' || c.id || ' is of nobody' as fault from command_log c where not exists (select from users u where u.id = c.actor_id)
      union all
      select 'a touch of ' || t.thing_kind || ' ' || t.thing_id || ' is of no command' from command_touches t where not exists (select from command_log c where c.id = t.command_id)
      limit ${p.limit}) f on true`,
);
