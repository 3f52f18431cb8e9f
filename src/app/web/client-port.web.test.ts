import { afterEach, expect, it, vi } from 'vitest';
import type { NamedLike } from '#foundation/web/client.ts';
import { ClientProblem } from '#foundation/web/client.ts';
import type { QueryDef } from '#foundation/query.ts';
import { fetchPort } from './client-port.ts';
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
