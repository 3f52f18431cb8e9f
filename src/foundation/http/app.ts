import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import cookie from '@fastify/cookie';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import { problemOfDatabase } from '../db/errors.ts';
import { Problem, commonProblems } from '../problem.ts';
import { problemBody } from '../pipeline/problem-body.ts';

export interface LogStream {
  write(line: string): void;
}

export interface HttpOptions {
  readonly https?: { cert: string; key: string };
  readonly trustProxy: string[] | false;
  /** True: to standard output; or a stream that takes the lines. */
  readonly log: boolean | LogStream;
  /** Largest JSON body in bytes. */
  readonly bodyLimit?: number;
}

/** The bare HTTP server: security headers, cookies, problems with words. Routes are added by the app. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const settings: FastifyServerOptions = {
    logger: options.log
      ? {
          level: 'info',
          redact: ['req.headers.cookie', 'req.headers.authorization'],
          serializers: { req: logged, err: loggedError },
          ...(typeof options.log === 'object' ? { stream: options.log } : {}),
        }
      : false,
    trustProxy: options.trustProxy === false ? false : options.trustProxy,
    bodyLimit: options.bodyLimit ?? 4 * 1024 * 1024,
    genReqId: () => randomUUID(),
    ...(options.https ? { https: options.https } : {}),
  };
  const app = Fastify(settings);
  // JSON only; a room that takes other bytes says so for its own routes.
  app.removeContentTypeParser('text/plain');
  await app.register(cookie);
  await app.register(compress, { global: true, encodings: ['gzip', 'deflate'] });
  await app.register(helmet, {
    contentSecurityPolicy: { directives: contentPolicy, useDefaults: false },
    hsts: options.https !== undefined,
  });
  app.addHook('onRequest', async (request) => refuseCrossSite(request));
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply));
  return app;
}

const self = "'self'";
// Scripts only from the own server; styles inline because Mantine writes style attributes; workers for the map.
const contentPolicy = {
  defaultSrc: [self],
  scriptSrc: [self, "'wasm-unsafe-eval'"],
  styleSrc: [self, "'unsafe-inline'"],
  imgSrc: [self, 'data:', 'blob:'],
  fontSrc: [self, 'data:'],
  connectSrc: [self],
  workerSrc: [self, 'blob:'],
  // PDF files are shown out of the browser's own memory.
  frameSrc: [self, 'blob:'],
  objectSrc: ["'none'"],
  baseUri: [self],
  formAction: [self],
  frameAncestors: ["'none'"],
};

/** Neither query strings nor bodies are logged: they may hold what is personal. */
function logged(request: FastifyRequest) {
  return { method: request.method, url: request.url.split('?')[0] ?? '' };
}

/** The database's own words repeat the values of a row: of its errors the log keeps where and which, never what was said. */
function loggedError(error: Error) {
  const { code, table, column, constraint, severity } = error as Partial<Record<string, string>> & Error;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const type = error.constructor.name;
  if (severity !== undefined) return { type, message: `database error ${code}`, code, table, column, constraint, stack: frames.join('\n') };
  return { type, message: error.message, code, stack: error.stack ?? '' };
}

/**
 * A cookie alone never writes: a browser's POST must carry our header, which another site cannot send without the
 * preflight that is never answered.
 */
function refuseCrossSite(request: FastifyRequest): void {
  const safe = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
  if (safe || !request.url.startsWith('/api/')) return;
  const ours = request.headers['x-kervan'] || request.headers.authorization;
  if (!ours || isForeign(request)) throw commonProblems.problem('cross-site');
}

/**
 * What the browser itself says of where a request comes from, which no page can forge. Over plain HTTP off localhost it
 * says only the origin; programs without a browser say neither.
 */
function isForeign({ headers, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin } = headers;
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
}

/** Answers any failure as an RFC 9457 body; what is not a problem is ours: logged, and named only by its id. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = error instanceof Problem ? error : (problemOfDatabase(error) ?? fromFastify(error));
  if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
  if (problem.status === 429 && typeof problem.figures['seconds'] === 'number')
    void reply.header('retry-after', String(problem.figures['seconds']));
  return reply.code(problem.status).type('application/problem+json').send(problemBody(problem, request.id));
}

function fromFastify(error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return commonProblems.problem('body-too-large');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return commonProblems.problem('media-type-unknown');
  if (code.startsWith('FST_ERR_CTP') || error instanceof SyntaxError) return commonProblems.problem('body-unreadable');
  if (statusOf(error) === 416) return commonProblems.problem('range-beyond');
  return commonProblems.problem('failed');
}

const statusOf = (error: unknown) => (error instanceof Error && 'statusCode' in error ? error.statusCode : undefined);
