import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followLive } from './live.ts';

class Source extends EventTarget {
  static last: Source;
  closed = false;
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    Source.last = this;
  }
  close() {
    this.closed = true;
  }
  say(type: string, data?: unknown) {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }));
  }
}
beforeEach(() => vi.stubGlobal('EventSource', Source));
afterEach(() => vi.unstubAllGlobals());

function open() {
  const queries = new QueryClient();
  for (const key of ['places.list-sites', 'sync.list-devices']) queries.setQueryData([key, {}], []);
  const line = vi.fn();
  const end = followLive(queries, '/api/live?mission=esem', line);
  const stale = () =>
    queries
      .getQueryCache()
      .getAll()
      .filter((query) => query.state.isInvalidated)
      .map((query) => query.queryKey[0]);
  return { end, line, stale };
}

it('asks again only what comes from the rooms that changed', () => {
  const { stale } = open();
  expect(Source.last.url).toBe('/api/live?mission=esem');
  Source.last.say('hello');
  expect(stale()).toEqual([]);
  Source.last.say('changed', { rooms: ['sync', 'notify'] });
  expect(stale()).toEqual(['sync.list-devices']);
});

it('tells whether the line stands, and asks everything again after a break', () => {
  const { end, line, stale } = open();
  Source.last.say('hello');
  Source.last.say('error');
  Source.last.say('hello');
  expect(line.mock.calls).toEqual([[true], [false], [true]]);
  expect(stale()).toEqual(['places.list-sites', 'sync.list-devices']);
  end();
  expect(Source.last.closed).toBe(true);
});
