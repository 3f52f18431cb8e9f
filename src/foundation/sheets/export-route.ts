import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { requestOf } from '../http/requests.ts';
import type { FindMission } from '../http/requests.ts';
import { parseInput } from '../pipeline/envelope.ts';
import type { PipelineDeps } from '../pipeline/execute.ts';
import { exportList } from './export.ts';

const Ask = z.strictObject({
  input: z.record(z.string(), z.unknown()).default({}),
  format: z.enum(['xlsx', 'csv', 'json', 'pdf']),
  language: z.enum(['en', 'tr', 'ar']).default('en'),
});

/** `POST /api/exports/<query>` with `{input, format, language}`: the whole list as a file, for every query with columns. */
export function addExportRoutes(app: FastifyInstance, deps: PipelineDeps, findMission: FindMission): void {
  for (const { def } of deps.registry.queries.values()) {
    if (!def.columns) continue;
    app.post(`/api/exports/${def.name}`, async (http, reply) => {
      const request = requestOf(http, findMission);
      const exported = await exportList(deps, request, { query: def.name, ...parseInput(Ask, http.body) });
      const stream = exported.file.createReadStream({ autoClose: false });
      reply.raw.once('close', () => void exported.close());
      return reply
        .type(exported.mediaType)
        .header('content-disposition', `attachment; filename="${exported.fileName}"`)
        .header('x-kervan-rows', String(exported.rows))
        .header('cache-control', 'no-store')
        .send(stream);
    });
  }
}
