import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Database } from '../db/pool.ts';
import { guardMetrics } from './metrics-door.ts';
import type { MetricsDoor } from './metrics-door.ts';

/** `GET /healthz` answers 200 when the database answers; `GET /metrics` speaks Prometheus, to whom its door is open. */
export function addHealth(app: FastifyInstance, db: Database, door: MetricsDoor): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'kervan_request_seconds',
    help: 'Seconds per request by route and status',
    labelNames: ['route', 'status'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  const failures = new Counter({ name: 'kervan_failures_total', help: 'Answers with status 500 or above', registers: [registry] });
  new Gauge({
    name: 'kervan_pool_waiting',
    help: 'Requests waiting for a database connection',
    registers: [registry],
    collect() {
      this.set(db.pool.waitingCount);
    },
  });
  app.addHook('onResponse', async (request, reply) => {
    duration.observe({ route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    if (reply.statusCode >= 500) failures.inc();
  });
  app.get('/healthz', async (_request, reply) => {
    try {
      await db.pool.query('select 1');
      return await reply.send({ ready: true });
    } catch {
      return reply.code(503).send({ ready: false });
    }
  });
  app.get('/metrics', async (request, reply) => {
    guardMetrics(request, door);
    return reply.type(registry.contentType).send(await registry.metrics());
  });
  return registry;
}
