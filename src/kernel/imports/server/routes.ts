import { createHash } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { requestOf } from '#foundation/http/requests.ts';
import type { FindMission } from '#foundation/http/requests.ts';
import { Id } from '#foundation/ids.ts';
import { parseInput } from '#foundation/pipeline/envelope.ts';
import { inRequest } from '#foundation/pipeline/execute.ts';
import type { PipelineDeps, Request } from '#foundation/pipeline/execute.ts';
import { commonProblems } from '#foundation/problem.ts';
import { sheetLimits } from '#foundation/sheets/limits.ts';
import { sniff } from '#foundation/sheets/sniff.ts';
import { writeTemplate } from '#foundation/sheets/template.ts';
import { mayUse } from './access.ts';
import { fileKey, allImports, getHandler, getSealer } from './handlers.ts';
import { findFileSize, insertFile } from './imports.repo.ts';
import { writeMarked } from './marked.ts';

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** The type under which a sheet's bytes are sent: no form of another site can send it. */
const sheetType = 'application/vnd.kervan.sheet';
const Words = z.object({ language: z.enum(['en', 'tr', 'ar']).default('en') });

/** Sheets in and out: bytes of a file to be staged, templates, and a staged sheet with its faults marked. */
export function addImportRoutes(app: FastifyInstance, deps: PipelineDeps, findMission: FindMission): void {
  void app.register(async (scope) => {
    scope.addContentTypeParser(sheetType, { parseAs: 'buffer', bodyLimit: sheetLimits.bytes + 1024 }, (_http, body, done) =>
      done(null, body),
    );
    scope.post('/api/imports/files', { bodyLimit: sheetLimits.bytes + 1024 }, (http, reply) => takeFile(deps, findMission, http, reply));
    scope.get('/api/imports/templates/:kind', (http, reply) => sendTemplate(deps, findMission, http, reply));
    scope.get('/api/imports/:importId/sheet', (http, reply) => sendMarked(deps, findMission, http, reply));
  });
}

async function takeFile(deps: PipelineDeps, findMission: FindMission, http: FastifyRequest, reply: FastifyReply) {
  if (!Buffer.isBuffer(http.body)) throw commonProblems.problem('media-type-unknown');
  return reply.send(await keepSheet(deps, requestOf(http, findMission), http.body));
}

/** Keeps the bytes, sealed, under their hash; sending them again keeps them once. */
export async function keepSheet(deps: PipelineDeps, request: Request, bytes: Buffer): Promise<{ hash: string; size: number }> {
  const hash = createHash('sha256').update(bytes).digest('base64url');
  const size = await inRequest(deps, request, null, async ({ ctx }) => {
    if (!allImports().some((handler) => mayUse(ctx, handler.def))) throw commonProblems.problem('not-permitted', { permission: 'imports' });
    sniff(bytes);
    if (!(await findFileSize.maybe(ctx.tx, { hash }))) {
      const sealed = await getSealer().seal(ctx.tx, fileKey(hash), bytes);
      await insertFile.run(ctx.tx, { hash, size: bytes.length, sealed, by: ctx.actor.userId, at: ctx.now.toISOString() });
    }
    return bytes.length;
  });
  return { hash, size };
}

async function sendTemplate(deps: PipelineDeps, findMission: FindMission, http: FastifyRequest, reply: FastifyReply) {
  const { language } = parseInput(Words, http.query);
  const { def } = getHandler((http.params as { kind: string }).kind);
  await inRequest(deps, requestOf(http, findMission), null, async ({ ctx }) => {
    if (!mayUse(ctx, def)) throw commonProblems.problem('not-permitted', { permission: def.permission });
  });
  return attach(reply, `${def.name.replace('.', '-')}-${language}.xlsx`).send(await writeTemplate(def, language));
}

/** Written to a file that is gone once it is sent, so that a slow line holds no transaction open. */
async function sendMarked(deps: PipelineDeps, findMission: FindMission, http: FastifyRequest, reply: FastifyReply) {
  const { language } = parseInput(Words, http.query);
  const importId = parseInput(Id, (http.params as { importId: string }).importId);
  const folder = await mkdtemp(join(tmpdir(), 'kervan-sheet-'));
  try {
    const out = createWriteStream(join(folder, 'sheet.xlsx'), { mode: 0o600 });
    const closed = finished(out);
    await inRequest(deps, requestOf(http, findMission), null, ({ ctx }) => writeMarked(ctx, importId, language, out), true);
    await closed;
    const file = await open(join(folder, 'sheet.xlsx'), 'r');
    reply.raw.once(
      'close',
      () =>
        void file
          .close()
          .catch(() => undefined)
          .then(() => rm(folder, { recursive: true, force: true })),
    );
    return await attach(reply, `import-${importId.slice(-6)}-${language}.xlsx`).send(file.createReadStream({ autoClose: false }));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

function attach(reply: FastifyReply, name: string): FastifyReply {
  return reply.type(xlsxType).header('content-disposition', `attachment; filename="${name}"`).header('cache-control', 'no-store');
}
