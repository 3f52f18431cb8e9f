import { beforeEach, expect, it, vi } from 'vitest';
import { pageKeys } from './keys.ts';

const onGo = vi.fn<(letter: string) => void>();
const onMap = vi.fn<() => void>();
beforeEach(() => vi.resetAllMocks());
const press = (code: string, key = code.slice(-1).toLowerCase()) => ({ key, code });

it('g and then a letter opens a page', () => {
  const take = pageKeys({ onGo, onMap });
  expect(take(press('KeyG'), 0)).toBe(true);
  expect(take(press('KeyM'), 400)).toBe(true);
  expect(onGo.mock.calls).toEqual([['m']]);
  expect(take(press('KeyM'), 500)).toBe(false);
});

it('an Arabic layout presses the same keys', () => {
  const take = pageKeys({ onGo, onMap });
  take(press('KeyG', 'ل'), 0);
  take(press('KeyS', 'س'), 100);
  expect(onGo.mock.calls).toEqual([['s']]);
  take({ key: '؟', code: 'Slash' }, 200);
  expect(onMap).toHaveBeenCalledOnce();
});

it('g is forgotten after a while', () => {
  const take = pageKeys({ onGo, onMap });
  take(press('KeyG'), 0);
  expect(take(press('KeyM'), 1501)).toBe(false);
  expect(onGo).not.toHaveBeenCalled();
});
