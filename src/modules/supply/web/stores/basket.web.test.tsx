import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { getPlace } from '#kernel/goods/contract/stock-places.ts';
import { setPickers } from '#foundation/web/RecordPicker.tsx';
import type { RecordPickerProps } from '#foundation/web/RecordPicker.tsx';
import { openPart } from '#tests/support/desk-part.tsx';
import foundation from '../../../../foundation/i18n/en.json' with { type: 'json' };
import goods from '../../../../kernel/goods/i18n/en.json' with { type: 'json' };
import { quarantineStock } from '../../contract/stores/documents.ts';
import { transferBetweenGrants } from '../../contract/stores/grant-transfers.ts';
import { lendBetweenGrants } from '../../contract/stores/loans.ts';
import type { StoreStockRow } from '../../contract/stores/stock.ts';
import en from '../../i18n/en.json' with { type: 'json' };
import { Basket } from './Basket.tsx';

const words: Record<string, string> = { ...foundation, ...goods, ...en };
const Picker = ({ label, value, onChange }: RecordPickerProps) => (
  <input aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
);
beforeEach(() => setPickers([{ pickers: { grant: async () => ({ default: Picker }) } }]));
afterEach(() => {
  cleanup();
  setPickers([]);
});

const [storeId, itemId, place, ours, theirs] = [newId(), newId(), newId(), newId(), newId()];
let serial = 0;
const row = (grant: string | undefined): StoreStockRow => ({
  key: String((serial += 1)),
  at: { item: itemId, place, condition: 'good', owner: 'own', ...(grant ? { grant } : {}) },
  itemId,
  itemCode: 'BLK',
  nameEn: 'Blanket',
  nameTr: null,
  nameAr: null,
  unit: 'piece',
  lotId: null,
  lotCode: null,
  expiresOn: null,
  placeId: place,
  placeCode: 'A1',
  grantCode: null,
  condition: 'good',
  owner: 'own',
  ownerName: null,
  qty: 50,
  reserved: 0,
  free: 50,
  packs: [],
});
const waivedAt = (waived: boolean) => ({ [getPlace.name]: () => ({ waived }) });
const basket = (grants: readonly (string | undefined)[], qty = 30, answers = waivedAt(false)) =>
  openPart(
    <Basket storeId={storeId} chosen={grants.map((grant) => ({ row: row(grant), qty }))} onChange={vi.fn<() => void>()} />,
    words,
    answers,
  );
const button = (command: string) => screen.getAllByRole('button', { name: words[`command.${command}`]! }).at(-1) as HTMLButtonElement;
const type = async (label: string, value: string) => {
  const field = await screen.findByLabelText(new RegExp(`^${words[label]!.replaceAll(/[()]/g, '.')}`));
  await act(async () => fireEvent.change(field, { target: { value } }));
};

it.each([
  ['lent', lendBetweenGrants.name, 'supply.unfit-lend'],
  ['transferred', transferBetweenGrants.name, 'supply.unfit-transfer'],
])('goods of several grants, or of none, are not %s together, and the basket says why', async (_what, command, unfit) => {
  await basket([ours, theirs]);
  expect(button(command).disabled).toBe(true);
  expect(screen.getByText(new RegExp(words[unfit]!))).toBeTruthy();
  cleanup();
  await basket([undefined]);
  expect(button(command).disabled).toBe(true);
  cleanup();
  await basket([ours, ours]);
  expect(button(command).disabled).toBe(false);
  expect(screen.queryByText(new RegExp(words[unfit]!))).toBeNull();
});

it('more than lies there is not lent', async () => {
  await basket([ours], 51);
  expect(button(lendBetweenGrants.name).disabled).toBe(true);
});

it('a loan is sent with the grant that the goods are of and the one that they go to', async () => {
  const desk = await basket([ours]);
  await act(async () => fireEvent.click(button(lendBetweenGrants.name)));
  await type('column.supply.list-loans.toCode', theirs);
  await type('column.supply.list-loans.agreement', 'SWAP-7');
  await type('column.supply.list-loans.dueOn', '20.10.2023');
  await type('field.reason', 'convoy tomorrow');
  await act(async () => fireEvent.click(button(lendBetweenGrants.name)));
  expect(desk.sent).toHaveLength(1);
  const input = lendBetweenGrants.input.parse(desk.sent[0]!.input);
  expect(input).toMatchObject({
    placeId: storeId,
    fromGrant: ours,
    toGrant: theirs,
    agreement: 'SWAP-7',
    dueOn: '2023-10-20',
    lines: [{ at: { item: itemId, grant: ours }, qty: 30 }],
  });
});

it.each([true, false])('whoever photographs goods of a store is told where logos may not be seen (waiver: %s)', async (waived) => {
  await basket([ours], 30, waivedAt(waived));
  await act(async () => fireEvent.click(button(quarantineStock.name)));
  await screen.findByRole('button', { name: words['supply.add-photos']! });
  expect(screen.queryAllByText(words['supply.photo-waived']!)).toHaveLength(waived ? 1 : 0);
});
