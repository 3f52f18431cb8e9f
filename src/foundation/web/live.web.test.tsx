import { act, renderHook } from '@testing-library/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useLive } from './live.ts';

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
    act(() => void this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) })));
  }
}
beforeEach(() => vi.stubGlobal('EventSource', Source));
afterEach(() => vi.unstubAllGlobals());

function open() {
  const queries = new QueryClient();
  for (const key of ['places.list-sites', 'sync.list-devices']) queries.setQueryData([key, {}], []);
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
  const hook = renderHook(() => useLive('esem'), { wrapper });
  const stale = () => queries.getQueryCache().getAll().filter((query) => query.state.isInvalidated).map((query) => query.queryKey[0]);
  return { hook, stale };
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
  const { hook, stale } = open();
  Source.last.say('hello');
  expect(hook.result.current).toBe(true);
  Source.last.say('error');
  expect(hook.result.current).toBe(false);
  Source.last.say('hello');
  expect(hook.result.current).toBe(true);
  expect(stale()).toEqual(['places.list-sites', 'sync.list-devices']);
  hook.unmount();
  expect(Source.last.closed).toBe(true);
});
