import type { FastifyInstance, FastifyReply } from 'fastify';
import * as z from 'zod';
import { Envelope } from '../command.ts';
import { askQuery } from '../pipeline/ask.ts';
import { parseInput } from '../pipeline/envelope.ts';
import { executeCommand } from '../pipeline/execute.ts';
import type { PipelineDeps, Request } from '../pipeline/execute.ts';
import type { ItemAnswer } from '../pipeline/ports.ts';
import { problemBody } from '../pipeline/problem-body.ts';
import { Problem } from '../problem.ts';
import { requestOf } from './requests.ts';
import type { FindMission } from './requests.ts';

/** What a single command's own route takes: the envelope without what the route already says. */
export const SingleEnvelope = Envelope.omit({ name: true, version: true }).extend({ version: Envelope.shape.version.optional() });
const Batch = z.array(z.unknown()).min(1).max(500);

/** The generated routes: one per command, one per query, and the batch. */
export function addPipelineRoutes(app: FastifyInstance, deps: PipelineDeps, findMission: FindMission): void {
  for (const { def } of deps.registry.commands.values()) {
    app.post(`/api/commands/${def.name}`, async (http, reply) => {
      const request = requestOf(http, findMission, { guests: true });
      const single = parseInput(SingleEnvelope, http.body);
      const envelope = { ...single, name: def.name, version: single.version ?? def.version };
      if (deps.ports.devices.concerns(request.credential, envelope))
        return sendOutcome(reply, (await deps.ports.devices.receive(deps, request.mission, [envelope]))[0]!);
      const { outcome, grantsVersion } = await executeCommand(deps, request, envelope);
      return sendOutcome(withGrants(reply, grantsVersion), outcome);
    });
  }
  for (const { def } of deps.registry.queries.values()) {
    app.post(`/api/queries/${def.name}`, async (http, reply) => {
      const { data, grantsVersion } = await askQuery(deps, requestOf(http, findMission, { guests: true }), def.name, http.body ?? {});
      return withGrants(reply, grantsVersion).send({ data });
    });
  }
  app.post('/api/commands', { bodyLimit: 16 * 1024 * 1024 }, async (http, reply) => {
    const request = requestOf(http, findMission);
    return reply.send({ outcomes: await batchOutcomes(deps, request, parseInput(Batch, http.body)) });
  });
}

/** Signed items go to the device port together, so that it can restore each device's order; the others run as they stand. */
async function batchOutcomes(deps: PipelineDeps, request: Request, items: readonly unknown[]): Promise<ItemAnswer[]> {
  const { devices } = deps.ports;
  const outcomes: ItemAnswer[] = [];
  const signed = [...items.keys()].filter((index) => devices.concerns(request.credential, items[index]));
  const answers =
    signed.length > 0
      ? await devices.receive(
          deps,
          request.mission,
          signed.map((index) => items[index]),
        )
      : [];
  signed.forEach((index, at) => (outcomes[index] = answers[at]!));
  for (const [index, item] of items.entries()) outcomes[index] ??= await outcomeOf(deps, request, item);
  return outcomes;
}

/** One item of a batch: a failure of one never stops the others. */
async function outcomeOf(deps: PipelineDeps, request: Request, item: unknown): Promise<ItemAnswer> {
  const id = item !== null && typeof item === 'object' && 'id' in item && typeof item.id === 'string' ? item.id : null;
  try {
    return (await executeCommand(deps, request, parseInput(Envelope, item))).outcome;
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 401 || error.status >= 500) throw error;
    return { id, state: 'refused', problem: problemBody(error) };
  }
}

/** A refused decision answers with its problem's status; the outcome is the body either way. */
function sendOutcome(reply: FastifyReply, outcome: ItemAnswer): FastifyReply {
  const status = outcome.state === 'refused' ? outcome.problem.status : outcome.state === 'applied' ? 200 : 202;
  return reply.code(status).send(outcome);
}

/** Tells the client which version of its rights this answer was made under. */
function withGrants(reply: FastifyReply, version: number): FastifyReply {
  return reply.header('x-kervan-grants', String(version));
}
