import type { FastifyInstance } from 'fastify';
import { requestOf } from '#foundation/http/requests.ts';
import type { FindMission } from '#foundation/http/requests.ts';
import { parseInput } from '#foundation/pipeline/envelope.ts';
import type { PipelineDeps } from '#foundation/pipeline/execute.ts';
import { PackRequest } from '../contract/packs.ts';
import { offeredPacks, takePack } from './packs.ts';
import { refuseRevoked } from './revoked.ts';

/** `POST /api/packs` tells what may be taken, `POST /api/packs/<name>` gives one pack. */
export function addPackRoutes(app: FastifyInstance, deps: PipelineDeps, findMission: FindMission): void {
  app.post('/api/packs', async (http, reply) => {
    const request = requestOf(http, findMission);
    await refuseRevoked(deps, request);
    return reply.header('cache-control', 'no-store').send(await offeredPacks(deps, request));
  });
  app.post('/api/packs/:name', async (http, reply) => {
    const request = requestOf(http, findMission);
    await refuseRevoked(deps, request);
    const { name } = http.params as { name: string };
    const text = JSON.stringify(await takePack(deps, request, name, parseInput(PackRequest, http.body)));
    // The answer travels packed: the phone's progress bar counts what it unpacks.
    return reply
      .type('application/json')
      .header('cache-control', 'no-store')
      .header('x-kervan-bytes', String(Buffer.byteLength(text)))
      .send(text);
  });
}
