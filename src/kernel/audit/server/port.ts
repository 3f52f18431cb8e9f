import type { Tx } from '#foundation/db/tx.ts';
import type { Envelope, Outcome } from '#foundation/command.ts';
import { newId } from '#foundation/ids.ts';
import { Problem } from '#foundation/problem.ts';
import type { AuditPort, FormerOutcome, LogEntry } from '#foundation/pipeline/ports.ts';
import { findOutcome, insertCommand, insertLastCommand, insertRead, insertWithin } from './command-log.repo.ts';
import type { LogRow } from './command-log.repo.ts';

/** What the log may keep of an input: secret fields gone, personal fields sealed. Filled by the app with the key room. */
export type KeepInput = (tx: Tx, commandName: string, input: unknown, met?: readonly string[]) => Promise<unknown>;

/** Puts keyed marks in place of an envelope's secret fields. */
export type Blind = (envelope: Envelope) => Envelope;

/** The command log as the pipeline sees it. */
export function auditPort(keep: KeepInput, blinded: Blind = (envelope) => envelope): AuditPort {
  return {
    record: async (tx, entry) => (await insertCommand.maybe(tx, rowOf(entry))) !== undefined,
    recordLast,
    recordWithin: (tx, within) => insertWithin.run(tx, within).then(() => undefined),
    formerOutcome: async (tx, id) => formerOf(await findOutcome.maybe(tx, { id })),
    formerOf: (row) => formerOf(row),
    logRead: async (tx, read) => {
      await insertRead.run(tx, {
        id: newId(read.at.getTime()),
        actorId: read.actor.userId,
        token: read.actor.token ?? null,
        query: read.query,
        // What was looked for says something about a person too.
        subject: JSON.stringify(await keptSubject(keep, tx, read)),
        rows: read.rows,
        at: read.at.toISOString(),
      });
    },
    keep,
    blinded,
  };
}

/** Exports and papers carry the input one level deeper. */
async function keptSubject(keep: KeepInput, tx: Tx, read: { query: string; subject: unknown; met?: readonly string[] }): Promise<unknown> {
  const { subject, met } = read;
  if (subject === null || typeof subject !== 'object' || !('export' in subject || 'print' in subject) || !('input' in subject))
    return keep(tx, read.query, subject, met);
  return { ...subject, input: await keep(tx, read.query, subject.input, met) };
}

async function recordLast(tx: Tx, entry: LogEntry): Promise<boolean> {
  try {
    await insertLastCommand.run(tx.last(), rowOf(entry));
    return true;
  } catch (error) {
    if (error instanceof Problem && error.figures['constraint'] === 'command_log_pkey') return false;
    throw error;
  }
}

function rowOf(entry: LogEntry): LogRow {
  const { envelope } = entry;
  return {
    id: envelope.id,
    name: envelope.name,
    version: envelope.version,
    kind: entry.kind,
    actorId: entry.actor.userId,
    device: envelope.device ?? null,
    seq: envelope.seq ?? null,
    via: entry.actor.via,
    token: entry.actor.token ?? null,
    input: JSON.stringify(entry.keptInput),
    inputHash: entry.inputHash,
    basedOn: envelope.basedOn ?? null,
    signature: envelope.signature ?? null,
    occurredAt: envelope.occurredAt,
    recordedAt: entry.recordedAt.toISOString(),
    state: entry.outcome.state,
    outcome: JSON.stringify(entry.outcome),
    touches: entry.touches,
    events: entry.events.length > 0 ? JSON.stringify(entry.events) : null,
  };
}

function formerOf(row: Record<string, unknown> | undefined): FormerOutcome | undefined {
  if (!row || row['former_actor'] == null) return undefined;
  return {
    actorId: row['former_actor'] as string,
    device: row['former_device'] as string | null,
    inputHash: row['former_hash'] as string,
    outcome: row['former_outcome'] as Outcome,
  };
}
