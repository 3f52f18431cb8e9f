import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { openPart } from '#tests/support/desk-part.tsx';
import { routed } from '#tests/support/routed.tsx';
import foundation from '../../../../foundation/i18n/en.json' with { type: 'json' };
import goods from '../../../../kernel/goods/i18n/en.json' with { type: 'json' };
import { listPlaces } from '#kernel/goods/contract/stock-places.ts';
import { allocate, previewAllocation } from '../../contract/requests/allocation.ts';
import { listRequests } from '../../contract/requests/requests.ts';
import en from '../../i18n/en.json' with { type: 'json' };
import AllocationPage from './AllocationPage.tsx';

beforeEach(() => history.replaceState(null, '', `/supply/allocation?store=${store}&requests=${requestId}`));
afterEach(() => {
  cleanup();
  history.replaceState(null, '', '/');
});
const words: Record<string, string> = { ...foundation, ...goods, ...en };
const [store, requestId, lineId, itemId] = [newId(), newId(), newId(), newId()];
/** What the rules propose: all of a line out of one bucket, of which `free` lie there now. */
const proposal = (free: number) => ({
  day: '2023-03-01',
  requests: [
    {
      id: requestId,
      number: 'RQ-GZT-2023-000001-85',
      state: 'approved',
      orgNames: { en: 'Partner' },
      siteNames: { en: 'Camp' },
      neededOn: '2023-03-10',
      lines: [
        {
          id: lineId,
          item: { id: itemId, code: 'B', names: { en: 'Blanket' }, unit: 'piece', packs: [] },
          qty: 100,
          open: 100,
          short: 0,
          picks: [{ bucketId: 1, qty: 100, reasons: [] }],
          passed: [],
        },
      ],
    },
  ],
  buckets: [
    {
      id: 1,
      itemId,
      lotCode: null,
      expiresOn: null,
      receivedOn: null,
      placeCode: 'A1',
      grantCode: null,
      condition: 'good',
      owner: 'own',
      free,
      reserved: 0,
      kept: 0,
    },
  ],
});
const press = async (name: string) => {
  const found = await screen.findByRole('button', { name: words[name]! });
  await act(async () => fireEvent.click(found));
};
const quantity = () => screen.getByDisplayValue(/^(100|60)/) as HTMLInputElement;

/** As when the window comes to the front again, or a change of others is told. */
const askAgain = () => act(async () => window.dispatchEvent(new Event('visibilitychange')));

it('what was changed by hand is kept while others change the stock, until somebody looks again', async () => {
  let free = 500;
  const page = routed(<AllocationPage />);
  const desk = await openPart(page, words, {
    [listPlaces.name]: () => ({ total: 0, rows: [] }),
    [listRequests.name]: () => ({ total: 0, rows: [] }),
    [previewAllocation.name]: () => proposal(free),
  });
  await screen.findByDisplayValue(/^100/);
  await act(async () => fireEvent.change(quantity(), { target: { value: '60' } }));
  // Another took goods meanwhile: the page asks again by itself, as when a live change is told.
  free = 400;
  const before = desk.asked.length;
  await askAgain();
  await vi.waitFor(() => expect(desk.asked.length).toBeGreaterThan(before));
  await screen.findByText(words['supply.proposal-stale']!);
  expect(quantity().value).toMatch(/^60/);
  await act(async () =>
    fireEvent.change(screen.getByLabelText(new RegExp(words['supply.why-by-hand']!)), { target: { value: 'half now' } }),
  );
  await press('command.supply.allocate');
  expect(desk.sent).toMatchObject([
    { name: allocate.name, input: { placeId: store, picks: [{ lineId, bucketId: 1, qty: 60, byHand: 'half now' }] } },
  ]);
});

it('looking again takes what the rules propose now, and what was typed is gone', async () => {
  let free = 500;
  const page = routed(<AllocationPage />);
  await openPart(page, words, {
    [listPlaces.name]: () => ({ total: 0, rows: [] }),
    [listRequests.name]: () => ({ total: 0, rows: [] }),
    [previewAllocation.name]: () => proposal(free),
  });
  await screen.findByDisplayValue(/^100/);
  await act(async () => fireEvent.change(quantity(), { target: { value: '60' } }));
  free = 400;
  await askAgain();
  await press('supply.look-again');
  await screen.findByDisplayValue(/^100/);
  expect(screen.queryByText(words['supply.proposal-stale']!)).toBeNull();
});
