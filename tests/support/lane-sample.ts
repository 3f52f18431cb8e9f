import type { LanePack } from '#modules/assistance/contract/field/lane.ts';

export const tokenHashOf = (number: number): string => number.toString(16).padStart(64, '0');
const kit = '00000000-0000-7000-8000-0000000000c1';
const token = (number: number, size: number, over: { lost?: boolean; served?: boolean } = {}) => ({
  hash: tokenHashOf(number),
  number,
  size,
  lost: false,
  served: false,
  ...over,
});

/** A lane with tokens 1 to 4 (3 was served, 4 was lost); 5 and 6 stand in lane 2. */
export const laneSample: LanePack = {
  eventId: '00000000-0000-7000-8000-0000000000e1',
  number: 'DE-GZT-2023-000004-13',
  siteId: '00000000-0000-7000-8000-0000000000a1',
  site: { en: 'Distribution point' },
  admits: 'list',
  expected: 4,
  laneId: '00000000-0000-7000-8000-0000000000d1',
  lane: 1,
  kind: 'general',
  closed: false,
  register: false,
  pinKey: null,
  keys: [],
  stoppedAt: null,
  items: [{ id: kit, code: 'KIT', names: { en: 'Winter kit' }, unit: 'kit' }],
  bands: [
    { itemId: kit, fromSize: 1, toSize: 4, qty: 1 },
    { itemId: kit, fromSize: 5, toSize: null, qty: 2 },
  ],
  tokens: [token(1, 3), token(2, 5), token(3, 7, { served: true }), token(4, 4, { lost: true })],
  others: [
    { ...token(5, 6), lane: 2 },
    { ...token(6, 2), lane: 2 },
  ],
};
