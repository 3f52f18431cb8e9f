import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { FindMission } from '#foundation/http/requests.ts';
import { requestOf, tokenHash } from '#foundation/http/requests.ts';
import { newId } from '#foundation/ids.ts';
import { askQuery } from '#foundation/pipeline/ask.ts';
import type { Mission } from '#foundation/pipeline/context.ts';
import { parseInput } from '#foundation/pipeline/envelope.ts';
import { executeCommand } from '#foundation/pipeline/execute.ts';
import type { PipelineDeps } from '#foundation/pipeline/execute.ts';
import { Problem, commonProblems } from '#foundation/problem.ts';
import { EnrolRequest, enrolDevice, getState } from '../contract/devices.ts';
import type { EnrolAnswer } from '../contract/devices.ts';
import { neutralManifest } from '../domain/neutral.ts';
import { enrolText } from '../domain/signing.ts';
import { requireProof } from './devices.ts';
import { findLastSeq } from './devices.repo.ts';
import { currentIntakeKey } from './intake-keys.ts';
import { refuseRevoked } from './revoked.ts';

const systemUser = '00000000-0000-7000-8000-000000000001';

/** The routes of devices that no command or query of its own gives: enrolment, and a device's own state. */
export function addSyncRoutes(app: FastifyInstance, deps: PipelineDeps, findMission: FindMission): void {
  app.post('/api/devices/enrol', async (http, reply) => {
    const header = http.headers['x-kervan-mission'];
    const slug = typeof header === 'string' ? header : (http.query as { mission?: string }).mission;
    const mission = findMission(slug);
    if (!mission) throw commonProblems.problem('mission-unknown', { mission: slug ?? '' });
    return reply.send(await enrol(deps, mission, parseInput(EnrolRequest, http.body)));
  });
  app.get('/api/notes.webmanifest', async (http, reply) =>
    reply.type('application/manifest+json').send(JSON.stringify(neutralManifest(http.query as Record<string, unknown>))),
  );
  app.get('/api/sync/state', async (http, reply) => {
    const request = requestOf(http, findMission);
    await refuseRevoked(deps, request);
    return reply.send((await askQuery(deps, request, getState.name, {})).data);
  });
}

async function enrol(deps: PipelineDeps, mission: Mission, body: ReturnType<typeof EnrolRequest.parse>): Promise<EnrolAnswer> {
  await requireProof(body.publicKey, body.proof, enrolText(body));
  const token = `kvd_${randomBytes(32).toString('base64url')}`;
  const { outcome } = await executeCommand(
    deps,
    { mission, credential: { kind: 'internal', userId: systemUser } },
    {
      id: newId(),
      name: enrolDevice.name,
      version: enrolDevice.version,
      occurredAt: deps.clock(mission).toISOString(),
      input: {
        deviceId: newId(),
        codeHash: createHash('sha256').update(body.code).digest('base64url'),
        tokenHash: tokenHash(token).toString('base64url'),
        publicKey: body.publicKey,
        name: body.name,
      },
    },
  );
  if (outcome.state === 'refused') throw new Problem(outcome.problem.type, outcome.problem.status, outcome.problem.figures);
  if (outcome.state !== 'applied') throw commonProblems.problem('failed');
  const device = enrolDevice.result.parse(outcome.result);
  const now = deps.clock(mission);
  const { lastSeq, intake } = await deps.db.transaction({ schema: mission.schema }, async (tx) => ({
    lastSeq: (await findLastSeq.one(tx, { id: device.deviceId })).last_seq,
    intake: await currentIntakeKey(tx, now),
  }));
  const { slug, name, practice, demo } = mission;
  return { ...device, token, mission: slug, missionName: name, practice, demo, intake, lastSeq, now: now.toISOString() };
}
