import type { FastifyInstance } from 'fastify';
import { newId } from '#foundation/ids.ts';
import { runJob } from '#foundation/jobs/run.ts';
import { bytesLetGo } from '#kernel/files/contract/files.ts';
import type { TestMission } from './mission.ts';

/** Sends one file as a browser's form does. */
export function postFile(app: FastifyInstance, as: { cookie: string }, bytes: Buffer, name = 'a.bin') {
  const mark = 'xxboundaryxx';
  const head = `--${mark}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${mark}--\r\n`)]);
  const headers = { 'x-kervan': '1', cookie: as.cookie, 'content-type': `multipart/form-data; boundary=${mark}` };
  return app.inject({ method: 'POST', url: '/api/files', payload, headers });
}

/** Sends one file and answers its id. */
export const sendFile = async (app: FastifyInstance, as: { cookie: string }, content: Buffer | string): Promise<string> =>
  (await postFile(app, as, Buffer.from(content as string))).json<{ id: string }>().id;

/** Runs what was handed on when files were deleted: their bytes are gone from the store afterwards. */
export async function letBytesGo(mission: TestMission): Promise<void> {
  const { rows } = await mission.tx((tx) =>
    tx.query<{ payload: Record<string, unknown> }>('select payload from events where name = $1 order by recorded_at, id', [
      bytesLetGo.name,
    ]),
  );
  const started = [...mission.kervan.deps.registry.jobs.values()].filter((job) => job.on?.name === bytesLetGo.name);
  if (started.length === 0) throw new Error('no job is started when bytes are let go');
  for (const { payload } of rows) for (const { name } of started) await runNow(mission, name, payload);
}

/** Runs the nightly deletion of pages with thumb-marks whose time is over. */
export const forgetThumbs = (mission: TestMission): Promise<void> => runNow(mission, 'files.forget-thumb-pages');

const runNow = (mission: TestMission, name: string, data: Record<string, unknown> = {}) =>
  runJob(mission.kervan.deps, mission.kervan.missions.find('test')!, { id: newId(), name, data, attempt: 1, willRetry: false });
