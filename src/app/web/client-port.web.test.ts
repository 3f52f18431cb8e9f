import { afterEach, expect, it, vi } from 'vitest';
import type { NamedLike } from '#foundation/web/client.ts';
import { ClientProblem } from '#foundation/web/client.ts';
import type { CommandDef } from '#foundation/command.ts';
import type { QueryDef } from '#foundation/query.ts';
import { fetchPort, setClock } from './client-port.ts';
import type { PortEvents } from './client-port.ts';

afterEach(() => vi.unstubAllGlobals());
const sites: NamedLike<QueryDef> = { name: 'places.list-sites' };
const events = (more: Partial<PortEvents>): PortEvents => ({
  onGrants: () => undefined,
  onSignedOut: () => undefined,
  onRefused: () => Promise.resolve(),
  onNotPermitted: () => undefined,
  onProofNeeded: () => Promise.resolve(false),
  onApplied: () => undefined,
  ...more,
});
const answer = (status: number, body: unknown) =>
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(body), { status })));

it('a screen hears of a refusal when the words to say it are there', async () => {
  answer(404, { type: 'orgs.not-found', title: '', status: 404 });
  const order: string[] = [];
  const port = fetchPort(
    events({
      onRefused: async (code) => {
        await Promise.resolve();
        order.push(`words of ${code}`);
      },
    }),
  );
  await port.ask(sites, {}).catch((error: unknown) => order.push(error instanceof ClientProblem ? 'refused' : 'broken'));
  expect(order).toEqual(['words of orgs.not-found', 'refused']);
});

it('an answer that refuses nothing fetches no words', async () => {
  answer(200, { data: { rows: [] } });
  const refused = vi.fn(() => Promise.resolve());
  expect(await fetchPort(events({ onRefused: refused })).ask(sites, {})).toEqual({ rows: [] });
  expect(refused).not.toHaveBeenCalled();
});

it('what is done in a demonstration happens in its year', async () => {
  const sent: { occurredAt: string }[] = [];
  vi.stubGlobal('fetch', (_path: string, init: { body: string }) => {
    sent.push(JSON.parse(init.body) as { occurredAt: string });
    return Promise.resolve(new Response(JSON.stringify({ id: 'x', state: 'applied', result: {}, exceptions: [] }), { status: 200 }));
  });
  const close = { name: 'places.close-site', version: 1 } as unknown as CommandDef;
  setClock(() => new Date('2023-08-21T06:00:00Z'));
  await fetchPort(events({})).send(close, {} as never);
  setClock(() => new Date());
  await fetchPort(events({})).send(close, {} as never);
  expect(sent[0]!.occurredAt).toBe('2023-08-21T06:00:00.000Z');
  expect(sent[1]!.occurredAt > '2024').toBe(true);
});
