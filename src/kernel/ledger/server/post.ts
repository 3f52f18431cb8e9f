import { createHash } from 'node:crypto';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { Problem } from '#foundation/problem.ts';
import { dayIn } from '#foundation/time.ts';
import { holdBroken } from '../contract/documents.ts';
import type { Line } from '../contract/documents.ts';
import { problems } from '../contract/problems.ts';
import { figuresOfKey, parseKey } from '../domain/bucket.ts';
import { compileDocument, contentText } from '../domain/document.ts';
import { findDocument, listLaterTakers, listLines } from './books.repo.ts';
import { callLock, callPost } from './posting.repo.ts';
import type { PostAnswer, Room } from './posting.repo.ts';

export interface ToPost {
  readonly id: string;
  readonly kind: string;
  readonly lines: readonly Line[];
  /** Promises that this document keeps; they end with it. */
  readonly holds?: readonly string[];
}

export interface PostedDocument {
  readonly documentId: string;
  readonly bookDate: string;
  readonly replayed: boolean;
}

/**
 * Posts a document in the command's transaction. In a decision it is refused where it would take what is not free
 * (`ledger.short` with the figures); in a fact it breaks promises, then draws from the unexplained, and each of both opens
 * an exception. Several documents in one transaction: call `lockBuckets` with all their lines first.
 */
export async function post(ctx: CommandContext, document: ToPost): Promise<PostedDocument> {
  return send(ctx, document, null);
}

/** Locks all that several documents of one transaction will touch, in one order for everybody. */
export async function lockBuckets(ctx: CommandContext, lines: readonly Line[]): Promise<void> {
  const compiled = compileDocument(lines);
  if (compiled instanceof Problem) throw compiled;
  await callLock.run(ctx.tx, { keys: compiled.keys });
}

/** Posts the counter-document of one; refused with what stands in the way when what it brought has gone on. */
export async function reverse(ctx: CommandContext, documentId: string, reversalId: string): Promise<PostedDocument> {
  const found = await findDocument.maybe(ctx.tx, { id: documentId });
  if (!found) throw problems.problem('document-not-found');
  if (found.reversedBy && found.reversedBy !== reversalId) throw problems.problem('already-reversed', { by: found.reversedBy });
  const rows = await listLines.all(ctx.tx, { id: documentId });
  const asked = rows.filter((row) => row.line >= 1).reverse();
  const lines = asked.map((row): Line => ({ from: parseKey(row.to), to: parseKey(row.from), qty: row.qty }));
  if (ctx.command.kind === 'decision') await refuseWhatStandsInTheWay(ctx, documentId);
  return send(ctx, { id: reversalId, kind: `${found.kind}-reversal`, lines }, documentId);
}

async function refuseWhatStandsInTheWay(ctx: CommandContext, documentId: string): Promise<void> {
  const inTheWay = await listLaterTakers.all(ctx.tx, { id: documentId, limit: 5 });
  const first = inTheWay[0];
  if (!first) return;
  const figures = { ...figuresOfKey(first.key), asked: first.asked, available: first.free, documents: first.takers };
  throw problems.problem('reversal-blocked', figures);
}

async function send(ctx: CommandContext, document: ToPost, reverses: string | null): Promise<PostedDocument> {
  const compiled = compileDocument(document.lines);
  if (compiled instanceof Problem) throw compiled;
  const { occurredAt } = ctx.command;
  const hash = createHash('sha256')
    .update(contentText(document.kind, occurredAt, reverses, compiled.text))
    .digest('hex');
  const { answer } = await callPost.one(ctx.tx, {
    documentId: document.id,
    kind: document.kind,
    occurredAt: occurredAt.toISOString(),
    day: dayIn(ctx.mission.timeZone, occurredAt),
    recordedAt: ctx.now.toISOString(),
    actorId: ctx.actor.userId,
    commandId: ctx.command.id,
    hash,
    reverses,
    keys: compiled.keys,
    from: compiled.from,
    to: compiled.to,
    qty: compiled.qty,
    fact: ctx.command.kind === 'fact',
    holds: document.holds ?? [],
  });
  ctx.touch('ledger-document', document.id);
  await tellMisfits(ctx, document.id, answer);
  return { documentId: document.id, bookDate: answer.bookDate, replayed: answer.replayed };
}

/** Opens an exception for each promise broken and each bucket that owes, and closes those that a fact has explained. */
async function tellMisfits(ctx: CommandContext, documentId: string, answer: PostAnswer): Promise<void> {
  for (const room of answer.rooms) await raiseBroken(ctx, documentId, room);
  const owed = new Map<number, { key: string; owed: number }>();
  for (const room of answer.rooms) if (room.draw > 0) owed.set(room.bucket, room);
  for (const settled of answer.settled) owed.set(settled.bucket, settled);
  for (const [bucket, { key, owed: qty }] of owed) {
    const subject = { kind: 'ledger-bucket', id: String(bucket) };
    if (qty === 0) await ctx.settle('ledger.unexplained', subject);
    else await ctx.raise({ kind: 'ledger.unexplained', subject, figures: { ...figuresOfKey(key), qty }, position: {} });
  }
}

async function raiseBroken(ctx: CommandContext, documentId: string, room: Room): Promise<void> {
  for (const broken of room.broken) {
    ctx.emit(holdBroken, { holdId: broken.reservation, documentId, qty: broken.qty });
    await ctx.raise({
      kind: 'ledger.hold-broken',
      subject: { kind: 'ledger-hold', id: broken.reservation },
      figures: { ...figuresOfKey(room.key), qty: broken.qty, purpose: broken.purpose, document: documentId },
      position: {},
    });
  }
}
