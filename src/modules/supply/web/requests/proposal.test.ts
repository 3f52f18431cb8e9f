import { expect, it } from 'vitest';
import { editKey, inputOf, isByHand, takenBy } from './proposal.ts';
import type { Previewed } from './proposal.ts';

const line = {
  id: '01890a5d-ac96-774b-bcce-b302099a8001',
  item: { id: '01890a5d-ac96-774b-bcce-b302099a8002', code: 'B', names: { en: 'Blanket' }, unit: 'piece', packs: [] },
  qty: 100,
  open: 100,
  short: 0,
  picks: [{ bucketId: 1, qty: 100, reasons: [] }],
  passed: [{ bucketId: 2, why: { code: 'earlier-sufficed', figures: {} } }],
};
const preview: Previewed = {
  day: '2023-03-01',
  requests: [
    {
      id: '01890a5d-ac96-774b-bcce-b302099a8003',
      number: 'RQ-GZT-2023-000001-85',
      state: 'approved',
      orgNames: {},
      siteNames: {},
      neededOn: '2023-03-10',
      lines: [line],
    },
  ],
  buckets: [],
};

it('what was not changed is sent as it was seen, without a reason', () => {
  const { picks, requests } = inputOf('store', preview, {}, {});
  expect(picks).toMatchObject([{ lineId: line.id, bucketId: 1, qty: 100 }]);
  expect(picks![0]).not.toHaveProperty('byHand');
  expect(requests).toMatchObject([{ requestId: preview.requests[0]!.id }]);
});

it('a line that was changed says why, with each of its picks', () => {
  const edits = { [editKey(line.id, 1)]: 40, [editKey(line.id, 2)]: 60 };
  expect(isByHand(line, edits)).toBe(true);
  expect(takenBy(line, edits)).toBe(100);
  expect(inputOf('store', preview, edits, { [line.id]: 'stands at the gate' }).picks).toMatchObject([
    { bucketId: 1, qty: 40, byHand: 'stands at the gate' },
    { bucketId: 2, qty: 60, byHand: 'stands at the gate' },
  ]);
});

it('typed back to what was proposed it is the rules’ again', () => {
  expect(isByHand(line, { [editKey(line.id, 1)]: 100 })).toBe(false);
});

it('a request of which nothing is taken is left out', () => {
  const input = inputOf('store', preview, { [editKey(line.id, 1)]: 0 }, {});
  expect(input).toMatchObject({ requests: [], picks: [] });
});
