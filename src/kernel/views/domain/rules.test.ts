import { expect, it } from 'vitest';
import { decideSave, mayRemove, mostViews } from './rules.ts';

const me = { userId: 'a', mayShare: false };
const sharer = { userId: 'b', mayShare: true };

it('only the owner changes a view', () => {
  expect(decideSave(sharer, { shared: false }, { ownerId: 'a', shared: true }, 1)?.code).toBe('views.not-yours');
  expect(decideSave(me, { shared: false }, { ownerId: 'a', shared: true }, 1)).toBeUndefined();
});

it('only who may share puts a view on everyone’s screen', () => {
  expect(decideSave(me, { shared: true }, undefined, 0)?.code).toBe('views.may-not-share');
  expect(decideSave(sharer, { shared: true }, undefined, 0)).toBeUndefined();
});

it('the number of views of a page is bounded, and those at hand can still be changed', () => {
  expect(decideSave(me, { shared: false }, undefined, mostViews)?.code).toBe('views.too-many');
  expect(decideSave(me, { shared: false }, { ownerId: 'a', shared: false }, mostViews)).toBeUndefined();
});

it('a private view is nobody else’s to remove', () => {
  expect(mayRemove(sharer, { ownerId: 'a', shared: false })).toBe(false);
  expect(mayRemove(sharer, { ownerId: 'a', shared: true })).toBe(true);
  expect(mayRemove(me, { ownerId: 'b', shared: true })).toBe(false);
});
