import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { IntlProvider } from 'react-intl';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FieldContext } from '#foundation/web/field.ts';
import { laneSample, tokenHashOf } from '#tests/support/lane-sample.ts';
import { memoryField } from '#tests/support/memory-field.ts';
import type { MemoryField } from '#tests/support/memory-field.ts';
import foundation from '../../../../foundation/i18n/en.json' with { type: 'json' };
import files from '../../../../kernel/files/i18n/en.json' with { type: 'json' };
import goods from '../../../../kernel/goods/i18n/en.json' with { type: 'json' };
import { slowHash } from '#foundation/web/slow-hash.ts';
import { pinProof, pinTag } from '#kernel/people/domain/household-pin.ts';
import type { LanePack } from '../../contract/field/lane.ts';
import en from '../../i18n/en.json' with { type: 'json' };
import LaneTask from './LaneTask.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
beforeEach(() => history.replaceState(null, ''));

const words: Record<string, string> = { ...foundation, ...files, ...goods, ...en };
let phone: MemoryField;
function open(over: Partial<typeof laneSample> = {}, kept = memoryField()) {
  phone = kept;
  vi.stubGlobal('scrollTo', () => undefined);
  const packId = phone.put('assistance.lane', { lane: laneSample.laneId }, { ...laneSample, ...over });
  render(
    <IntlProvider locale="en-GB" messages={words} onError={() => undefined}>
      <MantineProvider>
        <FieldContext value={phone}>
          <LaneTask packId={packId} />
        </FieldContext>
      </MantineProvider>
    </IntlProvider>,
  );
}
const press = async (name: string | RegExp) => act(async () => fireEvent.click(screen.getAllByRole('button', { name })[0]!));
const look = async (number: number) => {
  if (!screen.queryByLabelText('Number')) await press('By number');
  await act(async () => fireEvent.change(screen.getAllByLabelText('Number')[0]!, { target: { value: String(number) } }));
  await press('Look it up');
};
const last = () => phone.queue().at(-1)!;

it('a household is found, handed over and counted without any network; coming again is red with the time', async () => {
  open();
  await look(2);
  expect(screen.getByText('5 persons')).toBeTruthy();
  expect(screen.getByText(/2 kits/)).toBeTruthy();
  await press('Hand over');
  expect(last()).toMatchObject({
    name: 'assistance.record-handover',
    state: 'kept',
    input: { laneId: laneSample.laneId, way: 'token', tokenHash: tokenHashOf(2), size: 5, collector: 'self', lines: [{ qty: 2 }] },
  });
  await act(async () => history.replaceState(null, ''));
  expect(screen.getByText('2 / 3')).toBeTruthy();
  await look(2);
  expect(screen.getByText('Served already')).toBeTruthy();
  expect(screen.getByText(/On this phone at/)).toBeTruthy();
});

it('whoever refuses proof receives all the same, and a delegate is told as one', async () => {
  open();
  await look(1);
  await press('No proof');
  await act(async () => fireEvent.click(screen.getByLabelText('A delegate collects')));
  await press('Hand over');
  expect(last().input).toMatchObject({ proof: 'none', collector: 'delegate' });
});

const pinned = async (pin: string): Promise<Partial<LanePack>> => {
  const pinKey = 'AAECAwQFBgcICQoLDA0ODw';
  const tag = await pinTag(await pinProof(pin, 'test', slowHash), pinKey);
  return { register: true, pinKey, tokens: laneSample.tokens.map((token) => (token.number === 1 ? { ...token, pin: tag } : token)) };
};
/** A guess costs a slow hash. */
const slow = { timeout: 60_000 };
const typePin = async (pin: string) => {
  await screen.findByRole('button', { name: 'Done' });
  for (const digit of pin) await press(digit);
  await press('Done');
};

it('a PIN is a proof: the right one is told as such, and no digit of it leaves the screen', async () => {
  open(await pinned('4071'));
  await look(1);
  await press('PIN');
  expect((screen.getByRole('button', { name: 'Hand over' }) as HTMLButtonElement).disabled).toBe(true);
  await typePin('4071');
  await screen.findByText('The PIN is right', undefined, slow);
  await press('Hand over');
  expect(last().input).toMatchObject({ proof: 'pin' });
  expect(JSON.stringify(last().input)).not.toContain('4071');
});

it('after three wrong PINs the card of a household takes no more of them, and the ration is given all the same', async () => {
  open(await pinned('4071'));
  await look(1);
  await press('PIN');
  for (const [wrong, told] of [
    ['2580', /2 more tries/],
    ['2581', /One more try/],
    ['2582', /No more tries with the PIN/],
  ] as const) {
    await typePin(wrong);
    await screen.findByText(told, undefined, slow);
  }
  // Closed and opened anew, the phone remembers.
  cleanup();
  await act(async () => history.replaceState(null, ''));
  open(await pinned('4071'), phone);
  await look(1);
  await press('PIN');
  await screen.findByText(/No more tries with the PIN/);
  expect(screen.queryByRole('button', { name: '4' })).toBeNull();
  await press('No proof');
  await press('Hand over');
  expect(last().input).toMatchObject({ proof: 'none' });
});

it('where a household has no PIN none is asked for; a signature that is not drawn is no proof', async () => {
  open();
  await look(1);
  expect(screen.queryByRole('button', { name: 'PIN' })).toBeNull();
  await press('Signature here');
  expect((screen.getByRole('button', { name: 'Hand over' }) as HTMLButtonElement).disabled).toBe(true);
  await press('Signed on the sheet');
  await press('Hand over');
  expect(last().input).toMatchObject({ proof: 'sheet' });
});

it('a token of another lane is pointed there, and what happens all the same is recorded', async () => {
  open();
  await look(5);
  expect(screen.getByText('Lane 2')).toBeTruthy();
  await press('It was handed over all the same');
  expect(last()).toMatchObject({ input: { laneId: laneSample.laneId, tokenHash: tokenHashOf(5) } });
});

it('one button stops the lane at once, and nothing is green any more', async () => {
  open();
  await press('Stop');
  await press('Danger');
  expect(last()).toMatchObject({ name: 'assistance.stop-event', input: { why: 'security', stock: 'secured' } });
  expect(screen.getAllByText('Stopped: hand nothing over').length).toBeGreaterThan(0);
});

it('a crowd that breaks the lanes stops them, and what it took all the same is told all the same', async () => {
  open();
  await press('Stop');
  await press('Crowd');
  expect(last()).toMatchObject({ name: 'assistance.stop-event', input: { why: 'crowd' } });
  await look(1);
  expect(screen.getByText('Nothing is handed over now.')).toBeTruthy();
  await press('It was handed over all the same');
  expect(last()).toMatchObject({ name: 'assistance.record-handover', input: { tokenHash: tokenHashOf(1) } });
});

it('a lane whose day is over is not on the phone any more, and says so', async () => {
  open();
  await act(async () => phone.end('assistance.lane', { lane: laneSample.laneId }));
  expect(screen.getByText('The day is over: this lane is not on the phone any more.')).toBeTruthy();
  expect(screen.queryByText('Hand over')).toBeNull();
});

it('a mistake is taken back on the phone, and the token is green again', async () => {
  open();
  await look(1);
  await press('Hand over');
  await press('Take back');
  expect(last()).toMatchObject({ name: 'assistance.undo-handover' });
  expect(screen.getByText('1 / 3')).toBeTruthy();
});

it('without a list a household is counted by sex and age, and the package follows its size', async () => {
  open({ admits: 'rule', tokens: [], others: [], expected: 20 });
  await press('Count a household');
  const count = (label: string, value: number) =>
    act(async () => fireEvent.change(screen.getAllByLabelText(label)[0]!, { target: { value: String(value) } }));
  await count('Women 18-59', 1);
  await count('Girls 5-17', 4);
  expect(screen.getByText('5 persons')).toBeTruthy();
  await press('Hand over');
  expect(last().input).toMatchObject({ way: 'tally', size: 5, people: { f18: 1, f5: 4, m0: 0 }, lines: [{ qty: 2 }], proof: 'sheet' });
});

it('a signature sheet with thumb-marks is kept apart from other photos', async () => {
  URL.createObjectURL ??= () => 'blob:sheet';
  URL.revokeObjectURL ??= () => undefined;
  open();
  await press('Close the lane');
  const picker = document.querySelector<HTMLInputElement>('input[type=file]')!;
  await act(async () => fireEvent.change(picker, { target: { files: [new File(['page'], 'page.jpg', { type: 'image/jpeg' })] } }));
  await act(async () => fireEvent.click(screen.getByLabelText(/There are thumb-marks on it/)));
  await press('Close the lane');
  expect(last()).toMatchObject({ name: 'assistance.close-lane', photosLeft: 1 });
  expect(phone.thumbMarked).toEqual([last().id]);
});

it('who collects is the household, its second collector where the register names one, or a delegate; never two of them', async () => {
  open();
  await look(2);
  expect(screen.queryByLabelText('The second collector is here')).toBeNull();
  cleanup();
  await act(async () => history.replaceState(null, ''));
  open({ register: true, tokens: laneSample.tokens.map((token) => ({ ...token, alternate: token.number === 2 })) });
  await look(1);
  expect(screen.queryByLabelText('The second collector is here')).toBeNull();
  await press('Not now');
  await look(2);
  await act(async () => fireEvent.click(screen.getByLabelText('A delegate collects')));
  await act(async () => fireEvent.click(screen.getByLabelText('The second collector is here')));
  expect((screen.getByLabelText('A delegate collects') as HTMLInputElement).checked).toBe(false);
  await press('Hand over');
  expect(last().input).toMatchObject({ collector: 'alternate' });
});
