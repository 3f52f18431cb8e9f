import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { requestOf } from '#foundation/http/requests.ts';
import type { FindMission } from '#foundation/http/requests.ts';
import { parseInput } from '#foundation/pipeline/envelope.ts';
import type { PipelineDeps } from '#foundation/pipeline/execute.ts';
import { pullFeed } from './feeds.ts';

/** Body of `POST /api/feeds/<name>`, or query of GET. */
const Pull = z.object({ cursor: z.string().max(300).optional(), limit: z.coerce.number().int().min(1).max(20_000).default(5_000) });

/** Each feed's route: an answer of JSON lines, of which the last holds the cursor for the next pull. */
export function addFeedRoutes(app: FastifyInstance, deps: PipelineDeps, findMission: FindMission): void {
  const answer = async (http: FastifyRequest, reply: FastifyReply, given: unknown) => {
    const { name } = http.params as { name: string };
    const lines = await pullFeed(deps, requestOf(http, findMission), name, parseInput(Pull, given ?? {}));
    // The transaction has ended: a slow phone holds no connection while it reads.
    return reply.type('application/x-ndjson').send(Readable.from(chunksOf(lines)));
  };
  app.get('/api/feeds/:name', (http, reply) => answer(http, reply, http.query));
  app.post('/api/feeds/:name', (http, reply) => answer(http, reply, http.body));
}

function* chunksOf(lines: readonly unknown[]): Generator<string> {
  for (let at = 0; at < lines.length; at += 200)
    yield lines
      .slice(at, at + 200)
      .map((line) => `${JSON.stringify(line)}\n`)
      .join('');
}
