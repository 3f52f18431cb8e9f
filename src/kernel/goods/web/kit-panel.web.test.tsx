import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { openPart } from '#tests/support/desk-part.tsx';
import { routed } from '#tests/support/routed.tsx';
import foundation from '../../../foundation/i18n/en.json' with { type: 'json' };
import { defineKit, getKit } from '../contract/kits.ts';
import en from '../i18n/en.json' with { type: 'json' };
import { KitPanel } from './KitPanel.tsx';

afterEach(cleanup);
const words: Record<string, string> = { ...foundation, ...en };
const itemId = newId();
const blanket = newId();
const component = (name: string, qty: number, id = newId()) => ({
  itemId: id,
  itemCode: name,
  itemNames: { en: name },
  unit: 'piece',
  qty,
  weightG: 500,
  volumeCm3: null,
  note: null,
});
const version = (n: number, components: ReturnType<typeof component>[], supersededAt: string | null, note: string | null) => ({
  id: newId(),
  version: n,
  note,
  validFrom: '2023-01-01T00:00:00Z',
  supersededAt,
  components,
});
const versions = [
  version(2, [component('Blanket', 4, blanket)], null, 'four, for the winter'),
  version(1, [component('Candle', 10)], '2023-02-01T00:00:00Z', null),
];
const panel = (kit: Record<string, unknown>) =>
  openPart(routed(<KitPanel itemId={itemId} isKit />), words, {
    [getKit.name]: () => ({ versions, partOf: [], abilities: [defineKit.name], ...kit }),
  });
const button = (name: string) => screen.findByRole('button', { name: words[name]! });
const press = async (name: string) => {
  const found = await button(name);
  await act(async () => fireEvent.click(found));
};

it('a kit shows what it holds and why, and what kits made before hold when that is asked for', async () => {
  await panel({});
  expect(await screen.findByText('Blanket')).toBeTruthy();
  expect(screen.getByText('four, for the winter')).toBeTruthy();
  expect(screen.queryByText('Candle')).toBeNull();
  await press('goods.kit-show-former');
  expect(screen.getByText('Candle')).toBeTruthy();
  await press('goods.kit-hide-former');
  expect(screen.queryByText('Candle')).toBeNull();
});

it('a new version is sent with the one that was seen, and only when each line is whole', async () => {
  const desk = await panel({});
  await press('command.goods.define-kit');
  const dialog = within(await screen.findByRole('dialog'));
  const send = () => dialog.getByRole('button', { name: words['command.goods.define-kit']! }) as HTMLButtonElement;
  const type = async (value: string) => {
    const field = await dialog.findByLabelText(words['goods.in-one-kit']!);
    await act(async () => fireEvent.change(field, { target: { value } }));
  };
  await type('');
  expect(send().disabled).toBe(true);
  await type('6');
  await act(async () => fireEvent.click(send()));
  expect(desk.sent).toHaveLength(1);
  expect(desk.sent[0]).toMatchObject({
    name: defineKit.name,
    input: { itemId, seen: 2, components: [{ itemId: blanket, qty: 6 }] },
  });
  defineKit.input.parse(desk.sent[0]!.input);
});

it('who may not define kits is shown no button for it, and a kit without parts says so', async () => {
  await panel({ versions: [], abilities: [] });
  expect(await screen.findByText(words['goods.kit-undefined']!)).toBeTruthy();
  expect(screen.queryByRole('button', { name: words['command.goods.define-kit']! })).toBeNull();
});
