import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Mission } from '../pipeline/context.ts';
import type { LogEntry } from '../pipeline/ports.ts';
import { createHub } from './hub.ts';
import { roomsChanged } from './rooms-changed.ts';

const mission = { slug: 'm' } as Mission;
const entry = (name: string, events: string[] = [], touches: string[] = []) =>
  ({
    envelope: { name },
    events: events.map((event) => ({ name: event })),
    touches: touches.map((kind) => ({ kind, id: 'x' })),
  }) as unknown as LogEntry;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('names the rooms of a command, of its events and of the exceptions it raised or ended', () => {
  expect(roomsChanged(entry('supply.receive', ['notify.person-told'], ['receipt', 'exception']))).toEqual([
    'supply',
    'notify',
    'exceptions',
  ]);
});

it('tells once for all commands of a second, and only its own mission', () => {
  const hub = createHub(1000);
  const heard: (readonly string[])[] = [];
  const other = vi.fn();
  hub.subscribe('m', (rooms) => heard.push(rooms));
  hub.subscribe('other', other);
  for (let i = 0; i < 50; i += 1) hub.applied(mission, entry(i % 2 ? 'a.x' : 'b.y'));
  vi.advanceTimersByTime(999);
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(heard).toEqual([['b', 'a']]);
  vi.advanceTimersByTime(5000);
  expect(heard).toHaveLength(1);
  expect(other).not.toHaveBeenCalled();
});

it('tells nobody who has left', () => {
  const hub = createHub(10);
  const heard = vi.fn();
  hub.subscribe('m', heard)();
  hub.applied(mission, entry('a.x'));
  vi.advanceTimersByTime(20);
  expect(heard).not.toHaveBeenCalled();
});
