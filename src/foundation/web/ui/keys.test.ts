import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pageKeys } from './keys.ts';

const onGo = vi.fn<(letter: string) => void>();
const onMap = vi.fn<() => void>();
beforeEach(() => {
  vi.resetAllMocks();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());
const press = (code: string, key = code.slice(-1).toLowerCase()) => ({ key, code });

it('g and then a letter opens a page', () => {
  const take = pageKeys({ onGo, onMap });
  expect(take(press('KeyG'), 0)).toBe(true);
  expect(take(press('KeyM'), 400)).toBe(true);
  vi.runAllTimers();
  expect(onGo.mock.calls).toEqual([['m']]);
  expect(take(press('KeyM'), 500)).toBe(false);
});

it('an Arabic layout presses the same keys', () => {
  const take = pageKeys({ onGo, onMap });
  take(press('KeyG', 'ل'), 0);
  take(press('KeyS', 'س'), 100);
  vi.runAllTimers();
  expect(onGo.mock.calls).toEqual([['s']]);
  take({ key: '؟', code: 'Slash' }, 200);
  vi.runAllTimers();
  expect(onMap).toHaveBeenCalledOnce();
});

it('g is forgotten after a while', () => {
  const take = pageKeys({ onGo, onMap });
  take(press('KeyG'), 0);
  expect(take(press('KeyM'), 1501)).toBe(false);
  expect(onGo).not.toHaveBeenCalled();
});

it('a code that a scanner types opens no page, whatever letters it has', () => {
  const take = pageKeys({ onGo, onMap });
  for (const [at, sign] of Array.from('ghgm?gs').entries()) {
    take(sign === '?' ? { key: '?', code: 'Slash' } : press(`Key${sign.toUpperCase()}`), at * 12);
    take({ key: 'Shift', code: 'ShiftLeft' }, at * 12 + 1);
    vi.advanceTimersByTime(12);
  }
  take({ key: 'Enter', code: 'Enter' }, 90);
  vi.runAllTimers();
  expect(onGo).not.toHaveBeenCalled();
  expect(onMap).not.toHaveBeenCalled();
  take(press('KeyG'), 900);
  take(press('KeyM'), 920); // quick hands, and nothing after it
  vi.runAllTimers();
  expect(onGo.mock.calls).toEqual([['m']]);
});
