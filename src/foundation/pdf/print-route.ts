import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { requestOf } from '../http/requests.ts';
import type { FindMission } from '../http/requests.ts';
import { markedName } from '../mark.ts';
import { parseInput } from '../pipeline/envelope.ts';
import type { PipelineDeps } from '../pipeline/execute.ts';
import { dayIn } from '../time.ts';
import { printPaper } from './print.ts';

const Ask = z.strictObject({
  input: z.record(z.string(), z.unknown()).default({}),
  language: z.enum(['en', 'tr', 'ar']).default('en'),
});

/** `POST /api/prints/<paper>` with `{input, language}`: a record or a map as PDF. Lists are printed by their export. */
export function addPrintRoutes(app: FastifyInstance, deps: PipelineDeps, findMission: FindMission): void {
  for (const source of deps.registry.rooms.flatMap((room) => room.papers ?? [])) {
    app.post(`/api/prints/${source.name}`, async (http, reply) => {
      const request = requestOf(http, findMission);
      const pdf = await printPaper(deps, request, source, parseInput(Ask, http.body));
      const { mission } = request;
      const day = dayIn(mission.timeZone, deps.clock(mission));
      const name = markedName(mission, `${source.name.replace('.', '-')}-${day}.pdf`);
      return reply
        .type('application/pdf')
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store')
        .send(pdf);
    });
  }
}
