import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { s3Files, s3Store } from './s3.ts';

// The small part of the protocol that we speak, over plain HTTP: objects by path, pages of a listing, errors as XML.
const objects = new Map<string, Buffer>();
const seen: { method: string; headers: NodeJS.Dict<string | string[]> }[] = [];
const bucket = createServer((request, reply) => {
  void (async () => {
    const url = new URL(request.url!, 'http://bucket');
    const method = request.method!;
    seen.push({ method, headers: request.headers });
    const body = await buffer(request);
    const key = decodeURIComponent(url.pathname.replace(/^\/kervan\/?/, ''));
    if (method === 'PUT') objects.set(key, body);
    if (method === 'DELETE') objects.delete(key);
    if (url.searchParams.has('list-type')) return void reply.end(listing(url.searchParams.get('continuation-token')));
    const found = objects.get(key);
    if (method === 'GET' && !found) {
      reply.writeHead(404, { 'content-type': 'application/xml' });
      return void reply.end('<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>no</Message></Error>');
    }
    reply.writeHead(method === 'DELETE' ? 204 : 200);
    reply.end(method === 'GET' ? found : undefined);
  })();
});
/** Two names a page. */
function listing(token: string | null): string {
  const from = Number(token ?? 0);
  const names = [...objects.keys()].toSorted();
  const page = names.slice(from, from + 2).map((name) => `<Contents><Key>${name}</Key></Contents>`);
  const more = from + 2 < names.length;
  const next = more ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : '';
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${page.join('')}</ListBucketResult>`;
}

let settings: Parameters<typeof s3Store>[0];
beforeAll(async () => {
  await new Promise<void>((done) => bucket.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(bucket.address() as AddressInfo).port}`;
  settings = { bucket: 'kervan', region: 'us-east-1', endpoint, accessKeyId: 'a', secretAccessKey: 'b', pathStyle: true };
});
afterAll(() => void bucket.close());

describe('files in a bucket', () => {
  test('what was put is got back byte by byte, and is gone when removed', async () => {
    const store = s3Store(settings);
    const bytes = Buffer.from([0, 255, 10, 13, 200]);
    await store.put('m_esem/ab/abc', bytes);
    expect(objects.get('m_esem/ab/abc')).toEqual(bytes);
    expect(await store.get('m_esem/ab/abc')).toEqual(bytes);
    await store.remove('m_esem/ab/abc');
    expect(await store.get('m_esem/ab/abc')).toBeUndefined();
  });

  test('a service that does not answer is told as such, not as the database', async () => {
    const store = s3Store({ ...settings, endpoint: 'http://127.0.0.1:1' });
    await expect(store.get('m_esem/ab/abc')).rejects.toMatchObject({ code: 'files.store-away', status: 503 });
    await expect(store.put('m_esem/ab/abc', Buffer.from('x'))).rejects.toMatchObject({ code: 'files.store-away' });
  });

  test('requests are signed and ask for nothing that older services do not know', async () => {
    seen.length = 0;
    await s3Store(settings).put('m_esem/ab/abd', Buffer.from('x'));
    const { headers } = seen.find((one) => one.method === 'PUT')!;
    expect(headers['authorization']).toMatch(/^AWS4-HMAC-SHA256 /);
    expect(Object.keys(headers).filter((name) => /checksum|trailer/.test(name))).toEqual([]);
  });

  test('another failure than absence is no absence', async () => {
    await expect(s3Store({ ...settings, endpoint: 'http://127.0.0.1:1' }).get('m_esem/ab/x')).rejects.toThrow();
  });

  test('a backup sees every file of every page, and nothing else that lies in the bucket', async () => {
    objects.clear();
    const files = s3Files(settings);
    const names = ['m_esem/01/a', 'm_esem/02/b', 'm_odd/03/c', 'm_odd/04/d', 'm_odd/05/e'];
    for (const name of names) await files.write(name, Readable.from([Buffer.from('of '), Buffer.from(name)]));
    objects.set('other/readme', Buffer.from('not ours'));
    const listed: string[] = [];
    for await (const name of files.list()) listed.push(name);
    expect(listed).toEqual(names);
    expect((await buffer(await files.read('m_odd/04/d'))).toString()).toBe('of m_odd/04/d');
  });
});
