import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { fileProblems } from '#foundation/file-problems.ts';
import { accept, largestFile } from '#foundation/files/accept.ts';
import { requestOf } from '#foundation/http/requests.ts';
import type { FindMission } from '#foundation/http/requests.ts';
import { Id } from '#foundation/ids.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { parseInput } from '#foundation/pipeline/envelope.ts';
import { inRequest } from '#foundation/pipeline/execute.ts';
import type { PipelineDeps } from '#foundation/pipeline/execute.ts';
import { hashOf } from '#foundation/files/store.ts';
import { openPiece, sealPiece } from './content.ts';
import { findFile } from './files.repo.ts';
import { dropPieces, insertPiece, listPieces, readPieces } from './pieces.repo.ts';
import { takeIn } from './take-in.ts';

const largestPiece = 512 * 1024;
const Params = z.object({ fileId: Id });
const Piece = z.object({
  at: z.coerce.number().int().min(0),
  whole: z.coerce.number().int().min(1).max(largestFile),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
type Piece = z.infer<typeof Piece> & { readonly fileId: string };

/**
 * `POST /api/files/<id>/pieces?at=&whole=&hash=` takes one piece of a file whose id its sender has made, and answers how much
 * of it is here without a gap: from there the sender goes on, also after days. The last piece makes it a file.
 */
export function addPieceRoute(scope: FastifyInstance, deps: PipelineDeps, findMission: FindMission): void {
  scope.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: largestPiece }, (_http, body, done) =>
    done(null, body),
  );
  scope.post('/api/files/:fileId/pieces', async (http, reply) => {
    const request = requestOf(http, findMission);
    const piece = { ...parseInput(Params, http.params), ...parseInput(Piece, http.query) };
    const body = bodyOf(http);
    const have = await inRequest(deps, request, null, ({ ctx }) => keepPiece(ctx, piece, body));
    if (have < piece.whole) return reply.send({ have, done: false });
    if (have === piece.whole) await finish(deps, request, piece);
    return reply.send({ have: piece.whole, done: true });
  });
}

function bodyOf(http: FastifyRequest): Buffer {
  if (!Buffer.isBuffer(http.body) || http.body.length === 0) throw fileProblems.problem('empty');
  return http.body;
}

/** Answers how much is here without a gap; `Infinity` when the file is whole already, for the answer to its last piece was lost. */
async function keepPiece(ctx: RequestContext, { fileId, at, hash, whole }: Piece, body: Buffer): Promise<number> {
  const file = await findFile.maybe(ctx.tx, { id: fileId });
  if (file && file.added_by !== ctx.actor.userId) throw fileProblems.problem('not-found');
  if (file) return Infinity;
  if (at + body.length > whole) throw fileProblems.problem('too-large', { most: whole });
  const by = ctx.actor.userId;
  const bytes = await sealPiece(ctx.tx, body);
  await insertPiece.run(ctx.tx, { fileId, at, by, hash, whole, length: body.length, bytes, sentAt: ctx.now.toISOString() });
  let have = 0;
  for (const piece of await listPieces.all(ctx.tx, { fileId, by, hash, whole })) if (piece.at === have) have += piece.length;
  return have;
}

async function finish(deps: PipelineDeps, request: Parameters<typeof inRequest>[1], { fileId, hash }: Piece): Promise<void> {
  const bytes = await inRequest(deps, request, null, async ({ ctx }) => {
    const pieces = await readPieces.all(ctx.tx, { fileId });
    const opened = await Promise.all(pieces.map((piece) => openPiece(ctx.tx, piece.bytes)));
    await dropPieces.run(ctx.tx, { fileId, by: ctx.actor.userId });
    return Buffer.concat(opened);
  });
  // Damaged on the way: all of it is sent again.
  if (hashOf(bytes) !== hash) throw fileProblems.problem('bytes-absent');
  await takeIn(deps, request, fileId, await accept(bytes));
}
