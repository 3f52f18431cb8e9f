import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { commonProblems } from '../problem.ts';
import { sendError } from './app.ts';

/** Serves the built browser app and the map's own data; every unknown page path answers the app's shell. */
export async function addStatic(app: FastifyInstance, webRoot: string, geoRoot: string): Promise<void> {
  if (existsSync(geoRoot)) {
    await app.register(fastifyStatic, { root: geoRoot, prefix: '/geo/', decorateReply: false, maxAge: '1h', acceptRanges: true });
  }
  const built = existsSync(join(webRoot, 'index.html'));
  // Looked for at each request, not listed once: pages that are built anew beneath a running server are served at once.
  if (built) await app.register(fastifyStatic, { root: webRoot, maxAge: 0, setHeaders: cacheForever });
  app.setNotFoundHandler((request, reply) => {
    const page =
      built && request.method === 'GET' && !request.url.startsWith('/api/') && !/\.[a-z0-9]{2,5}$/i.test(request.url.split('?')[0] ?? '');
    if (!page) return sendError(commonProblems.problem('route-unknown'), request, reply);
    return reply.header('cache-control', 'no-cache').sendFile('index.html');
  });
}

/** Files named by their content's hash never change. */
function cacheForever(reply: FastifyReply, path: string): void {
  if (/\/assets\/.+-[\w-]{8}\.\w+$/.test(path)) void reply.header('cache-control', 'public, max-age=31536000, immutable');
}
