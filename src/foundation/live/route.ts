import type { FastifyInstance } from 'fastify';
import { requestOf } from '../http/requests.ts';
import type { FindMission } from '../http/requests.ts';
import { inRequest } from '../pipeline/execute.ts';
import type { PipelineDeps, Request } from '../pipeline/execute.ts';
import type { Hub } from './hub.ts';

const heartbeatMs = 25_000;

/**
 * `GET /api/live`: server-sent events `changed` with `{rooms: [...]}`, at most one a second. It tells that something
 * changed, never what: the screen asks its query again, under its reader's rights.
 */
export function addLiveRoute(app: FastifyInstance, deps: PipelineDeps, findMission: FindMission, hub: Hub): void {
  const open = new Set<() => void>();
  app.addHook('preClose', async () => {
    for (const end of open) end();
  });
  app.get('/api/live', async (http, reply) => {
    const request = requestOf(http, findMission);
    await signedIn(deps, request);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    });
    raw.write('retry: 5000\nevent: hello\ndata: {}\n\n');
    const leave = hub.subscribe(request.mission.slug, (rooms) => raw.write(`event: changed\ndata: ${JSON.stringify({ rooms })}\n\n`));
    const end = () => {
      clearInterval(timer);
      leave();
      open.delete(end);
      raw.end();
    };
    // A session that has ended hears nothing more.
    const timer = setInterval(() => void signedIn(deps, request).then(() => raw.write(': here\n\n'), end), heartbeatMs);
    open.add(end);
    raw.on('close', end);
  });
}

/** Throws unless the request's session or token is good now. */
async function signedIn(deps: PipelineDeps, request: Request): Promise<void> {
  await inRequest(deps, request, null, async () => undefined, true);
}
