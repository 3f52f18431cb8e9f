import type { FastifyInstance, FastifyRequest } from 'fastify';
import { credentialOf } from '#foundation/http/requests.ts';
import type { FindMission } from '#foundation/http/requests.ts';
import type { Mission } from '#foundation/pipeline/context.ts';
import { parseInput } from '#foundation/pipeline/envelope.ts';
import { inRequest } from '#foundation/pipeline/execute.ts';
import type { PipelineDeps } from '#foundation/pipeline/execute.ts';
import type { ItemAnswer } from '#foundation/pipeline/ports.ts';
import { Problem, commonProblems } from '#foundation/problem.ts';
import { IntakeRequest } from '../contract/intake.ts';
import type { IntakeItem } from '../contract/intake.ts';
import { refusedUnlogged } from './inbox.ts';
import { openerOf } from './intake-keys.ts';

/**
 * `POST /api/sync/intake`: takes sealed records from whoever brings them, signed in or not: their own device, another phone,
 * a desk with a file. Only the device that made a record hears more than its state.
 */
export function addIntakeRoute(app: FastifyInstance, deps: PipelineDeps, findMission: FindMission): void {
  app.post('/api/sync/intake', { bodyLimit: 16 * 1024 * 1024 }, async (http, reply) => {
    const slug = http.headers['x-kervan-mission'];
    const mission = findMission(typeof slug === 'string' ? slug : undefined);
    if (!mission) throw commonProblems.problem('mission-unknown', { mission: String(slug ?? '') });
    const { items } = parseInput(IntakeRequest, http.body);
    const bearer = await deviceOf(deps, mission, http);
    const outcomes = await takeSealed(deps, mission, items, bearer);
    return reply.header('cache-control', 'no-store').send({ outcomes, now: deps.clock(mission).toISOString() });
  });
}

/** Takes sealed records in and answers each; `bearer` is the device that brings them, if its token said so. */
export async function takeSealed(
  deps: PipelineDeps,
  mission: Mission,
  items: readonly string[],
  bearer: string | null,
): Promise<IntakeItem[]> {
  const opened = await openAll(deps, mission, items);
  const answers = await takeIn(deps, mission, opened);
  return answers.map((answer, index) => (bearer && senderOf(opened[index]!) === bearer ? (answer as IntakeItem) : stateOnly(answer)));
}

type Opened = { readonly item: unknown } | { readonly problem: Problem };

async function openAll(deps: PipelineDeps, mission: Mission, items: readonly string[]): Promise<Opened[]> {
  return deps.db.transaction({ schema: mission.schema, readOnly: true }, async (tx) => {
    const open = openerOf(tx);
    const opened: Opened[] = [];
    for (const item of items) {
      try {
        opened.push({ item: await open(Buffer.from(item, 'base64url')) });
      } catch (error) {
        if (!(error instanceof Problem) || error.status >= 500) throw error;
        opened.push({ problem: error });
      }
    }
    return opened;
  });
}

async function takeIn(deps: PipelineDeps, mission: Mission, opened: readonly Opened[]): Promise<ItemAnswer[]> {
  const good = [...opened.keys()].filter((index) => 'item' in opened[index]!);
  const taken = await deps.ports.devices.receive(
    deps,
    mission,
    good.map((index) => (opened[index] as { item: unknown }).item),
  );
  const answers: ItemAnswer[] = [];
  good.forEach((index, at) => (answers[index] = taken[at]!));
  opened.forEach((one, index) => {
    if ('problem' in one) answers[index] = refusedUnlogged(null, one.problem);
  });
  return answers;
}

const senderOf = (opened: Opened): unknown => ('item' in opened ? (opened.item as { device?: unknown } | null)?.device : undefined);

/** The device whose token the request bears; none for a desk, another's browser, or a phone that is locked. */
async function deviceOf(deps: PipelineDeps, mission: Mission, http: FastifyRequest): Promise<string | null> {
  try {
    const credential = credentialOf(http);
    if (credential.kind !== 'device') return null;
    return await inRequest(deps, { mission, credential }, null, async ({ ctx }) => ctx.actor.device, true);
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return null;
    throw error;
  }
}

/** Results and figures are for the device itself: whoever found a file learns nothing of what is in it. */
function stateOnly(answer: ItemAnswer): IntakeItem {
  if (answer.state === 'refused') return { id: answer.id, state: 'refused', problem: { type: answer.problem.type } };
  if (answer.state === 'parked') return { id: answer.id, state: 'parked', reason: answer.reason };
  return { id: answer.id, state: answer.state };
}
