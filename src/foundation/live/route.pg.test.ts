import { memoryStore } from '#tests/support/memory-store.ts';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { compose } from '#app/server/compose.ts';
import { rooms } from '#app/server/rooms.ts';
import { buildApp } from '#app/server/serve.ts';
import { inviteDevice } from '#kernel/sync/contract/devices.ts';
import { enrolTestDevice } from '#tests/support/device.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';

let mission: TestMission;
let app: FastifyInstance;
let token: string;
beforeAll(async () => {
  mission = await openTestMission();
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  await app.listen({ host: '127.0.0.1', port: 0 });
  await mission.kervan.hub.connect(mission.appUrl, () => undefined);
  token = (await enrolTestDevice(mission, systemUser)).token;
});
afterAll(async () => {
  await app.close();
  await mission.close();
});

/** Opens the stream and reads until the wanted text has come. */
async function listen(): Promise<{ until(text: string): Promise<void>; type: string; end(): void }> {
  const { port } = app.server.address() as AddressInfo;
  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    get({ host: '127.0.0.1', port, path: '/api/live', headers: { authorization: `Bearer ${token}` } }, resolve).on('error', reject),
  );
  let heard = '';
  answer.setEncoding('utf8').on('data', (text: string) => (heard += text));
  const until = async (text: string) => {
    for (let tries = 0; tries < 200; tries += 1) {
      if (heard.includes(text)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`not heard: ${text} in ${heard}`);
  };
  return { until, type: answer.headers['content-type'] ?? '', end: () => answer.destroy() };
}

const invite = (kervan: Pick<TestMission, 'apply'>) =>
  kervan.apply(inviteDevice, {
    inviteId: newId(),
    codeHash: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url'),
    name: 'Phone',
  });

it('tells an open screen which rooms changed, by this process and by others', async () => {
  const stream = await listen();
  expect(stream.type).toBe('text/event-stream');
  await stream.until('event: hello');
  await invite(mission);
  await stream.until('event: changed\ndata: {"rooms":["sync"]}');

  const other = await compose(
    { connectionString: mission.appUrl, max: 2 },
    { rooms, masterKey: () => Buffer.alloc(32, 7), files: memoryStore() },
  );
  try {
    await other.hub.connect(mission.appUrl, () => undefined);
    other.hub.applied(other.missions.find('test')!, {
      envelope: { name: 'elsewhere.do-it' },
      events: [],
      touches: [],
      outcome: { state: 'refused' },
    } as never);
    await stream.until('{"rooms":["elsewhere"]}');
  } finally {
    await other.close();
  }
  stream.end();
});

it('lets the server close while streams are open', async () => {
  const stream = await listen();
  await stream.until('event: hello');
  await app.close();
});
