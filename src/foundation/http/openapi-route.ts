import type { FastifyInstance } from 'fastify';
import type { ModuleDef } from '../module.ts';
import { openApiOf } from './openapi.ts';

/** `GET /api/openapi.json`: what this very server understands, made of its own definitions when first asked. */
export function addOpenApi(app: FastifyInstance, modules: readonly ModuleDef[], version: string): void {
  let text: string | undefined;
  app.get('/api/openapi.json', async (_request, reply) => {
    text ??= JSON.stringify(openApiOf(modules, version));
    return reply.type('application/json').header('cache-control', 'no-cache').send(text);
  });
}
