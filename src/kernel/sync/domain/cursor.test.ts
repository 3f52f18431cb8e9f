import { expect, it } from 'vitest';
import { canFollow, cursorText, firstCursor, parseCursor } from './cursor.ts';
import type { Cursor, FeedStand } from './cursor.ts';

const stand: FeedStand = {
  epoch: '0190a0a0-0000-4000-8000-000000000000',
  generation: 2,
  version: 3,
  scope: 'abc',
  horizon: '100',
  floor: '10',
};
const cursor: Cursor = { epoch: stand.epoch, generation: 2, version: 3, scope: 'abc', xid: '50', id: 'x' };

it('survives being written and read', () => {
  expect(parseCursor(cursorText(cursor))).toEqual(cursor);
  expect(parseCursor(cursorText(firstCursor(stand)))).toEqual(firstCursor(stand));
});

it.each(['', 'a|b', `${cursorText(cursor)}|more`, cursorText({ ...cursor, xid: 'x' }), undefined])('does not read %s', (text) => {
  expect(parseCursor(text)).toBeUndefined();
});

it('is followed only under the same epoch, generation, shape and scope, and between floor and horizon', () => {
  expect(canFollow(cursor, stand)).toBe(true);
  expect(canFollow({ ...cursor, xid: '100' }, stand)).toBe(true);
  for (const other of [{ epoch: 'e' }, { generation: 1 }, { version: 2 }, { scope: 'b' }, { xid: '101' }, { xid: '10' }]) {
    expect(canFollow({ ...cursor, ...other }, stand), JSON.stringify(other)).toBe(false);
  }
});
