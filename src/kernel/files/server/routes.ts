import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { fileProblems } from '#foundation/file-problems.ts';
import { accept, largestFile } from '#foundation/files/accept.ts';
import { requestOf } from '#foundation/http/requests.ts';
import type { FindMission } from '#foundation/http/requests.ts';
import { Id, newId } from '#foundation/ids.ts';
import { parseInput } from '#foundation/pipeline/envelope.ts';
import { inRequest } from '#foundation/pipeline/execute.ts';
import type { PipelineDeps } from '#foundation/pipeline/execute.ts';
import { commonProblems } from '#foundation/problem.ts';
import { readBytes } from './content.ts';
import { findFile } from './files.repo.ts';
import { addPieceRoute } from './pieces.ts';
import { mayRead } from './reading.ts';
import { takeIn } from './take-in.ts';

const Params = z.object({ fileId: Id });
const Size = z.object({ size: z.enum(['thumb', 'full']).default('full') });

/** Files in and out. */
export function addFileRoutes(app: FastifyInstance, deps: PipelineDeps, findMission: FindMission): void {
  void app.register(async (scope) => {
    await scope.register(multipart, { limits: { fileSize: largestFile + 1, files: 1, fields: 0, parts: 1 } });
    scope.post('/api/files', (http, reply) => take(deps, findMission, http, reply));
    addPieceRoute(scope, deps, findMission);
    scope.get('/api/files/:fileId', (http, reply) => give(deps, findMission, http, reply));
  });
}

/** Takes one file in: looked at, drawn anew, sealed, and then entered by a command in the sender's name. */
async function take(deps: PipelineDeps, findMission: FindMission, http: FastifyRequest, reply: FastifyReply) {
  const request = requestOf(http, findMission, { guests: true });
  await inRequest(deps, request, null, async () => undefined, true); // nobody who is not signed in makes us draw pictures
  const accepted = await accept(await bytesOf(http));
  const fileId = newId();
  return reply.send({ id: fileId, ...(await takeIn(deps, request, fileId, accepted)) });
}

async function bytesOf(http: FastifyRequest): Promise<Buffer> {
  if (!http.isMultipart()) throw commonProblems.problem('media-type-unknown');
  try {
    const part = await http.file();
    if (!part) throw fileProblems.problem('empty');
    return await part.toBuffer();
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code === 'FST_REQ_FILE_TOO_LARGE') throw fileProblems.problem('too-large', { most: largestFile });
    if (code === 'FST_FILES_LIMIT' || code === 'FST_PARTS_LIMIT' || code === 'FST_FIELDS_LIMIT')
      throw fileProblems.problem('one-at-a-time');
    throw error;
  }
}

/** Gives a file to who may read a record it belongs to. */
async function give(deps: PipelineDeps, findMission: FindMission, http: FastifyRequest, reply: FastifyReply) {
  const { fileId } = parseInput(Params, http.params);
  const { size } = parseInput(Size, { size: (http.query as { size?: string }).size });
  const found = await inRequest(
    deps,
    requestOf(http, findMission),
    null,
    async ({ ctx }) => {
      const file = await findFile.maybe(ctx.tx, { id: fileId });
      // Whoever may not read it learns nothing, not even that it is there.
      if (!file || !(await mayRead(ctx, file))) throw fileProblems.problem('not-found');
      const thumb = size === 'thumb' ? file.thumb_hash : null;
      const bytes = await readBytes(ctx.tx, thumb ?? file.hash);
      if (!bytes) throw fileProblems.problem('bytes-absent');
      return { bytes, mediaType: thumb ? 'image/webp' : file.media_type };
    },
    true,
  );
  const shown = /^(image\/|application\/pdf|audio\/)/.test(found.mediaType);
  return reply
    .type(found.mediaType)
    .header('content-disposition', `${shown ? 'inline' : 'attachment'}; filename="${fileId}"`)
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', 'private, max-age=86400, immutable')
    .send(found.bytes);
}
