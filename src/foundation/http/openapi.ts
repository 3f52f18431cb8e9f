import * as z from 'zod';
import type { CommandDef } from '../command.ts';
import type { ModuleDef } from '../module.ts';
import type { PackDef } from '../pack.ts';
import type { QueryDef } from '../query.ts';
import { translate } from '../i18n/server.ts';
import { SingleEnvelope } from './routes.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 description of every command's and query's route, from the same definitions that serve them. */
export function openApiOf(modules: readonly ModuleDef[], version: string): Json {
  const paths: Json = {};
  for (const room of modules) {
    for (const def of room.commands) paths[`/api/commands/${def.name}`] = { post: commandOperation(room, def) };
    for (const def of room.queries) paths[`/api/queries/${def.name}`] = { post: queryOperation(room, def) };
    for (const def of room.packs) paths[`/api/packs/${def.name}`] = { post: packOperation(room, def) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kervan',
      version,
      description:
        'Every write is a command, every read a query. Send the header `x-kervan: 1` with a session cookie, or an API token as bearer.',
    },
    tags: modules.map((room) => ({ name: room.name })),
    paths,
    components: {
      schemas: { Problem: problemSchema, Outcome: outcomeSchema },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'kervan_session' }, token: { type: 'http', scheme: 'bearer' } },
    },
    security: [{ session: [] }, { token: [] }],
  };
}

function commandOperation(room: ModuleDef, def: CommandDef): Json {
  const envelope = jsonSchema(SingleEnvelope) as { properties: Json };
  envelope.properties['input'] = jsonSchema(def.input);
  return {
    operationId: def.name,
    tags: [room.name],
    summary: translate('en', `command.${def.name}`),
    'x-kind': def.kind,
    'x-version': def.version,
    'x-offline': def.offline,
    'x-permission': def.name,
    requestBody: body(envelope),
    responses: {
      200: answer('Applied', outcomeWith(jsonSchema(def.result))),
      202: answer('Parked: kept, and waits for a person', ref('Outcome')),
      ...problems,
    },
  };
}

function queryOperation(room: ModuleDef, def: QueryDef): Json {
  return {
    operationId: def.name,
    tags: [room.name],
    summary: translate('en', `query.${def.name}`),
    'x-permission': def.permission,
    'x-sensitive': def.sensitive,
    requestBody: body(jsonSchema(def.input)),
    responses: {
      200: answer('The answer', { type: 'object', required: ['data'], properties: { data: jsonSchema(def.output, 'output') } }),
      ...problems,
    },
  };
}

function packOperation(room: ModuleDef, def: PackDef): Json {
  const asked = { type: 'object', required: ['params'], properties: { params: jsonSchema(def.params), have: { type: 'string' } } };
  const text = { type: 'string' };
  const taken = {
    type: 'object',
    required: ['name', 'params', 'title', 'until', 'shape', 'version', 'madeAt'],
    properties: { name: text, title: text, until: text, version: text, madeAt: text, shape: { type: 'integer' } },
  };
  Object.assign(taken.properties, { params: jsonSchema(def.params, 'output'), data: jsonSchema(def.shape, 'output') });
  return {
    operationId: def.name,
    tags: [room.name],
    summary: translate('en', `pack.${def.name}`),
    'x-permission': def.name,
    'x-sensitive': def.sensitive,
    requestBody: body(asked),
    responses: { 200: answer('The pack; without data when the version sent in `have` is the present one', taken), ...problems },
  };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output' = 'input'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const body = (schema: Json): Json => ({ required: true, content: { 'application/json': { schema } } });
const answer = (description: string, schema: Json): Json => ({ description, content: { 'application/json': { schema } } });
const problem = (description: string): Json => ({ description, content: { 'application/problem+json': { schema: ref('Problem') } } });
const problems: Json = {
  401: problem('Nobody is signed in'),
  403: problem('Not permitted here'),
  409: problem('Refused: does not fit what is there'),
  422: problem('The input has faults'),
};
const outcomeWith = (result: Json): Json => ({ allOf: [ref('Outcome'), { type: 'object', properties: { result } }] });

const problemSchema: Json = {
  type: 'object',
  required: ['type', 'title', 'status'],
  description: 'RFC 9457; `type` is a stable code',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    figures: { type: 'object' },
    instance: { type: 'string' },
    faults: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, figures: { type: 'object' } },
      },
    },
  },
};
const outcomeSchema: Json = {
  type: 'object',
  required: ['id', 'state'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    state: { enum: ['applied', 'refused', 'parked'] },
    result: {},
    exceptions: { type: 'array', items: { type: 'string' } },
    problem: ref('Problem'),
    reason: { type: 'string' },
    replayed: { type: 'boolean' },
  },
};
